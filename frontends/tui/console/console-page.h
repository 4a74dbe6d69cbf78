// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * A guest's text console as a page. Consoles stay open behind other pages, and go on listening,
 * until they are closed: to open one a second time brings it to the front as it is.
 */
#pragma once

#include "terminal/page.h"

G_BEGIN_DECLS

/* Shows the console @alias of @guest, or its first (NULL); @take_over: even if somebody else has
 * it. */
void console_page_open(App *app, OrielGuest *guest, const char *alias, gboolean take_over);
/* The same of a session, which the caller connects and disconnects. */
void console_page_open_of_session(App *app, OrielSession *session, const char *alias);

G_END_DECLS

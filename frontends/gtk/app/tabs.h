// SPDX-License-Identifier: LGPL-2.1-or-later
/* The tabs of a console's window: its screen, and the guest's text consoles. There is nothing to be
 * seen of them before the first text console is opened, nor after the last one is closed. */
#pragma once

#include "head.h"

G_BEGIN_DECLS

typedef struct _Tabs Tabs;

/* Of @head, which outlives them. (transfer full) */
Tabs *tabs_new(Head *head);
void tabs_free(Tabs *self);
/* Shows the text console called @alias (NULL = the first) of @guest, or, where that is NULL, of
 * @session, in a tab of its own. */
void tabs_open(Tabs *self, OrielGuest *guest, OrielSession *session, const char *alias);
/* Looks for words in the text console in front; it is enabled while there is one. (transfer none)
 */
GAction *tabs_get_search(Tabs *self);
/* Another session runs; text consoles of the one before become its. */
void tabs_set_session(Tabs *self, OrielSession *session);

G_END_DECLS

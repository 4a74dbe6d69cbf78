// SPDX-License-Identifier: LGPL-2.1-or-later
/* The terminal of standard input in raw mode, given back on every way out: by a call, by signals
 * that end the program, by a crash; and for as long as the program is stopped. One at a time. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* FALSE = it is no terminal, and nothing is done. */
gboolean raw_terminal_enter(void);
/* As it was found. What a guest may have left on is turned off, if @touched: it wrote something. */
void raw_terminal_leave(void);
/* The guest has written to it. */
void raw_terminal_touch(void);

G_END_DECLS

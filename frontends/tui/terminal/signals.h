// SPDX-License-Identifier: LGPL-2.1-or-later
/* Signals that concern a terminal, in the main context: no thread, and no wakeup without one. */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

/* SIGWINCH, SIGCONT, SIGTSTP, SIGTERM, SIGHUP, SIGINT and SIGQUIT come to @handler from now on. One
 * at a time; lives as long as the program. */
void signals_watch(void (*handler)(int number, gpointer user_data), gpointer user_data);
/* None comes any more. */
void signals_unwatch(void);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The line discipline of the one terminal, and the bytes that give it back: kept where the handler
 * of a crash finds them.
 */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

/* The longest bytes that give a terminal back. */
#define MODES_MAX_RESTORE 512

/* Makes @fd raw and remembers how it was. */
gboolean modes_enter(int fd, GError **error);
/* What modes_restore() writes. */
void modes_set_restore(const char *bytes, gsize length);
/* Gives the terminal back: once after each modes_enter(). Safe in a signal handler. */
void modes_restore(void);
/* The terminal is given back, too, when the program crashes. */
void modes_catch_crashes(void);
/* The key that erases a character, as the terminal was found. */
char modes_get_erase(void);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * ncurses without a terminal: what it would write is taken as bytes, for whoever has the terminal.
 *
 * The parts of ncurses that read keys, set modes and handle signals are not used; its screen, its
 * knowledge of terminals and its economy are. There is one screen in a process, and all calls of
 * ncurses belong into the main thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _Curses Curses;

/* @term is a name of the terminfo database; one that it does not have is taken for something like
 * xterm, which terminals with names of their own are. @has_256_colors: the terminal has them,
 * whatever the database says of that name. NULL when there is no database at all. */
Curses *
curses_new(const char *term, gboolean has_256_colors, int columns, int rows, GError **error);
void curses_free(Curses *self);

void curses_resize(Curses *self, int columns, int rows);
/* What the terminal shows is unknown: the next render clears it, and writes everything. */
void curses_invalidate(Curses *self);
/* Whether the next render does so. */
gboolean curses_is_invalid(Curses *self);
/* Whether parts of the screen may be moved by the terminal, where that takes fewer bytes: not while
 * somebody else draws beside. */
void curses_set_scrolling(Curses *self, gboolean scrolling);
/* Appends the bytes that bring the terminal to what was drawn. */
void curses_render(Curses *self, GString *bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Curses, curses_free)

G_END_DECLS

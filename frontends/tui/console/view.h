// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The window on the lines of a console: it follows what the guest writes, until it is scrolled
 * back; what is searched for and what is selected stands out. Pure.
 */
#pragma once

#include "console/lines.h"

G_BEGIN_DECLS

/* Programs in the guest take their terminal for at least this large, since nothing on a serial line
 * tells the size; a smaller window follows the cursor. */
#define VIEW_MIN_COLUMNS 80
#define VIEW_MIN_ROWS 24

typedef struct _View View;

/* @emulator is borrowed. */
View *view_new(Emulator *emulator);
void view_free(View *self);

/* The window's size in cells; the emulator becomes as large, but not smaller than the above. */
void view_resize(View *self, int columns, int rows);

/* Lines towards the past (above 0) or the present. */
void view_scroll(View *self, int lines);
void view_scroll_to_start(View *self);
void view_follow(View *self);
gboolean view_is_following(const View *self);
/* Columns to the right (above 0) or left, of a window that is too narrow and does not follow. */
void view_pan(View *self, int columns);
int view_get_rows(const View *self);
/* Lines below the window, and all there are. */
guint64 view_get_below(const View *self);
guint64 view_get_total(const View *self);

/* Looks for @text from the window on towards the past, or the present; "" ends looking. FALSE = it
 * is nowhere there. */
gboolean view_search(View *self, const char *text, gboolean backward);
/* The same text, from the last place on. */
gboolean view_search_next(View *self, gboolean backward);
const char *view_get_searched(const View *self);

/* A place of the window is where the selection begins, or ends for now. */
void view_select_start(View *self, int column, int row);
void view_select_to(View *self, int column, int row);
void view_select_none(View *self);
/* What is selected; NULL = nothing. (transfer full) */
char *view_dup_selected(const View *self);
/* What is in the window. (transfer full) */
char *view_dup_visible(const View *self);

/* The place of the guest's screen under a place of the window; FALSE = it is history. */
gboolean view_to_screen(const View *self, int *column, int *row);

/* Draws the window at the top left of @cells, with the guest's cursor. */
void view_paint(View *self, Cells *cells);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(View, view_free)

G_END_DECLS

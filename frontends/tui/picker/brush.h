// SPDX-License-Identifier: LGPL-2.1-or-later
/* Draws text on the screen of ncurses, cut and filled to the columns it may take. */
#pragma once

#include "picker/theme.h"

G_BEGIN_DECLS

/* The size of the screen. */
int brush_get_columns(void);
int brush_get_rows(void);
/* Shows the terminal's cursor there. */
void brush_show_cursor(int x, int y);
void brush_hide_cursor(void);

/* How many columns @text takes. */
int brush_width(const char *text);
/* Draws @text from (@x, @y) in exactly @width columns; what is cut ends with an ellipsis, and what
 * is left is plain. Outside the screen nothing is drawn. */
void
brush_text(const Theme *theme, int x, int y, int width, Attributes attributes, const char *text);
/* The same at the right end of the columns. */
void
brush_right(const Theme *theme, int x, int y, int width, Attributes attributes, const char *text);
/* As brush_text(), but what is left has the attributes as well. */
void
brush_bar(const Theme *theme, int x, int y, int width, Attributes attributes, const char *text);
/* Gives the area to somebody else, who draws over it in the same turn: as blanks of a kind that
 * nothing else draws, so that ncurses writes all of what comes to lie on it, and row by row with
 * other letters, so that it never has the terminal move rows that it knows nothing of. */
void brush_foreign(int x, int y, int width, int height);
/* A frame around an area, with a title in its upper edge (nullable), and blanks inside. */
void brush_box(const Theme *theme, int x, int y, int width, int height, const char *title);
/* The upper edge of such a frame alone, @width columns with its corners. */
void brush_edge(const Theme *theme, int x, int y, int width, const char *title);

G_END_DECLS

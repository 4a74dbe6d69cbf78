// SPDX-License-Identifier: LGPL-2.1-or-later
/* Drawing commands of a QXL driver. Rectangles lie on the surface. */
#pragma once

#include "screen.h"

/* @colour is 0xRRGGBB in all of these. */
void draw_fill(Screen *screen, int x, int y, int width, int height, guint32 colour);
/* @pixels: @width times @height of them. (transfer full) (g_free) */
void draw_image(Screen *screen, int x, int y, int width, int height, guint32 *pixels);
/* The same of pixels that last longer than the server. */
void draw_lasting_image(Screen *screen, int x, int y, int width, int height, const guint32 *pixels);
/* A picture in another format, see bitmap.h. */
void draw_bitmap(Screen *screen, int x, int y, int width, int height, int format);
/* Moves what is at @from_x, @from_y. */
void draw_copy_bits(Screen *screen, int x, int y, int width, int height, int from_x, int from_y);
/* Copies what is on the surface aside. */
void draw_from_aside(Screen *screen, int x, int y, int width, int height, int from_x, int from_y);
/* Lays a colour over what is there, as much as the surface aside says, which has alpha alone, from
 * its upper left corner on. */
void draw_blend(Screen *screen, int x, int y, int width, int height, guint32 colour);
/* The picture of test-pattern.h. */
void draw_pattern(Screen *screen, int x, int y, int width, int height);
/* Something that compresses badly without loss and well with it; each @frame is another. */
guint32 *draw_new_photo(int width, int height, guint frame);

// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Colours on terminals that have few of them. Pure.
 *
 * Numbers of the palette are those of xterm: 0 to 15 the terminal's own, 16 to 231 a cube of
 * 6 x 6 x 6, 232 to 255 greys. Terminals differ in what these are exactly, so that what is to be
 * exact is told as 0xRRGGBB.
 */
#pragma once

#include "terminal/cells.h"

G_BEGIN_DECLS

/* Whether @color is 0xRRGGBB, and neither of the palette nor the terminal's own. */
static inline gboolean
color_is_rgb(CellColor color)
{
  return color <= 0xffffffu;
}

/* The colour that comes nearest to @color of those that @colors allows. */
CellColor color_resolve(CellColor color, TerminalColors colors);
/* 0xRRGGBB of @color, which is not CELL_DEFAULT; 0 to 15 as VGA has them. */
guint32 color_to_rgb(CellColor color);
/* Whether both are 0xRRGGBB, and differ by at most @tolerance in each of red, green and blue; or
 * are the same. */
gboolean color_is_near(CellColor a, CellColor b, int tolerance);
/* How bright it looks, 0 to 255. */
int color_get_luma(guint32 rgb);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "screen/lens.h"

G_BEGIN_DECLS

/* How cells are laid out. Those 9 wide are 8 wide and a column that VGA adds. */
typedef struct {
  int width;
  int height;
} LensShape;

/* Reads the cell whose first pixel is at @pixels (rows are @stride bytes apart). @before is what it
 * was: it tells which letter the cursor covers. */
LensCell
lens_cell_read(const guint8 *pixels, gsize stride, LensShape shape, const LensCell *before);
/* Whether all of its pixels have one colour. */
gboolean lens_cell_is_blank(const LensCell *cell);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/* A picture in few colours, chosen for it (median cut over 15-bit colours). Pure and fast: each
 * pixel is looked up twice. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define QUANTIZE_MAX_COLORS 256
#define QUANTIZE_BINS 32768

typedef struct {
  int n_colors;
  guint32 colors[QUANTIZE_MAX_COLORS]; /* 0xRRGGBB */
  guint8 indices[QUANTIZE_BINS];       /* of the bins that have pixels */
} Palette;

/* The bin of a 32-bit pixel (blue, green, red, any). */
static inline guint
quantize_bin(guint32 pixel)
{
  return (pixel >> 9 & 0x7c00) | (pixel >> 6 & 0x3e0) | (pixel >> 3 & 0x1f);
}

/* Chooses up to @max_colors for @n pixels. */
void quantize(Palette *palette, const guint32 *pixels, gsize n, int max_colors);

G_END_DECLS

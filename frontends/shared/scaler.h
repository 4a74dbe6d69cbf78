// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Scales pictures of 32-bit pixels on the processor. Pure.
 *
 * Whole factors repeat pixels; everything else is smooth (linear when it grows, the mean of the
 * covered area when it shrinks). A pixel's value depends on its position alone, never on the clip:
 * a picture drawn in pieces is the picture drawn at once. Flat colours stay exactly what they are.
 */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

typedef struct {
  const guint8 *pixels; /* rows of 4-byte pixels, aligned to 4 */
  int width;
  int height;
  int stride; /* bytes */
} ScalerSource;

void scaler_draw(const ScalerSource *source,
                 int image_width,
                 int image_height,
                 const OrielRect *clip,
                 guint8 *target,
                 int target_stride);

G_END_DECLS

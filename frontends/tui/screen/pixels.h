// SPDX-License-Identifier: LGPL-2.1-or-later
/* The guest's pixels at the size a terminal shows them, for encoders that show pixels. Pure. */
#pragma once

#include "screen/placement.h"

G_BEGIN_DECLS

typedef struct {
  Placement placement;
  int width; /* of the picture: the guest's, or less where the terminal has less */
  int height;
} PixelSize;

/* What @placement comes to; pictures are never larger than the guest's, unless @exact: then they
 * have the size of the cells. */
PixelSize pixels_get_size(const Placement *placement, gboolean exact);
/* The part of the picture that @damage changes; FALSE when there is none. */
gboolean pixels_map(const PixelSize *self, const OrielRect *damage, OrielRect *part);
/* Draws @part as rows of 32-bit pixels (blue, green, red, 0xff). (transfer full) */
guint8 *
pixels_new(const PixelSize *self, const OrielFramebuffer *framebuffer, const OrielRect *part);
/* The same in 24 bits: red, green, blue. (transfer full) */
guint8 *
pixels_new_rgb(const PixelSize *self, const OrielFramebuffer *framebuffer, const OrielRect *part);

G_END_DECLS

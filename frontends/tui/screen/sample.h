// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The mean colours of the dots that cells are made of. Fast: each pixel is read once, by vector
 * code.
 */
#pragma once

#include "screen/placement.h"

G_BEGIN_DECLS

typedef struct {
  int dots_x; /* of a cell */
  int dots_y;

  Placement placement;
  int width; /* of the framebuffer */
  int height;
  int *columns;  /* (owned) where each dot starts, in guest pixels, and where the last one ends */
  int *rows;     /* (owned) */
  guint16 *sums; /* (owned) of rows of pixels, a number a byte */
} Sampler;

void sampler_init(Sampler *self, int dots_x, int dots_y);
void sampler_clear(Sampler *self);

/* Before dots are read: makes it ready for this placement. FALSE when it shows nothing of a
 * framebuffer of that size. */
gboolean
sampler_set(Sampler *self, const Placement *placement, const OrielFramebuffer *framebuffer);
/* Writes the dots [first, first + count) of a row of dots to @dots, as 0xRRGGBB. */
void sampler_read(Sampler *self,
                  const OrielFramebuffer *framebuffer,
                  int dot_row,
                  int first,
                  int count,
                  guint32 *dots);

G_END_DECLS

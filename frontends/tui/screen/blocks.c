// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/blocks.h"

#include "screen/sample.h"

/* Of 255: halves the bytes of a picture, and is not seen beside what cells do to it. */
#define TOLERANCE 4

typedef struct {
  Encoder base;
  const BlockShape *shape;
  Sampler sampler;
  guint32 *dots; /* (owned) of a row of cells */
  int n_dots;
} Blocks;

Encoder *
blocks_new(const EncoderClass *class, const BlockShape *shape)
{
  Blocks *self = g_new0(Blocks, 1);

  self->base.class = class;
  self->shape = shape;
  sampler_init(&self->sampler, shape->dots_x, shape->dots_y);
  return &self->base;
}

void
blocks_free(Encoder *encoder)
{
  Blocks *self = (Blocks *)encoder;

  sampler_clear(&self->sampler);
  g_free(self->dots);
  g_free(self);
}

static void
draw(Blocks *self,
     const OrielFramebuffer *framebuffer,
     const OrielRect *part,
     const OrielRect *target,
     Cells *cells)
{
  const BlockShape *shape = self->shape;
  int stride = part->width * shape->dots_x;

  if (self->n_dots < stride * shape->dots_y) {
    self->n_dots = stride * shape->dots_y;
    self->dots = g_renew(guint32, self->dots, (gsize)self->n_dots);
  }
  for (int row = part->y; row < part->y + part->height; row++) {
    for (int i = 0; i < shape->dots_y; i++)
      sampler_read(&self->sampler, framebuffer, row * shape->dots_y + i, part->x * shape->dots_x,
                   stride, self->dots + (gsize)i * (gsize)stride);
    shape->draw(self->dots, stride, part->width,
                cells_at(cells, target->x + part->x, target->y + row));
  }
}

void
blocks_encode(Encoder *encoder,
              const OrielFramebuffer *framebuffer,
              const OrielRegion *damage,
              const Placement *placement,
              Cells *cells,
              GString *bytes)
{
  Blocks *self = (Blocks *)encoder;
  OrielRect parts[ORIEL_REGION_MAX_RECTS];
  guint n_parts;

  if (!sampler_set(&self->sampler, placement, framebuffer))
    return;
  cells_set_tolerance(cells, TOLERANCE);
  n_parts = placement_list_cells(placement, damage, parts);
  for (guint i = 0; i < n_parts; i++)
    draw(self, framebuffer, &parts[i], &placement->target, cells);
}

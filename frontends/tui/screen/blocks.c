// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/blocks.h"

#include <string.h>

#include "screen/sample.h"

/* Of 255: halves the bytes of a picture, and is not seen beside what cells do to it. */
#define TOLERANCE 4

/* Cells of a tile, which is refined whole. */
#define TILE_COLUMNS 20
#define TILE_ROWS 5

/* One way to draw, at work. */
typedef struct {
  const BlockShape *shape;
  Sampler sampler;
  guint32 *dots; /* (owned) of a row of cells */
  int n_dots;
} Drawer;

typedef struct {
  Encoder base;
  Drawer drawer;
  Drawer finer;        /* without a shape where the encoder does not refine */
  Placement placement; /* of the tiles */
  guint8 *coarse;      /* (owned) tiles that have not been refined, row by row */
} Blocks;

static int
count_tiles(int cells, int size)
{
  return (cells + size - 1) / size;
}

static void
drawer_init(Drawer *self, const BlockShape *shape)
{
  self->shape = shape;
  if (shape != NULL)
    sampler_init(&self->sampler, shape->dots_x, shape->dots_y);
}

static void
drawer_clear(Drawer *self)
{
  sampler_clear(&self->sampler);
  g_free(self->dots);
}

/* Draws the cells of @part; the sampler is set. */
static void
drawer_draw(Drawer *self,
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

Encoder *
blocks_new(const EncoderClass *class, const BlockShape *shape, const BlockShape *finer)
{
  Blocks *self = g_new0(Blocks, 1);

  self->base.class = class;
  drawer_init(&self->drawer, shape);
  drawer_init(&self->finer, finer);
  return &self->base;
}

void
blocks_free(Encoder *encoder)
{
  Blocks *self = (Blocks *)encoder;

  drawer_clear(&self->drawer);
  drawer_clear(&self->finer);
  g_free(self->coarse);
  g_free(self);
}

static void
mark_coarse(Blocks *self, const Placement *placement, const OrielRect *part)
{
  int columns = count_tiles(placement->target.width, TILE_COLUMNS);
  int rows = count_tiles(placement->target.height, TILE_ROWS);

  if (self->coarse == NULL || !placement_is_same(placement, &self->placement)) {
    self->placement = *placement;
    g_free(self->coarse);
    self->coarse = g_new(guint8, (gsize)columns * (gsize)rows);
    memset(self->coarse, TRUE, (gsize)columns * (gsize)rows);
  }
  for (int y = part->y / TILE_ROWS; y <= (part->y + part->height - 1) / TILE_ROWS; y++)
    for (int x = part->x / TILE_COLUMNS; x <= (part->x + part->width - 1) / TILE_COLUMNS; x++)
      self->coarse[y * columns + x] = TRUE;
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

  if (!sampler_set(&self->drawer.sampler, placement, framebuffer))
    return;
  cells_set_tolerance(cells, TOLERANCE);
  n_parts = placement_list_cells(placement, damage, parts);
  for (guint i = 0; i < n_parts; i++) {
    drawer_draw(&self->drawer, framebuffer, &parts[i], &placement->target, cells);
    if (self->finer.shape != NULL)
      mark_coarse(self, placement, &parts[i]);
  }
}

void
blocks_refine(Encoder *encoder,
              const OrielFramebuffer *framebuffer,
              const Placement *placement,
              Cells *cells,
              GString *bytes)
{
  Blocks *self = (Blocks *)encoder;
  const OrielRect *target = &placement->target;
  guint8 *coarse = self->coarse;

  if (coarse == NULL || !placement_is_same(placement, &self->placement) ||
      !sampler_set(&self->finer.sampler, placement, framebuffer))
    return;
  for (int y = 0; y < target->height; y += TILE_ROWS)
    for (int x = 0; x < target->width; x += TILE_COLUMNS, coarse++) {
      OrielRect tile = {x, y, MIN(TILE_COLUMNS, target->width - x),
                        MIN(TILE_ROWS, target->height - y)};

      if (*coarse)
        drawer_draw(&self->finer, framebuffer, &tile, target, cells);
      *coarse = FALSE;
    }
}

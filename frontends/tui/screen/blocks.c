// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/blocks.h"

#include <string.h>

#include "screen/sample.h"
#include "screen/symbols.h"

/* Of 255: halves the bytes of a picture, and is not seen beside what cells do to it. */
#define TOLERANCE 4

/* Cells of a tile, which is refined whole. */
#define TILE_COLUMNS 20
#define TILE_ROWS 5

typedef struct {
  Encoder base;
  const BlockShape *shape;
  Sampler sampler;
  guint32 *dots; /* (owned) of a row of cells */
  int n_dots;

  Symbols *symbols;    /* (owned) what refines */
  Placement placement; /* of the tiles */
  guint8 *coarse;      /* (owned) tiles that have not been refined, row by row */
} Blocks;

static int
count_tiles(int cells, int size)
{
  return (cells + size - 1) / size;
}

Encoder *
blocks_new(const EncoderClass *class, const BlockShape *shape, const TerminalAbilities *abilities)
{
  Blocks *self = g_new0(Blocks, 1);

  self->base.class = class;
  self->shape = shape;
  self->symbols = symbols_new(abilities);
  sampler_init(&self->sampler, shape->dots_x, shape->dots_y);
  return &self->base;
}

void
blocks_free(Encoder *encoder)
{
  Blocks *self = (Blocks *)encoder;

  sampler_clear(&self->sampler);
  symbols_free(self->symbols);
  g_free(self->coarse);
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

  if (!sampler_set(&self->sampler, placement, framebuffer))
    return;
  cells_set_tolerance(cells, TOLERANCE);
  n_parts = placement_list_cells(placement, damage, parts);
  for (guint i = 0; i < n_parts; i++) {
    draw(self, framebuffer, &parts[i], &placement->target, cells);
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
      !placement_is_inside(placement, framebuffer))
    return;
  for (int y = 0; y < target->height; y += TILE_ROWS)
    for (int x = 0; x < target->width; x += TILE_COLUMNS, coarse++) {
      OrielRect tile = {x, y, MIN(TILE_COLUMNS, target->width - x),
                        MIN(TILE_ROWS, target->height - y)};

      if (*coarse)
        symbols_draw(self->symbols, framebuffer, placement, &tile, cells);
      *coarse = FALSE;
    }
}

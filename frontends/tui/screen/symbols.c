// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/symbols.h"

#include <chafa.h>

/* From 0 to 1; more takes longer and is hardly better. */
#define WORK 0.4f

struct _Symbols {
  TerminalAbilities abilities;
  ChafaSymbolMap *map; /* (owned) */
  ChafaCanvas *canvas; /* (owned) (nullable) of the last size */
  int columns;
  int rows;
};

static ChafaSymbolTags
choose_tags(const TerminalAbilities *abilities)
{
  ChafaSymbolTags tags = CHAFA_SYMBOL_TAG_SPACE;

  if (abilities->few_glyphs)
    return tags | CHAFA_SYMBOL_TAG_ASCII | CHAFA_SYMBOL_TAG_SOLID;
  if (!abilities->unicode)
    return tags | CHAFA_SYMBOL_TAG_ASCII;
  if (abilities->colors == TERMINAL_COLORS_NONE)
    return tags | CHAFA_SYMBOL_TAG_BRAILLE;
  tags |= CHAFA_SYMBOL_TAG_BLOCK;
  return abilities->sextants ? tags | CHAFA_SYMBOL_TAG_SEXTANT : tags;
}

Symbols *
symbols_new(const TerminalAbilities *abilities)
{
  Symbols *self = g_new0(Symbols, 1);

  /* Threads of its pool would wake up when there is nothing to do. */
  chafa_set_n_threads(1);
  self->abilities = *abilities;
  self->map = chafa_symbol_map_new();
  chafa_symbol_map_add_by_tags(self->map, choose_tags(abilities));
  return self;
}

void
symbols_free(Symbols *self)
{
  g_clear_pointer(&self->canvas, chafa_canvas_unref);
  chafa_symbol_map_unref(self->map);
  g_free(self);
}

static ChafaCanvasMode
choose_mode(TerminalColors colors)
{
  switch (colors) {
  case TERMINAL_COLORS_TRUE:
    return CHAFA_CANVAS_MODE_TRUECOLOR;
  case TERMINAL_COLORS_256:
    return CHAFA_CANVAS_MODE_INDEXED_240;
  case TERMINAL_COLORS_16:
    return CHAFA_CANVAS_MODE_INDEXED_16;
  case TERMINAL_COLORS_8:
    return CHAFA_CANVAS_MODE_INDEXED_8;
  default:
    return CHAFA_CANVAS_MODE_FGBG;
  }
}

static ChafaCanvas *
make_canvas(const Symbols *self, int columns, int rows, const Placement *placement)
{
  ChafaCanvasConfig *config = chafa_canvas_config_new();
  gboolean monochrome = self->abilities.colors == TERMINAL_COLORS_NONE;
  ChafaCanvas *canvas;

  chafa_canvas_config_set_geometry(config, columns, rows);
  chafa_canvas_config_set_cell_geometry(config, placement->cell_width, placement->cell_height);
  chafa_canvas_config_set_canvas_mode(config, choose_mode(self->abilities.colors));
  chafa_canvas_config_set_symbol_map(config, self->map);
  chafa_canvas_config_set_work_factor(config, WORK);
  chafa_canvas_config_set_preprocessing_enabled(config, FALSE);
  chafa_canvas_config_set_dither_mode(config, monochrome ? CHAFA_DITHER_MODE_ORDERED
                                                         : CHAFA_DITHER_MODE_NONE);
  chafa_canvas_config_set_fg_color(config, self->abilities.dark ? 0xffffff : 0);
  chafa_canvas_config_set_bg_color(config, self->abilities.dark ? 0 : 0xffffff);
  /* The fourth byte means nothing in our pixels: nothing is transparent. */
  chafa_canvas_config_set_transparency_threshold(config, 1.0f);
  canvas = chafa_canvas_new(config);
  chafa_canvas_config_unref(config);
  return canvas;
}

static CellColor
to_color(int color, TerminalColors colors)
{
  if (color < 0 || colors == TERMINAL_COLORS_NONE)
    return CELL_DEFAULT;
  return colors == TERMINAL_COLORS_TRUE ? (CellColor)color & 0xffffffu
                                        : CELL_PALETTE((CellColor)color & 0xffu);
}

static void
read_canvas(const Symbols *self, const OrielRect *part, const OrielRect *target, Cells *cells)
{
  for (int y = 0; y < part->height; y++) {
    Cell *out = cells_at(cells, target->x + part->x, target->y + part->y + y);

    for (int x = 0; x < part->width; x++) {
      int foreground, background;

      chafa_canvas_get_raw_colors_at(self->canvas, x, y, &foreground, &background);
      out[x] = (Cell){chafa_canvas_get_char_at(self->canvas, x, y),
                      to_color(foreground, self->abilities.colors),
                      to_color(background, self->abilities.colors), 0};
    }
  }
}

/* The pixels [@first, @first + @length) of parts [@from, @from + @n) of @count, one at least. */
static void
find_pixels(int from, int n, int count, int total, int *first, int *length)
{
  *first = MIN(placement_edge(from, count, total), total - 1);
  *length = MAX(placement_edge(from + n, count, total) - *first, 1);
}

void
symbols_draw(Symbols *self,
             const OrielFramebuffer *framebuffer,
             const Placement *placement,
             const OrielRect *part,
             Cells *cells)
{
  const OrielRect *source = &placement->source, *target = &placement->target;
  int stride = oriel_framebuffer_get_stride(framebuffer);
  OrielRect pixels;

  if (self->canvas == NULL || self->columns != part->width || self->rows != part->height) {
    g_clear_pointer(&self->canvas, chafa_canvas_unref);
    self->canvas = make_canvas(self, part->width, part->height, placement);
    self->columns = part->width;
    self->rows = part->height;
  }
  find_pixels(part->x, part->width, target->width, source->width, &pixels.x, &pixels.width);
  find_pixels(part->y, part->height, target->height, source->height, &pixels.y, &pixels.height);
  chafa_canvas_draw_all_pixels(self->canvas, CHAFA_PIXEL_BGRA8_PREMULTIPLIED,
                               oriel_framebuffer_peek_pixels(framebuffer) +
                                   (gsize)(source->y + pixels.y) * (gsize)stride +
                                   4 * (gsize)(source->x + pixels.x),
                               pixels.width, pixels.height, stride);
  read_canvas(self, part, target, cells);
}

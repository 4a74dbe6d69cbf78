// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Pixels by DEC's sixels, in colours chosen for each picture. Where the guest's screen changes, the
 * cells that show it get a picture of their own.
 */
#include "screen/encoders.h"
#include "screen/pixels.h"
#include "screen/sixel.h"

/* Terminals have at least as many, and one is left for text. */
#define MAX_COLORS 255

static int
sixel_rate(const TerminalAbilities *abilities)
{
  return abilities->sixel ? 70 : 0;
}

static Encoder *
sixel_new(const TerminalAbilities *abilities)
{
  Encoder *self = g_new0(Encoder, 1);

  self->class = &encode_sixel;
  return self;
}

static void
sixel_free(Encoder *self)
{
  g_free(self);
}

static void
send_part(const OrielFramebuffer *framebuffer,
          const Placement *placement,
          const OrielRect *part,
          Cells *cells,
          GString *bytes)
{
  static const Cell foreign = {' ', CELL_DEFAULT, CELL_DEFAULT, CELL_FOREIGN};
  PixelSize size = pixels_get_size(placement, TRUE);
  int column = placement->target.x + part->x, row = placement->target.y + part->y;
  int width = placement->cell_width, height = placement->cell_height;
  OrielRect rect = {part->x * width, part->y * height, part->width * width, part->height * height};
  g_autofree guint8 *pixels = pixels_new(&size, framebuffer, &rect);

  cells_fill(cells, column, row, part->width, part->height, &foreign);
  g_string_append_printf(bytes, "\033[%d;%dH", row + 1, column + 1);
  sixel_append(bytes, (const guint32 *)(const void *)pixels, rect.width, rect.height, MAX_COLORS);
}

static void
sixel_encode(Encoder *self,
             const OrielFramebuffer *framebuffer,
             const OrielRegion *damage,
             const Placement *placement,
             Cells *cells,
             GString *bytes)
{
  Placement shown = *placement;
  OrielRect parts[ORIEL_REGION_MAX_RECTS];
  guint n_parts;

  /* After a picture that ends in the last row, terminals scroll. */
  if (shown.target.height > 1 && shown.target.y + shown.target.height >= cells_get_rows(cells))
    shown.target.height = cells_get_rows(cells) - 1 - shown.target.y;
  if (!placement_is_inside(&shown, framebuffer))
    return;
  n_parts = placement_list_cells(&shown, damage, parts);
  if (n_parts == 0)
    return;
  g_string_append(bytes, "\0337");
  for (guint i = 0; i < n_parts; i++)
    send_part(framebuffer, &shown, &parts[i], cells, bytes);
  g_string_append(bytes, "\0338");
}

/* Writing over it is enough, which whoever writes next does. */
static void
sixel_clear(Encoder *self, GString *bytes)
{
}

const EncoderClass encode_sixel = {
    .name = "sixel",
    .rate = sixel_rate,
    .new = sixel_new,
    .free = sixel_free,
    .encode = sixel_encode,
    .clear = sixel_clear,
};

// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Text screens as text, by the lens; everything else by the best of the other encoders.
 *
 * Text is not scaled: it stands in the middle of its place, or, where there is not room for all of
 * it, the part that is asked for or that has the cursor.
 */
#include "screen/encoders.h"
#include "screen/lens.h"
#include "screen/sample.h"

#include <math.h>

typedef struct {
  Encoder base;
  Lens *lens;       /* (owned) */
  Encoder *picture; /* (owned) for what is not text */
  Sampler sampler;  /* of cells that are none */
  gboolean is_text;
  Placement placement; /* of the last text */
  OrielRect window;    /* the cells of the text that are shown */
  gboolean held;       /* the window, where a person has moved it, until the cursor moves */
  int held_column;     /* where the cursor was then, -1 = nowhere */
  int held_row;
} TextEncoder;

/* Where pictures are pixels: only then is there something to clear. */
static const EncoderClass over_pixels;

static int
text_rate(const TerminalAbilities *abilities)
{
  return 100;
}

static Encoder *
text_new(const TerminalAbilities *abilities)
{
  TextEncoder *self = g_new0(TextEncoder, 1);

  self->lens = lens_new();
  self->picture = encoder_choose_picture(abilities)->new (abilities);
  self->base.class = self->picture->class->clear != NULL ? &over_pixels : &encode_text;
  sampler_init(&self->sampler, 1, 2);
  return &self->base;
}

static void
text_free(Encoder *encoder)
{
  TextEncoder *self = (TextEncoder *)encoder;

  lens_free(self->lens);
  self->picture->class->free(self->picture);
  sampler_clear(&self->sampler);
  g_free(self);
}

static void
clear_picture(TextEncoder *self, GString *bytes)
{
  if (self->picture->class->clear != NULL)
    self->picture->class->clear(self->picture, bytes);
}

/* Where a window of @room cells starts in @total, when it started at @start and has to show
 * @wanted. */
static int
scroll(int start, int room, int total, int wanted)
{
  start = CLAMP(start, wanted - room + 1, wanted);
  return CLAMP(start, 0, MAX(total - room, 0));
}

/* The cells for text: letters need no shape of pixels, and so no margins. */
static const OrielRect *
get_room(const Placement *placement)
{
  return oriel_rect_is_empty(&placement->room) ? &placement->target : &placement->room;
}

static void
clear_room(const Placement *placement, Cells *cells)
{
  const OrielRect *room = get_room(placement);

  cells_fill(cells, room->x, room->y, room->width, room->height,
             &(Cell){' ', CELL_DEFAULT, CELL_DEFAULT, 0});
}

static gboolean
follows_cursor(TextEncoder *self, int *column, int *row)
{
  int at_column, at_row;

  if (!lens_get_cursor(self->lens, &at_column, &at_row) ||
      (self->held && at_column == self->held_column && at_row == self->held_row))
    return FALSE;
  self->held = FALSE;
  *column = at_column;
  *row = at_row;
  return TRUE;
}

static void
find_window(TextEncoder *self, const Placement *placement, int width, int height)
{
  LensGrid grid = lens_get_grid(self->lens);
  const OrielRect *source = &placement->source, *target = get_room(placement);
  gboolean whole = source->width == width && source->height == height;
  int column = self->window.x, row = self->window.y;

  if (whole && follows_cursor(self, &column, &row)) {
    column = scroll(self->window.x, target->width, grid.columns, column);
    row = scroll(self->window.y, target->height, grid.rows, row);
  } else if (!whole) {
    column = source->x / grid.cell_width;
    row = source->y / grid.cell_height;
  }
  self->window.width = MIN(target->width, grid.columns);
  self->window.height = MIN(target->height, grid.rows);
  self->window.x = CLAMP(column, 0, grid.columns - self->window.width);
  self->window.y = CLAMP(row, 0, grid.rows - self->window.height);
}

/* A cell that the lens does not know is a picture of two colours. */
static Cell
draw_unknown(TextEncoder *self, const OrielFramebuffer *framebuffer, int column, int row)
{
  LensGrid grid = lens_get_grid(self->lens);
  Placement all = {
      {0, 0, grid.columns * grid.cell_width, grid.rows * grid.cell_height},
      {0, 0, grid.columns, grid.rows},
      grid.cell_width,
      grid.cell_height,
  };
  guint32 top = 0, bottom = 0;

  if (sampler_set(&self->sampler, &all, framebuffer)) {
    sampler_read(&self->sampler, framebuffer, 2 * row, column, 1, &top);
    sampler_read(&self->sampler, framebuffer, 2 * row + 1, column, 1, &bottom);
  }
  return (Cell){top == bottom ? ' ' : 0x2580, top, bottom, 0};
}

static OrielRect
find_place(const TextEncoder *self)
{
  const OrielRect *target = get_room(&self->placement);

  return (OrielRect){target->x + (target->width - self->window.width) / 2,
                     target->y + (target->height - self->window.height) / 2, self->window.width,
                     self->window.height};
}

static void
draw_row(TextEncoder *self, const OrielFramebuffer *framebuffer, int row, Cells *cells)
{
  OrielRect place = find_place(self);
  Cell *out = cells_at(cells, place.x, place.y + row - self->window.y);

  for (int i = 0; i < self->window.width; i++) {
    const LensCell *cell = lens_at(self->lens, self->window.x + i, row);

    if (cell->character == 0)
      out[i] = draw_unknown(self, framebuffer, self->window.x + i, row);
    else
      out[i] = (Cell){cell->character, cell->foreground, cell->background,
                      cell->cursor ? CELL_UNDERLINE : 0};
  }
}

static void
draw_text(TextEncoder *self,
          const OrielFramebuffer *framebuffer,
          const Placement *placement,
          Cells *cells,
          gboolean all)
{
  OrielRect before = self->window;
  int first, last;

  find_window(self, placement, oriel_framebuffer_get_width(framebuffer),
              oriel_framebuffer_get_height(framebuffer));
  all |= !placement_is_same(placement, &self->placement) || before.x != self->window.x ||
         before.y != self->window.y || before.width != self->window.width ||
         before.height != self->window.height;
  self->placement = *placement;
  last = lens_get_changed_rows(self->lens, &first);
  last += first;
  if (all) {
    clear_room(placement, cells);
    first = 0;
    last = G_MAXINT;
  }
  first = MAX(first, self->window.y);
  last = MIN(last, self->window.y + self->window.height);
  for (int row = first; row < last; row++)
    draw_row(self, framebuffer, row, cells);
}

static void
text_encode(Encoder *encoder,
            const OrielFramebuffer *framebuffer,
            const OrielRegion *damage,
            const Placement *placement,
            Cells *cells,
            GString *bytes)
{
  TextEncoder *self = (TextEncoder *)encoder;
  gboolean was_text = self->is_text;

  if (oriel_rect_is_empty(&placement->target))
    return;
  self->is_text = lens_update(self->lens, framebuffer, damage);
  if (self->is_text) {
    if (!was_text)
      clear_picture(self, bytes);
    draw_text(self, framebuffer, placement, cells, !was_text || damage == NULL);
  } else {
    if (was_text)
      clear_room(&self->placement, cells);
    self->picture->class->encode(self->picture, framebuffer, was_text ? NULL : damage, placement,
                                 cells, bytes);
  }
}

static void
text_refine(Encoder *encoder,
            const OrielFramebuffer *framebuffer,
            const Placement *placement,
            Cells *cells,
            GString *bytes)
{
  TextEncoder *self = (TextEncoder *)encoder;

  if (!self->is_text && self->picture->class->refine != NULL)
    self->picture->class->refine(self->picture, framebuffer, placement, cells, bytes);
}

static void
text_clear(Encoder *encoder, GString *bytes)
{
  clear_picture((TextEncoder *)encoder, bytes);
}

static const char *
text_describe(const Encoder *encoder)
{
  const TextEncoder *self = (const TextEncoder *)encoder;

  return self->is_text ? NULL : encoder_describe(self->picture);
}

static gboolean
text_get_shown(const Encoder *encoder, Placement *shown)
{
  const TextEncoder *self = (const TextEncoder *)encoder;
  LensGrid grid;

  if (!self->is_text)
    return FALSE;
  grid = lens_get_grid(self->lens);
  *shown = (Placement){
      {self->window.x * grid.cell_width, self->window.y * grid.cell_height,
       self->window.width * grid.cell_width, self->window.height * grid.cell_height},
      find_place(self),
      self->placement.cell_width,
      self->placement.cell_height,
  };
  return TRUE;
}

static gboolean
text_pan(Encoder *encoder, double x, double y)
{
  TextEncoder *self = (TextEncoder *)encoder;
  OrielRect before = self->window;
  LensGrid grid;

  if (!self->is_text)
    return FALSE;
  grid = lens_get_grid(self->lens);
  self->window.x = (int)lround(x * (grid.columns - self->window.width));
  self->window.y = (int)lround(y * (grid.rows - self->window.height));
  self->held = TRUE;
  if (!lens_get_cursor(self->lens, &self->held_column, &self->held_row))
    self->held_column = self->held_row = -1;
  return self->window.x != before.x || self->window.y != before.y;
}

#define SLOTS                                                                                      \
  .name = "text", .rate = text_rate, .new = text_new, .free = text_free, .encode = text_encode,    \
  .refine = text_refine, .describe = text_describe, .get_shown = text_get_shown, .pan = text_pan

const EncoderClass encode_text = {SLOTS};
static const EncoderClass over_pixels = {SLOTS, .clear = text_clear};

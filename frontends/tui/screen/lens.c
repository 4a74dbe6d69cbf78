// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/lens.h"

#include <string.h>

#include "screen/lens-cell.h"

/* A screen becomes text when so many of a hundred cells that are not blank are known, and is none
 * any more below the other. */
#define ENTER_PERCENT 98
#define LEAVE_PERCENT 95

/* With fewer letters a screen does not become text. */
#define MIN_KNOWN 3

/* Before a screen is read whole, so many of its cells are, from all over it. */
#define N_SAMPLES 256
#define SAMPLE_STEP 7919 /* a prime: it meets each cell once */

/* In the order they are tried. */
static const LensShape shapes[] = {{9, 16}, {8, 16}, {16, 32}};

struct _Lens {
  gboolean is_text;
  int width; /* of the framebuffer */
  int height;
  LensShape shape;
  int columns;
  int rows;
  LensCell *cells; /* (owned) */
  int n_filled;    /* cells that are not blank */
  int n_known;     /* of them */
  int first_changed;
  int n_changed; /* rows */
  int cursor;    /* the cell that had it last; negative = none */
};

typedef struct {
  const guint8 *pixels;
  gsize stride;
} View;

Lens *
lens_new(void)
{
  return g_new0(Lens, 1);
}

void
lens_free(Lens *self)
{
  g_free(self->cells);
  g_free(self);
}

static void
set_shape(Lens *self, LensShape shape)
{
  self->shape = shape;
  self->columns = self->width / shape.width;
  self->rows = self->height / shape.height;
  self->n_filled = self->n_known = 0;
  self->cursor = -1;
  g_free(self->cells);
  self->cells = g_new(LensCell, (gsize)self->columns * (gsize)self->rows);
  for (int i = 0; i < self->columns * self->rows; i++)
    self->cells[i] = (LensCell){' ', 0, 0, FALSE};
}

static LensCell
read_cell(const Lens *self, const View *view, int index, const LensCell *before)
{
  int column = index % self->columns, row = index / self->columns;

  return lens_cell_read(view->pixels + (gsize)(row * self->shape.height) * view->stride +
                            4 * (gsize)(column * self->shape.width),
                        view->stride, self->shape, before);
}

static gboolean
is_enough(int n_known, int n_filled, int percent)
{
  return n_known >= MIN_KNOWN && n_known * 100 >= n_filled * percent;
}

/* Whether a few cells look like text: most screens that are none are found out by a handful. */
static gboolean
try_some(const Lens *self, const View *view)
{
  int n_cells = self->columns * self->rows, n_known = 0, n_filled = 0;

  if (n_cells <= 4 * N_SAMPLES)
    return TRUE;
  for (int i = 0; i < N_SAMPLES; i++) {
    LensCell cell = read_cell(self, view, (int)((gint64)i * SAMPLE_STEP % n_cells),
                              &(LensCell){' ', 0, 0, FALSE});

    if (lens_cell_is_blank(&cell))
      continue;
    n_filled++;
    n_known += cell.character != 0;
    if (n_filled >= 16 && n_known * 2 < n_filled)
      return FALSE;
  }
  return n_filled == 0 || n_known * 100 >= n_filled * (LEAVE_PERCENT - 10);
}

static void
count(Lens *self, const LensCell *cell, int sign)
{
  if (lens_cell_is_blank(cell))
    return;
  self->n_filled += sign;
  self->n_known += cell->character != 0 ? sign : 0;
}

static void
read_part(Lens *self, const View *view, const OrielRect *part)
{
  for (int row = part->y; row < part->y + part->height; row++)
    for (int column = part->x; column < part->x + part->width; column++) {
      int index = row * self->columns + column;
      LensCell *cell = &self->cells[index];
      LensCell now = read_cell(self, view, index, cell);

      count(self, cell, -1);
      count(self, &now, 1);
      if (now.cursor)
        self->cursor = index;
      *cell = now;
    }
}

static void
note_changed(Lens *self, int first, int n)
{
  int last = MAX(self->first_changed + self->n_changed, first + n);

  self->first_changed = self->n_changed == 0 ? first : MIN(self->first_changed, first);
  self->n_changed = (self->n_changed == 0 ? first + n : last) - self->first_changed;
}

static void
read_damage(Lens *self, const View *view, const OrielRegion *damage)
{
  OrielRect all = {0, 0, self->columns, self->rows};

  self->n_changed = 0;
  if (damage == NULL) {
    read_part(self, view, &all);
    note_changed(self, 0, self->rows);
    return;
  }
  for (guint i = 0; i < oriel_region_get_n_rects(damage); i++) {
    OrielRect rect, part;

    oriel_region_get_rect(damage, i, &rect);
    part.x = rect.x / self->shape.width;
    part.y = rect.y / self->shape.height;
    part.width = (rect.x + rect.width - 1) / self->shape.width - part.x + 1;
    part.height = (rect.y + rect.height - 1) / self->shape.height - part.y + 1;
    if (oriel_rect_is_empty(&rect) || !oriel_rect_intersect(&part, &all, &part))
      continue;
    read_part(self, view, &part);
    note_changed(self, part.y, part.height);
  }
}

/* Cells that fit a screen: 9 pixels wide are VGA's alone, whose screens have no rest. */
static gboolean
fits(const Lens *self, LensShape shape)
{
  if (self->width < shape.width || self->height < shape.height)
    return FALSE;
  return shape.width != 9 || (self->width % 9 == 0 && self->height % 16 == 0);
}

static gboolean
recognise(Lens *self, const View *view)
{
  for (guint i = 0; i < G_N_ELEMENTS(shapes); i++) {
    if (!fits(self, shapes[i]))
      continue;
    set_shape(self, shapes[i]);
    if (!try_some(self, view))
      continue;
    read_damage(self, view, NULL);
    if (is_enough(self->n_known, self->n_filled, ENTER_PERCENT))
      return TRUE;
  }
  return FALSE;
}

gboolean
lens_update(Lens *self, const OrielFramebuffer *framebuffer, const OrielRegion *damage)
{
  View view = {oriel_framebuffer_peek_pixels(framebuffer),
               (gsize)oriel_framebuffer_get_stride(framebuffer)};
  int width = oriel_framebuffer_get_width(framebuffer);
  int height = oriel_framebuffer_get_height(framebuffer);

  if (width != self->width || height != self->height) {
    self->width = width;
    self->height = height;
    self->is_text = FALSE;
  }
  if (self->is_text) {
    read_damage(self, &view, damage);
    /* A screen that was cleared is still one. */
    if (self->n_filled == 0 || self->n_known * 100 >= self->n_filled * LEAVE_PERCENT)
      return TRUE;
  }
  self->is_text = recognise(self, &view);
  return self->is_text;
}

LensGrid
lens_get_grid(const Lens *self)
{
  return (LensGrid){self->columns, self->rows, self->shape.width, self->shape.height};
}

const LensCell *
lens_at(const Lens *self, int column, int row)
{
  return &self->cells[row * self->columns + column];
}

int
lens_get_changed_rows(const Lens *self, int *first)
{
  *first = self->first_changed;
  return self->n_changed;
}

gboolean
lens_get_cursor(const Lens *self, int *column, int *row)
{
  if (self->cursor < 0)
    return FALSE;
  *column = self->cursor % self->columns;
  *row = self->cursor / self->columns;
  return TRUE;
}

char *
lens_dup_text(const Lens *self)
{
  GString *text = g_string_new(NULL);

  for (int row = 0; row < self->rows; row++) {
    gsize end = text->len;

    for (int column = 0; column < self->columns; column++) {
      gunichar character = lens_at(self, column, row)->character;

      g_string_append_unichar(text, character != 0 ? character : 0xfffd);
      if (character != ' ')
        end = text->len;
    }
    g_string_truncate(text, end);
    g_string_append_c(text, '\n');
  }
  return g_string_free(text, FALSE);
}

char *
lens_read(const OrielFramebuffer *framebuffer)
{
  g_autoptr(Lens) lens = lens_new();

  return lens_update(lens, framebuffer, NULL) ? lens_dup_text(lens) : NULL;
}

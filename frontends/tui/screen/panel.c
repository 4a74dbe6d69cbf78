// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/panel.h"

#include "screen/status.h"
#include "screen/wrap.h"

#include <string.h>

struct _Panel {
  char *title;
  gboolean unicode;
  GPtrArray *lines; /* of char * */
  int cursor_line;  /* -1 = none */
  int cursor_column;
};

Panel *
panel_new(const char *title, gboolean unicode)
{
  Panel *self = g_new0(Panel, 1);

  self->title = g_strdup(title);
  self->unicode = unicode;
  self->lines = g_ptr_array_new_with_free_func(g_free);
  self->cursor_line = -1;
  return self;
}

void
panel_free(Panel *self)
{
  g_free(self->title);
  g_ptr_array_unref(self->lines);
  g_free(self);
}

void
panel_add(Panel *self, const char *line)
{
  g_ptr_array_add(self->lines, g_strdup(line));
}

void
panel_add_text(Panel *self, const char *text, int width)
{
  g_autoptr(GPtrArray) lines = wrap_text(text, width);

  for (guint i = 0; i < lines->len; i++)
    panel_add(self, lines->pdata[i]);
}

void
panel_add_field(Panel *self, const char *label, const char *value, gboolean current)
{
  char *line = g_strdup_printf("%s: %s", label, value);

  if (current) {
    self->cursor_line = (int)self->lines->len;
    self->cursor_column = status_get_width(line);
  }
  g_ptr_array_add(self->lines, line);
}

static int
get_width(const Panel *self)
{
  int width = status_get_width(self->title) + 2;

  for (guint i = 0; i < self->lines->len; i++)
    width = MAX(width, status_get_width(self->lines->pdata[i]));
  return width + (self->cursor_line >= 0 ? 1 : 0);
}

static void
put(Cells *cells, int column, int row, gunichar character, const Cell *style)
{
  Cell cell = *style;

  cell.character = character;
  *cells_at(cells, column, row) = cell;
}

static void
draw_border(const Panel *self, Cells *cells, const OrielRect *box, const Cell *style)
{
  static const gunichar lines[] = {0x2500, 0x2502, 0x250c, 0x2510, 0x2514, 0x2518};
  static const gunichar ascii[] = {'-', '|', '+', '+', '+', '+'};
  const gunichar *c = self->unicode ? lines : ascii;
  int right = box->x + box->width - 1, bottom = box->y + box->height - 1;

  for (int x = box->x; x <= right; x++) {
    put(cells, x, box->y, c[0], style);
    put(cells, x, bottom, c[0], style);
  }
  for (int y = box->y; y <= bottom; y++) {
    put(cells, box->x, y, c[1], style);
    put(cells, right, y, c[1], style);
  }
  put(cells, box->x, box->y, c[2], style);
  put(cells, right, box->y, c[3], style);
  put(cells, box->x, bottom, c[4], style);
  put(cells, right, bottom, c[5], style);
}

static void
draw_lines(const Panel *self, Cells *cells, const OrielRect *inner, const Cell *style)
{
  for (int i = 0; i < inner->height && i < (int)self->lines->len; i++)
    cells_print(cells, inner->x, inner->y + i, inner->width, self->lines->pdata[i], style);
  if (self->cursor_line >= 0 && self->cursor_line < inner->height)
    cells_set_cursor(cells, inner->x + MIN(self->cursor_column, inner->width - 1),
                     inner->y + self->cursor_line);
}

void
panel_draw(const Panel *self, Cells *cells, int rows)
{
  static const Cell style = {' ', CELL_DEFAULT, CELL_DEFAULT, 0};
  static const Cell title = {' ', CELL_DEFAULT, CELL_DEFAULT, CELL_BOLD};
  int columns = cells_get_columns(cells);
  OrielRect box = {.width = MIN(get_width(self) + 4, columns),
                   .height = MIN((int)self->lines->len + 2, rows)};
  gboolean framed = box.width > 6 && box.height > 2;
  OrielRect inner;

  box.x = (columns - box.width) / 2;
  box.y = (rows - box.height) / 2;
  cells_fill(cells, box.x, box.y, box.width, box.height, &style);
  inner = box;
  if (framed) {
    draw_border(self, cells, &box, &style);
    inner = (OrielRect){box.x + 2, box.y + 1, box.width - 4, box.height - 2};
    put(cells, box.x + 1, box.y, ' ', &style);
    put(cells, box.x + 2 + cells_print(cells, box.x + 2, box.y, box.width - 4, self->title, &title),
        box.y, ' ', &style);
  }
  draw_lines(self, cells, &inner, &style);
}

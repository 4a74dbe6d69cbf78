// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/panel.h"

#include "screen/status.h"
#include "screen/wrap.h"

#define MANY_ITEMS 8 /* in two columns where there is room */
#define GAP 2        /* columns between two of items */

typedef struct {
  char *key;
  char *text;
} Item;

struct _Panel {
  char *title;
  gboolean unicode;
  GPtrArray *lines; /* of char * */
  GArray *items;    /* of Item */
  int scroll;
  int cursor_line; /* -1 = none */
  int cursor_column;
  int lit_line; /* -1 = none */
};

static void
item_clear(gpointer data)
{
  Item *item = data;

  g_free(item->key);
  g_free(item->text);
}

Panel *
panel_new(const char *title, gboolean unicode)
{
  Panel *self = g_new0(Panel, 1);

  self->title = g_strdup(title);
  self->unicode = unicode;
  self->lines = g_ptr_array_new_with_free_func(g_free);
  self->items = g_array_new(FALSE, FALSE, sizeof(Item));
  g_array_set_clear_func(self->items, item_clear);
  self->cursor_line = -1;
  self->lit_line = -1;
  return self;
}

void
panel_free(Panel *self)
{
  g_free(self->title);
  g_ptr_array_unref(self->lines);
  g_array_unref(self->items);
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
panel_add_item(Panel *self, const char *key, const char *text)
{
  Item item = {g_strdup(key), g_strdup(text)};

  g_array_append_val(self->items, item);
}

void
panel_add_choice(Panel *self, const char *line, gboolean current)
{
  if (current)
    self->lit_line = (int)self->lines->len;
  panel_add(self, line);
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

void
panel_set_scroll(Panel *self, int rows)
{
  self->scroll = rows;
}

int
panel_get_scroll(const Panel *self)
{
  return self->scroll;
}

static int
get_width(const Panel *self)
{
  int width = status_get_width(self->title) + 2;

  for (guint i = 0; i < self->lines->len; i++)
    width = MAX(width, status_get_width(self->lines->pdata[i]));
  return width + (self->cursor_line >= 0 ? 1 : 0);
}

/* The lines of @n columns of items, one after the other. */
static GPtrArray *
list_items(const Panel *self, int n)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
  int n_rows = ((int)self->items->len + n - 1) / n;

  for (int row = 0; row < n_rows; row++)
    g_ptr_array_add(lines, g_strdup(""));
  for (int first = 0, left = 0; first < (int)self->items->len; first += n_rows) {
    const Item *items = &g_array_index(self->items, Item, first);
    int count = MIN(n_rows, (int)self->items->len - first), key = 0, width = 0;

    for (int i = 0; i < count; i++)
      key = MAX(key, status_get_width(items[i].key));
    for (int i = 0; i < count; i++) {
      g_autofree char *old = lines->pdata[i];
      int blank = left - status_get_width(old);

      lines->pdata[i] = g_strdup_printf("%s%*s%s%*s  %s", old, blank, "", items[i].key,
                                        key - status_get_width(items[i].key), "", items[i].text);
      width = MAX(width, status_get_width(lines->pdata[i]));
    }
    left = width + GAP;
  }
  return lines;
}

static int
get_widest(const GPtrArray *lines)
{
  int width = 0;

  for (guint i = 0; i < lines->len; i++)
    width = MAX(width, status_get_width(lines->pdata[i]));
  return width;
}

/* In as few columns as do, where @width and @height allow. (transfer full) */
static GPtrArray *
lay_out_items(const Panel *self, int width, int height)
{
  GPtrArray *lines = list_items(self, 1);

  for (int n = 2; n <= (int)self->items->len; n++) {
    GPtrArray *more;

    if ((int)lines->len <= height && (n > 2 || self->items->len <= MANY_ITEMS))
      break;
    more = list_items(self, n);
    if (get_widest(more) > width) {
      g_ptr_array_unref(more);
      break;
    }
    g_ptr_array_unref(lines);
    lines = more;
  }
  return lines;
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
draw_lines(
    Panel *self, const GPtrArray *items, Cells *cells, const OrielRect *inner, const Cell *style)
{
  int n_lines = (int)self->lines->len, total = n_lines + (int)items->len;
  Cell lit = *style;

  lit.attributes |= CELL_REVERSE;
  if (self->lit_line >= 0)
    self->scroll = CLAMP(self->scroll, self->lit_line - inner->height + 1, self->lit_line);
  self->scroll = CLAMP(self->scroll, 0, MAX(total - inner->height, 0));
  for (int row = 0; row < inner->height && self->scroll + row < total; row++) {
    int i = self->scroll + row;

    if (i == self->lit_line)
      cells_fill(cells, inner->x, inner->y + row, inner->width, 1, &lit);
    cells_print(cells, inner->x, inner->y + row, inner->width,
                i < n_lines ? self->lines->pdata[i] : items->pdata[i - n_lines],
                i == self->lit_line ? &lit : style);
  }
  if (self->cursor_line >= self->scroll && self->cursor_line < self->scroll + inner->height)
    cells_set_cursor(cells, inner->x + MIN(self->cursor_column, inner->width - 1),
                     inner->y + self->cursor_line - self->scroll);
}

/* What is not shown is to be reached by these keys. */
static void
draw_more(const Panel *self, Cells *cells, const OrielRect *box, int n_hidden, const Cell *style)
{
  const char *text = self->scroll == 0          ? " PgDn "
                     : self->scroll >= n_hidden ? " PgUp "
                                                : " PgUp PgDn ";

  cells_print(cells, box->x + 2, box->y + box->height - 1, box->width - 4, text, style);
}

void
panel_draw(Panel *self, Cells *cells, int rows)
{
  static const Cell style = {' ', CELL_DEFAULT, CELL_DEFAULT, 0};
  static const Cell title = {' ', CELL_DEFAULT, CELL_DEFAULT, CELL_BOLD};
  int columns = cells_get_columns(cells);
  g_autoptr(GPtrArray) items = lay_out_items(self, columns - 4, rows - 2 - (int)self->lines->len);
  int n_lines = (int)(self->lines->len + items->len);
  OrielRect box, inner;
  gboolean framed, fits;

  /* Without a frame there may be room for all of it. */
  if (n_lines > rows - 2 && (int)self->lines->len < rows) {
    g_ptr_array_unref(items);
    items = lay_out_items(self, columns, rows - (int)self->lines->len);
    n_lines = (int)(self->lines->len + items->len);
  }
  box = (OrielRect){.width = MIN(MAX(get_width(self), get_widest(items)) + 4, columns),
                    .height = MIN(n_lines + 2, rows)};
  fits = n_lines <= rows - 2 && get_widest(items) <= columns - 4;
  framed = box.width > 6 && box.height > 2 && (fits || n_lines > rows);
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
  draw_lines(self, items, cells, &inner, &style);
  if (framed && n_lines > inner.height)
    draw_more(self, cells, &box, n_lines - inner.height, &style);
}

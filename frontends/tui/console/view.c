// SPDX-License-Identifier: LGPL-2.1-or-later
#include "console/view.h"

#include <string.h>

struct _View {
  Emulator *emulator;
  int columns; /* of the window */
  int rows;
  gboolean following;
  guint64 top;    /* line at the top of the window while it does not follow */
  int left;       /* the same for columns */
  char *searched; /* (owned) */
  guint64 found;  /* line where it was last */
  gboolean selecting;
  LinePosition from; /* of the selection, in either order */
  LinePosition to;
  Cell *row; /* (owned) room for one */
};

View *
view_new(Emulator *emulator)
{
  View *self = g_new0(View, 1);

  self->emulator = emulator;
  self->following = TRUE;
  self->searched = g_strdup("");
  self->row = g_new(Cell, LINES_MAX_COLUMNS);
  view_resize(self, VIEW_MIN_COLUMNS, VIEW_MIN_ROWS);
  return self;
}

void
view_free(View *self)
{
  g_free(self->searched);
  g_free(self->row);
  g_free(self);
}

void
view_resize(View *self, int columns, int rows)
{
  self->columns = CLAMP(columns, 1, LINES_MAX_COLUMNS);
  self->rows = CLAMP(rows, 1, LINES_MAX_COLUMNS);
  emulator_resize(self->emulator, MAX(self->columns, VIEW_MIN_COLUMNS),
                  MAX(self->rows, VIEW_MIN_ROWS));
}

/* The line at the top of a window that follows: the last lines, unless the cursor is above them. */
static guint64
get_followed_top(const View *self)
{
  int hidden = MAX(emulator_get_rows(self->emulator) - self->rows, 0), column, row;

  emulator_get_cursor(self->emulator, &column, &row);
  return lines_get_screen(self->emulator) + (guint64)CLAMP(row - self->rows + 1, 0, hidden);
}

static guint64
get_top(const View *self)
{
  return self->following ? get_followed_top(self) : MAX(self->top, lines_get_first(self->emulator));
}

static int
get_left(const View *self)
{
  int hidden = MAX(emulator_get_columns(self->emulator) - self->columns, 0), column, row;

  if (!self->following)
    return MIN(self->left, hidden);
  emulator_get_cursor(self->emulator, &column, &row);
  return CLAMP(column - self->columns + 1, 0, hidden);
}

/* Shows @line at the top, or as near to it as there are lines. */
static void
show(View *self, guint64 line)
{
  guint64 followed = get_followed_top(self);

  if (self->following)
    self->left = get_left(self);
  self->following = line >= followed;
  self->top = MAX(line, lines_get_first(self->emulator));
}

void
view_scroll(View *self, int lines)
{
  guint64 top = get_top(self), first = lines_get_first(self->emulator);

  if (lines < 0)
    show(self, top + (guint64)-lines);
  else
    show(self, top - first > (guint64)lines ? top - (guint64)lines : first);
}

void
view_scroll_to_start(View *self)
{
  show(self, lines_get_first(self->emulator));
}

void
view_follow(View *self)
{
  self->following = TRUE;
}

gboolean
view_is_following(const View *self)
{
  return self->following;
}

void
view_pan(View *self, int columns)
{
  int hidden = MAX(emulator_get_columns(self->emulator) - self->columns, 0);

  self->left = CLAMP(get_left(self) + columns, 0, hidden);
}

int
view_get_rows(const View *self)
{
  return self->rows;
}

guint64
view_get_below(const View *self)
{
  guint64 top = get_top(self), followed = get_followed_top(self);

  return followed > top ? followed - top : 0;
}

guint64
view_get_total(const View *self)
{
  return lines_get_end(self->emulator) - lines_get_first(self->emulator);
}

/* Brings line @line into the window, a third from its top. */
static void
reveal(View *self, guint64 line)
{
  guint64 above = (guint64)self->rows / 3, first = lines_get_first(self->emulator);

  self->found = line;
  if (line < get_top(self) || line >= get_top(self) + (guint64)self->rows)
    show(self, line - first > above ? line - above : first);
}

gboolean
view_search(View *self, const char *text, gboolean backward)
{
  guint64 line;

  g_free(self->searched);
  self->searched = g_strdup(text);
  if (*text == '\0' ||
      !lines_find(self->emulator, text,
                  backward ? get_top(self) + (guint64)self->rows : get_top(self), backward, &line))
    return FALSE;
  reveal(self, line);
  return TRUE;
}

gboolean
view_search_next(View *self, gboolean backward)
{
  guint64 line;

  if (!lines_find(self->emulator, self->searched, backward ? self->found : self->found + 1,
                  backward, &line))
    return FALSE;
  reveal(self, line);
  return TRUE;
}

const char *
view_get_searched(const View *self)
{
  return self->searched;
}

static LinePosition
get_position(const View *self, int column, int row)
{
  return (LinePosition){get_top(self) + (guint64)CLAMP(row, 0, self->rows - 1),
                        get_left(self) + CLAMP(column, 0, self->columns - 1)};
}

void
view_select_start(View *self, int column, int row)
{
  self->from = get_position(self, column, row);
  self->to = self->from;
  self->selecting = FALSE;
}

void
view_select_to(View *self, int column, int row)
{
  self->to = get_position(self, column, row);
  self->selecting = TRUE;
}

void
view_select_none(View *self)
{
  self->selecting = FALSE;
}

static gboolean
is_before(LinePosition a, LinePosition b)
{
  return a.line != b.line ? a.line < b.line : a.column < b.column;
}

char *
view_dup_selected(const View *self)
{
  gboolean forward = !is_before(self->to, self->from);

  if (!self->selecting)
    return NULL;
  return lines_dup_text(self->emulator, forward ? self->from : self->to,
                        forward ? self->to : self->from);
}

char *
view_dup_visible(const View *self)
{
  LinePosition start = {get_top(self), 0};
  LinePosition end = {start.line + (guint64)self->rows - 1, LINES_MAX_COLUMNS};

  return lines_dup_text(self->emulator, start, end);
}

gboolean
view_to_screen(const View *self, int *column, int *row)
{
  LinePosition position = get_position(self, *column, *row);
  guint64 screen = lines_get_screen(self->emulator);

  if (position.line < screen || position.line >= lines_get_end(self->emulator))
    return FALSE;
  *column = position.column;
  *row = (int)(position.line - screen);
  return TRUE;
}

static gboolean
is_selected(const View *self, LinePosition position)
{
  gboolean forward = !is_before(self->to, self->from);
  LinePosition start = forward ? self->from : self->to, end = forward ? self->to : self->from;

  return self->selecting && !is_before(position, start) && !is_before(end, position);
}

/* Turns around what was searched for and what is selected, in the row of @line. */
static void
mark(View *self, guint64 line, int n_cells)
{
  int end = 0;

  for (int i = 0; (i = lines_match(self->row, n_cells, self->searched, i, &end)) >= 0; i = end)
    for (int j = i; j < end; j++)
      self->row[j].attributes ^= CELL_REVERSE;
  for (int i = 0; self->selecting && i < n_cells; i++)
    if (is_selected(self, (LinePosition){line, i}))
      self->row[i].attributes ^= CELL_REVERSE;
}

static void
paint_cursor(const View *self, Cells *cells, guint64 top, int left)
{
  int column, row;
  gint64 shown;

  cells_set_cursor(cells, -1, -1);
  if (!emulator_get_cursor(self->emulator, &column, &row))
    return;
  shown = (gint64)(lines_get_screen(self->emulator) + (guint64)row) - (gint64)top;
  column -= left;
  if (shown >= 0 && shown < MIN(self->rows, cells_get_rows(cells)) && column >= 0 &&
      column < MIN(self->columns, cells_get_columns(cells)))
    cells_set_cursor(cells, column, (int)shown);
}

void
view_paint(View *self, Cells *cells)
{
  guint64 top = get_top(self);
  int left = get_left(self);
  int columns = MIN(self->columns, cells_get_columns(cells));
  int rows = MIN(self->rows, cells_get_rows(cells));
  int n_cells = MIN(left + columns, LINES_MAX_COLUMNS);

  for (int row = 0; row < rows; row++) {
    guint64 line = top + (guint64)row;
    Cell *first;

    lines_get_cells(self->emulator, line, self->row, n_cells);
    mark(self, line, n_cells);
    first = cells_at(cells, 0, row);
    memcpy(first, self->row + left, (gsize)(n_cells - left) * sizeof(Cell));
    if (left > 0 && (first->attributes & CELL_CONTINUED) != 0)
      first->attributes &= ~(guint32)CELL_CONTINUED;
  }
  paint_cursor(self, cells, top, left);
}

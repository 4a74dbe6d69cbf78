// SPDX-License-Identifier: LGPL-2.1-or-later
#include "terminal/cells.h"

#include <string.h>

#include "terminal/colors.h"
#include "terminal/glyphs.h"
#include "terminal/pen.h"
#include "terminal/resolve.h"

#define UNKNOWN G_MAXUINT32 /* a character that no cell has: what is shown is not known */
#define NOWHERE (-1)

/* A cursor that goes over a whole screen is hidden meanwhile; over a few letters it is not. */
#define LONG_FLUSH 256

/* Blanks up to the end of a row that are erased instead of written. */
#define MIN_ERASED 4

/* The widest gap that may be written again rather than jumped over. */
#define MAX_GAP 4

static const Cell blank = {' ', CELL_DEFAULT, CELL_DEFAULT, 0};
static const Cell foreign = {' ', 0, 0, CELL_FOREIGN};

struct _Cells {
  int columns;
  int rows;
  Cell *wanted;  /* (owned) as the caller wrote them */
  Cell *shown;   /* (owned) as the terminal shows them: resolved */
  Cell *now;     /* (owned) one row of wanted cells, resolved */
  guint8 *dirty; /* (owned) rows that may have changed since the last flush */

  int cursor_column; /* wanted; negative = hidden */
  int cursor_row;
  int cursor_shown; /* 1 or 0; negative = unknown */
  int at_column;    /* where the terminal's cursor was left; NOWHERE = unknown */
  int at_row;
  int tolerance; /* of colours */
  Pen pen;
  TerminalAbilities abilities; /* of the last flush */
};

/* One flush under way. */
typedef struct {
  Cells *cells;
  const TerminalAbilities *abilities;
  GString *bytes;
  int column; /* of the terminal's cursor; NOWHERE = unknown */
  int row;
} Writer;

Cells *
cells_new(int columns, int rows)
{
  Cells *self = g_new0(Cells, 1);

  self->cursor_column = NOWHERE;
  cells_resize(self, columns, rows);
  return self;
}

void
cells_free(Cells *self)
{
  g_free(self->wanted);
  g_free(self->shown);
  g_free(self->now);
  g_free(self->dirty);
  g_free(self);
}

void
cells_resize(Cells *self, int columns, int rows)
{
  g_autofree Cell *before = g_steal_pointer(&self->wanted);
  int old_columns = self->columns, old_rows = self->rows;

  g_return_if_fail(columns > 0 && rows > 0);

  self->columns = columns;
  self->rows = rows;
  self->wanted = g_new(Cell, (gsize)columns * (gsize)rows);
  self->shown = g_renew(Cell, self->shown, (gsize)columns * (gsize)rows);
  self->now = g_renew(Cell, self->now, (gsize)columns);
  self->dirty = g_renew(guint8, self->dirty, (gsize)rows);
  cells_fill(self, 0, 0, columns, rows, &blank);
  for (int row = 0; row < MIN(rows, old_rows); row++)
    memcpy(cells_at(self, 0, row), before + (gsize)row * (gsize)old_columns,
           (gsize)MIN(columns, old_columns) * sizeof(Cell));
  cells_invalidate(self);
}

int
cells_get_columns(const Cells *self)
{
  return self->columns;
}

int
cells_get_rows(const Cells *self)
{
  return self->rows;
}

Cell *
cells_at(Cells *self, int column, int row)
{
  self->dirty[row] = TRUE;
  return self->wanted + (gsize)row * (gsize)self->columns + column;
}

void
cells_fill(Cells *self, int column, int row, int columns, int rows, const Cell *cell)
{
  int right = MIN(column + columns, self->columns), bottom = MIN(row + rows, self->rows);

  column = MAX(column, 0);
  for (int y = MAX(row, 0); y < bottom && column < right; y++) {
    Cell *out = cells_at(self, 0, y);

    for (int x = column; x < right; x++)
      out[x] = *cell;
  }
}

int
cells_print(Cells *self, int column, int row, int max_columns, const char *text, const Cell *style)
{
  int left = MIN(max_columns, self->columns - column), used = 0;
  g_autofree char *safe = NULL;
  Cell *out;

  if (left <= 0 || column < 0 || row < 0 || row >= self->rows)
    return 0;
  /* A character has 4 bytes at most, an escaped byte 4 columns; marks without a width are cut. */
  safe = oriel_text_sanitize(text, -1, (gsize)left * 8);
  out = cells_at(self, column, row);
  for (const char *p = safe; *p != '\0'; p = g_utf8_next_char(p)) {
    gunichar character = g_utf8_get_char(p);
    gboolean wide = character >= 0x1100 && g_unichar_iswide(character);

    if (!glyph_is_printable(character))
      continue;
    if (used + 1 + wide > left)
      break;
    out[used] = *style;
    out[used].character = character;
    if (wide) {
      out[used++].attributes |= CELL_WIDE;
      out[used] = *style;
      out[used].attributes |= CELL_CONTINUED;
    }
    used++;
  }
  return used;
}

void
cells_set_cursor(Cells *self, int column, int row)
{
  self->cursor_column = column < 0 || row < 0 ? NOWHERE : MIN(column, self->columns - 1);
  self->cursor_row = MIN(row, self->rows - 1);
}

void
cells_set_tolerance(Cells *self, int tolerance)
{
  if (tolerance < self->tolerance)
    memset(self->dirty, TRUE, (gsize)self->rows);
  self->tolerance = tolerance;
}

void
cells_invalidate(Cells *self)
{
  gsize n = (gsize)self->columns * (gsize)self->rows;

  for (gsize i = 0; i < n; i++)
    self->shown[i] = (Cell){UNKNOWN, 0, 0, 0};
  memset(self->dirty, TRUE, (gsize)self->rows);
  self->cursor_shown = -1;
  cells_lose_cursor(self);
}

void
cells_lose_cursor(Cells *self)
{
  self->pen.known = FALSE;
  self->at_column = self->at_row = NOWHERE;
}

static gboolean
is_same(const Cell *a, const Cell *b)
{
  return a->character == b->character && a->foreground == b->foreground &&
         a->background == b->background && a->attributes == b->attributes;
}

/* Whether @shown will do for @cell. */
static gboolean
is_near(const Cells *self, const Cell *cell, const Cell *shown)
{
  if (is_same(cell, shown))
    return TRUE;
  if (self->tolerance == 0 && shown->character == cell->character)
    return FALSE;
  if (cell->attributes != 0 || shown->attributes != 0)
    return FALSE;
  if (shown->character == cell->character)
    return (cell->character == ' ' || glyph_get_complement(cell->character) != 0) &&
           color_is_near(cell->foreground, shown->foreground, self->tolerance) &&
           color_is_near(cell->background, shown->background, self->tolerance);
  return shown->character != ' ' && shown->character == glyph_get_complement(cell->character) &&
         color_is_near(cell->foreground, shown->background, self->tolerance) &&
         color_is_near(cell->background, shown->foreground, self->tolerance);
}

static void
resolve_row(Cells *self, int row, const TerminalAbilities *abilities)
{
  const Cell *wanted = self->wanted + (gsize)row * (gsize)self->columns;
  gboolean continued = FALSE; /* the cell before is the left half of a wide one */

  for (int x = 0; x < self->columns; x++) {
    Cell cell = wanted[x];
    gboolean wide = (cell.attributes & CELL_WIDE) != 0 && x + 1 < self->columns &&
                    (wanted[x + 1].attributes & (CELL_CONTINUED | CELL_FOREIGN)) == CELL_CONTINUED;

    if ((cell.attributes & CELL_FOREIGN) != 0) {
      self->now[x] = foreign;
      continued = FALSE;
      continue;
    }
    /* A half of a wide character whose other half was written over. */
    if ((cell.attributes & CELL_WIDE) != 0 && !wide)
      cell.character = ' ';
    if (!wide)
      cell.attributes &= ~(guint32)CELL_WIDE;
    if (!continued && (cell.attributes & CELL_CONTINUED) != 0) {
      cell.character = ' ';
      cell.attributes &= ~(guint32)CELL_CONTINUED;
    }
    self->now[x] = cell_resolve(&cell, abilities);
    continued = (self->now[x].attributes & CELL_WIDE) != 0;
  }
}

static int
count_digits(int number)
{
  return number < 10 ? 1 : number < 100 ? 2 : number < 1000 ? 3 : 5;
}

static void
write_character(Writer *writer, gunichar character)
{
  char utf8[6];

  g_string_append_len(writer->bytes, utf8, g_unichar_to_utf8(character, utf8));
}

/* Goes over a gap by writing it again, where that is not longer than a jump. */
static gboolean
rewrite_gap(Writer *writer, int column, int row)
{
  const Cell *cells = writer->cells->shown + (gsize)row * (gsize)writer->cells->columns;
  int gap = column - writer->column;
  int length = 0, jump = gap == 1 ? 3 : 4;

  if (gap > MAX_GAP)
    return FALSE;
  for (int x = writer->column; x < column; x++) {
    const Cell *cell = cells + x;

    if (cell->character == UNKNOWN ||
        (cell->attributes & (CELL_FOREIGN | CELL_WIDE | CELL_CONTINUED)) != 0 ||
        !pen_suits(&writer->cells->pen, cell))
      return FALSE;
    length += g_unichar_to_utf8(cell->character, NULL);
  }
  if (length >= jump)
    return FALSE;
  for (int x = writer->column; x < column; x++)
    write_character(writer, cells[x].character);
  return TRUE;
}

static void
jump_forward(Writer *writer, int columns)
{
  if (columns == 1)
    g_string_append(writer->bytes, "\033[C");
  else if (columns > 1)
    g_string_append_printf(writer->bytes, "\033[%dC", columns);
}

/* "\r\n" and a jump, where that is shorter than the place in numbers. */
static gboolean
go_down(Writer *writer, int column, int row)
{
  int down = row - writer->row;
  int jump = column == 0 ? 0 : column == 1 ? 3 : 3 + count_digits(column);
  int direct = column == 0 ? 3 + count_digits(row + 1)
                           : 4 + count_digits(row + 1) + count_digits(column + 1);

  if (writer->row == NOWHERE || down < 0 || 1 + down + jump > direct)
    return FALSE;
  g_string_append_c(writer->bytes, '\r');
  for (int i = 0; i < down; i++)
    g_string_append_c(writer->bytes, '\n');
  jump_forward(writer, column);
  return TRUE;
}

static void
go_to(Writer *writer, int column, int row)
{
  if (writer->column == column && writer->row == row)
    return;
  if (writer->row == row && writer->column != NOWHERE && writer->column < column) {
    if (!rewrite_gap(writer, column, row))
      jump_forward(writer, column - writer->column);
  } else if (!go_down(writer, column, row)) {
    if (column == 0 && row == 0)
      g_string_append(writer->bytes, "\033[H");
    else if (column == 0)
      g_string_append_printf(writer->bytes, "\033[%dH", row + 1);
    else
      g_string_append_printf(writer->bytes, "\033[%d;%dH", row + 1, column + 1);
  }
  writer->column = column;
  writer->row = row;
}

static void
switch_pen(Writer *writer, const Cell *cell)
{
  char sequence[PEN_MAX_BYTES];

  g_string_append_len(writer->bytes, sequence,
                      (gssize)pen_switch(&writer->cells->pen, cell, sequence));
}

/* Takes the pen's colours where they are near enough. */
static void
approach(const Pen *pen, int tolerance, Cell *cell)
{
  if (color_is_near(cell->foreground, pen->foreground, tolerance))
    cell->foreground = pen->foreground;
  if (color_is_near(cell->background, pen->background, tolerance))
    cell->background = pen->background;
}

/* Of "▀" and "▄" with swapped colours, the one that changes fewer of them. */
static Cell
choose_twin(const Cells *self, const Cell *cell)
{
  const Pen *pen = &self->pen;
  gunichar complement =
      cell->attributes == 0 && cell->foreground != CELL_DEFAULT && cell->background != CELL_DEFAULT
          ? glyph_get_complement(cell->character)
          : 0;
  Cell same = *cell, twin = {complement, cell->background, cell->foreground, 0};

  if (complement == 0 && (cell->character != ' ' || cell->attributes != 0))
    return same;
  if (pen->known)
    approach(pen, self->tolerance, &same);
  if (complement == 0)
    return same;
  if (pen->known)
    approach(pen, self->tolerance, &twin);
  return (twin.background != pen->background) + (twin.foreground != pen->foreground) <
                 (same.background != pen->background) + (same.foreground != pen->foreground)
             ? twin
             : same;
}

/* Returns the cell as it is shown. */
static Cell
write_cell(Writer *writer, const Cell *cell, int column, int row)
{
  Cell twin = choose_twin(writer->cells, cell);
  gboolean wide = (cell->attributes & CELL_WIDE) != 0;

  go_to(writer, column, row);
  switch_pen(writer, &twin);
  write_character(writer, twin.character);
  writer->column = column + 1;
  /* Terminals disagree about the width of some, and at the end of a row about the next place. */
  if (wide || column + 1 == writer->cells->columns)
    writer->column = NOWHERE;
  return twin;
}

/* The first column from which on the row is blank in the terminal's own colours. */
static int
find_blank_end(const Cells *self)
{
  int from = self->columns;

  while (from > 0 && is_same(&self->now[from - 1], &blank))
    from--;
  return from;
}

static gboolean
erase_end(Writer *writer, Cell *shown, int column, int row)
{
  Cells *self = writer->cells;
  int changed = 0;

  for (int x = column; x < self->columns && changed < MIN_ERASED; x++)
    changed += !is_same(&shown[x], &blank);
  if (changed < MIN_ERASED)
    return FALSE;
  go_to(writer, column, row);
  switch_pen(writer, &blank);
  g_string_append(writer->bytes, "\033[K");
  for (int x = column; x < self->columns; x++)
    shown[x] = blank;
  return TRUE;
}

static void
write_row(Writer *writer, int row)
{
  Cells *self = writer->cells;
  Cell *shown = self->shown + (gsize)row * (gsize)self->columns;
  int blank_from;

  resolve_row(self, row, writer->abilities);
  blank_from = find_blank_end(self);
  for (int x = 0; x < self->columns; x++) {
    const Cell *cell = self->now + x;
    gboolean wide = (cell->attributes & CELL_WIDE) != 0;

    if (is_near(self, cell, shown + x) && (!wide || is_same(cell + 1, shown + x + 1)))
      continue;
    if ((cell->attributes & CELL_FOREIGN) == 0) {
      if (x >= blank_from && erase_end(writer, shown, x, row))
        break;
    }
    /* The right half comes with the left. */
    shown[x] = (cell->attributes & (CELL_FOREIGN | CELL_CONTINUED)) == 0
                   ? write_cell(writer, cell, x, row)
                   : *cell;
    if (wide) {
      x++;
      shown[x] = self->now[x];
    }
  }
}

static void
write_cursor(Writer *writer, gsize start)
{
  Cells *self = writer->cells;
  gboolean visible = self->cursor_column != NOWHERE;
  gboolean hide = visible && self->cursor_shown == 1 && !writer->abilities->synchronized &&
                  writer->bytes->len - start > LONG_FLUSH;

  if (hide)
    g_string_insert(writer->bytes, (gssize)start, "\033[?25l");
  if (visible)
    go_to(writer, self->cursor_column, self->cursor_row);
  if (hide || self->cursor_shown != visible)
    g_string_append(writer->bytes, visible ? "\033[?25h" : "\033[?25l");
  self->cursor_shown = visible;
}

void
cells_flush(Cells *self, const TerminalAbilities *abilities, GString *bytes)
{
  Writer writer = {self, abilities, bytes, self->at_column, self->at_row};
  gsize start = bytes->len;

  if (self->abilities.colors != abilities->colors ||
      self->abilities.unicode != abilities->unicode ||
      self->abilities.few_glyphs != abilities->few_glyphs)
    memset(self->dirty, TRUE, (gsize)self->rows);
  self->abilities = *abilities;
  for (int row = 0; row < self->rows; row++) {
    if (self->dirty[row])
      write_row(&writer, row);
    self->dirty[row] = FALSE;
  }
  write_cursor(&writer, start);
  self->at_column = writer.column;
  self->at_row = writer.row;
}

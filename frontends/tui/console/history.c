// SPDX-License-Identifier: LGPL-2.1-or-later
#include "console/history.h"

#include <string.h>

/* Characters of one style in a row. */
typedef struct {
  CellColor foreground;
  CellColor background;
  guint32 attributes;
  guint n_characters;
} Run;

typedef struct {
  gsize size; /* bytes of all of it */
  guint n_runs;
  Run runs[]; /* and behind them the text */
} Line;

struct _History {
  Line **ring; /* (owned) of max_lines; NULL until there is a line */
  guint max_lines;
  gsize max_bytes;
  guint first; /* where the oldest is */
  guint length;
  guint64 dropped;
  gsize size;
  GArray *runs;  /* (owned) of the line that is being made */
  GString *text; /* (owned) the same */
};

static const Cell empty_cell = {' ', CELL_DEFAULT, CELL_DEFAULT, 0};

History *
history_new(guint max_lines, gsize max_bytes)
{
  History *self = g_new0(History, 1);

  self->max_lines = max_lines;
  self->max_bytes = max_bytes;
  self->runs = g_array_new(FALSE, FALSE, sizeof(Run));
  self->text = g_string_new(NULL);
  return self;
}

static void
drop_oldest(History *self)
{
  Line **line = &self->ring[self->first];

  self->size -= (*line)->size;
  g_clear_pointer(line, g_free);
  self->first = (self->first + 1) % self->max_lines;
  self->length--;
  self->dropped++;
}

void
history_clear(History *self)
{
  while (self->length > 0)
    drop_oldest(self);
}

void
history_free(History *self)
{
  history_clear(self);
  g_free(self->ring);
  g_array_unref(self->runs);
  g_string_free(self->text, TRUE);
  g_free(self);
}

static gboolean
is_empty(const Cell *cell)
{
  return (cell->character == ' ' || cell->character == 0) && cell->background == CELL_DEFAULT &&
         (cell->attributes & (CELL_REVERSE | CELL_UNDERLINE | CELL_STRIKE)) == 0;
}

static gboolean
has_style(const Run *run, const Cell *cell)
{
  return run->foreground == cell->foreground && run->background == cell->background &&
         run->attributes == cell->attributes;
}

static void
add_cell(History *self, const Cell *cell)
{
  Run *last = self->runs->len > 0 ? &g_array_index(self->runs, Run, self->runs->len - 1) : NULL;
  Run run = {cell->foreground, cell->background, cell->attributes, 1};

  g_string_append_unichar(self->text, cell->character != 0 ? cell->character : ' ');
  if (last != NULL && has_style(last, cell))
    last->n_characters++;
  else
    g_array_append_val(self->runs, run);
}

static Line *
make_line(History *self, const Cell *cells, int n_cells)
{
  gsize runs_size;
  Line *line;

  while (n_cells > 0 && is_empty(&cells[n_cells - 1]))
    n_cells--;
  g_array_set_size(self->runs, 0);
  g_string_truncate(self->text, 0);
  for (int i = 0; i < n_cells; i++)
    if ((cells[i].attributes & CELL_CONTINUED) == 0)
      add_cell(self, &cells[i]);
  runs_size = self->runs->len * sizeof(Run);
  line = g_malloc(sizeof *line + runs_size + self->text->len + 1);
  line->size = sizeof *line + runs_size + self->text->len + 1;
  line->n_runs = self->runs->len;
  if (runs_size > 0)
    memcpy(line->runs, self->runs->data, runs_size);
  memcpy(line->runs + line->n_runs, self->text->str, self->text->len + 1);
  return line;
}

void
history_push(History *self, const Cell *cells, int n_cells)
{
  Line *line = make_line(self, cells, n_cells);

  if (self->ring == NULL)
    self->ring = g_new0(Line *, self->max_lines);
  while (self->length > 0 &&
         (self->length == self->max_lines || self->size + line->size > self->max_bytes))
    drop_oldest(self);
  self->ring[(self->first + self->length) % self->max_lines] = line;
  self->length++;
  self->size += line->size;
}

guint
history_get_length(const History *self)
{
  return self->length;
}

guint64
history_get_dropped(const History *self)
{
  return self->dropped;
}

gsize
history_get_size(const History *self)
{
  return self->size;
}

static const Line *
peek_line(const History *self, guint index)
{
  g_assert(index < self->length);
  return self->ring[(self->first + index) % self->max_lines];
}

const char *
history_peek_text(const History *self, guint index)
{
  const Line *line = peek_line(self, index);

  return (const char *)(line->runs + line->n_runs);
}

int
history_get_cells(const History *self, guint index, Cell *cells, int max)
{
  const Line *line = peek_line(self, index);
  const char *text = history_peek_text(self, index);
  int n = 0;

  for (guint i = 0; i < line->n_runs; i++) {
    const Run *run = &line->runs[i];
    int width = (run->attributes & CELL_WIDE) != 0 ? 2 : 1;

    for (guint j = 0; j < run->n_characters; j++, text = g_utf8_next_char(text), n += width) {
      Cell cell = {g_utf8_get_char(text), run->foreground, run->background, run->attributes};

      if (n + width > max)
        continue;
      cells[n] = cell;
      cell.attributes = (cell.attributes & ~(guint32)CELL_WIDE) | CELL_CONTINUED;
      if (width == 2)
        cells[n + 1] = cell;
    }
  }
  for (int i = n; i < max; i++)
    cells[i] = empty_cell;
  return n;
}

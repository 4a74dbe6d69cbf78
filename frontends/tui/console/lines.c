// SPDX-License-Identifier: LGPL-2.1-or-later
#include "console/lines.h"

#include <string.h>

static const Cell empty_cell = {' ', CELL_DEFAULT, CELL_DEFAULT, 0};

guint64
lines_get_first(const Emulator *emulator)
{
  return history_get_dropped(emulator_get_history(emulator));
}

guint64
lines_get_screen(const Emulator *emulator)
{
  return lines_get_first(emulator) + history_get_length(emulator_get_history(emulator));
}

guint64
lines_get_end(const Emulator *emulator)
{
  return lines_get_screen(emulator) + (guint64)emulator_get_rows(emulator);
}

static void
get_screen_cells(const Emulator *emulator, int row, Cell *cells, int max)
{
  int columns = emulator_get_columns(emulator);
  g_autofree Cell *all = g_new(Cell, columns);

  emulator_get_row(emulator, row, all);
  for (int i = 0; i < max; i++)
    cells[i] = i < columns ? all[i] : empty_cell;
}

void
lines_get_cells(const Emulator *emulator, guint64 line, Cell *cells, int max)
{
  guint64 first = lines_get_first(emulator), screen = lines_get_screen(emulator);

  if (line >= first && line < screen)
    history_get_cells(emulator_get_history(emulator), (guint)(line - first), cells, max);
  else if (line >= screen && line < lines_get_end(emulator))
    get_screen_cells(emulator, (int)(line - screen), cells, max);
  else
    for (int i = 0; i < max; i++)
      cells[i] = empty_cell;
  /* Half of a wide character is none. */
  if (max > 0 && (cells[max - 1].attributes & CELL_WIDE) != 0)
    cells[max - 1] = empty_cell;
}

/* Whether @text is at column @at; @end is the column behind it. */
static gboolean
matches_at(const Cell *cells, int n_cells, const char *text, int at, int *end)
{
  for (; *text != '\0'; text = g_utf8_next_char(text)) {
    while (at < n_cells && (cells[at].attributes & CELL_CONTINUED) != 0)
      at++;
    if (at >= n_cells ||
        g_unichar_tolower(cells[at].character) != g_unichar_tolower(g_utf8_get_char(text)))
      return FALSE;
    at++;
  }
  *end = at;
  return TRUE;
}

int
lines_match(const Cell *cells, int n_cells, const char *text, int start, int *end)
{
  if (*text == '\0')
    return -1;
  for (int i = start; i < n_cells; i++)
    if (matches_at(cells, n_cells, text, i, end))
      return i;
  return -1;
}

gboolean
lines_find(
    const Emulator *emulator, const char *text, guint64 from, gboolean backward, guint64 *line)
{
  guint64 first = lines_get_first(emulator), end = lines_get_end(emulator);
  g_autofree Cell *cells = g_new(Cell, LINES_MAX_COLUMNS);
  int column;

  for (guint64 i = MIN(from, end); backward ? i-- > first : i < end; i += backward ? 0 : 1) {
    if (i < first)
      continue;
    lines_get_cells(emulator, i, cells, LINES_MAX_COLUMNS);
    if (lines_match(cells, LINES_MAX_COLUMNS, text, 0, &column) >= 0) {
      *line = i;
      return TRUE;
    }
  }
  return FALSE;
}

char *
lines_dup_text(const Emulator *emulator, LinePosition start, LinePosition end)
{
  GString *text = g_string_new(NULL);
  g_autofree Cell *cells = g_new(Cell, LINES_MAX_COLUMNS);
  guint64 first = MAX(start.line, lines_get_first(emulator));

  for (guint64 line = first; line <= end.line && line < lines_get_end(emulator); line++) {
    int from = line == start.line ? start.column : 0;
    int to = line == end.line ? end.column + 1 : LINES_MAX_COLUMNS;
    gsize row_start;

    if (line > first)
      g_string_append_c(text, '\n');
    row_start = text->len;
    lines_get_cells(emulator, line, cells, LINES_MAX_COLUMNS);
    for (int i = MAX(from, 0); i < MIN(to, LINES_MAX_COLUMNS); i++)
      if ((cells[i].attributes & CELL_CONTINUED) == 0)
        g_string_append_unichar(text, cells[i].character);
    while (text->len > row_start && text->str[text->len - 1] == ' ')
      g_string_truncate(text, text->len - 1);
  }
  return g_string_free(text, FALSE);
}

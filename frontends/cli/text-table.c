// SPDX-License-Identifier: LGPL-2.1-or-later
#include "text-table.h"

/* How many columns of a terminal @text takes. */
static gsize
text_width(const char *text)
{
  gsize width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);

    if (!g_unichar_iszerowidth(c))
      width += g_unichar_iswide(c) ? 2 : 1;
  }
  return width;
}

/* @widths: of the columns, without the blanks between them. */
static void
append_line(GString *out, const char *const *cells, const gsize *widths, int n_columns)
{
  for (int column = 0; column < n_columns; column++) {
    g_string_append(out, cells[column]);
    if (column == n_columns - 1)
      break;
    for (gsize width = text_width(cells[column]); width < widths[column] + 2; width++)
      g_string_append_c(out, ' ');
  }
  g_string_append_c(out, '\n');
}

char *
text_table_format(const char *const *headers, const GPtrArray *lines, int n_columns)
{
  GString *out = g_string_new(NULL);
  g_autofree gsize *widths = g_new(gsize, n_columns);

  for (int column = 0; column < n_columns; column++) {
    widths[column] = text_width(headers[column]);
    for (guint i = 0; i < lines->len; i++) {
      const char *const *cells = g_ptr_array_index(lines, i);

      widths[column] = MAX(widths[column], text_width(cells[column]));
    }
  }
  append_line(out, headers, widths, n_columns);
  for (guint i = 0; i < lines->len; i++)
    append_line(out, g_ptr_array_index(lines, i), widths, n_columns);
  return g_string_free(out, FALSE);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "guest-table.h"

#define MAX_CELL 200 /* characters; more is cut, so that no guest can bury the others */

enum {
  COLUMN_ID,
  COLUMN_NAME,
  COLUMN_STATE,
  COLUMN_VCPUS,
  COLUMN_MEMORY,
  COLUMN_DISPLAYS,
  COLUMN_HOST,
  N_COLUMNS
};

static const char *const headers[N_COLUMNS] = {"ID",     "NAME",     "STATE", "VCPUS",
                                               "MEMORY", "DISPLAYS", "HOST"};

void
guest_row_free(GuestRow *self)
{
  g_free(self->host);
  g_free(self->name);
  g_free(self->uuid);
  g_free(self->title);
  g_strfreev(self->displays);
  g_free(self);
}

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

static char *
format_memory(guint64 kib)
{
  if (kib >= 1024 * 1024 && kib % (256 * 1024) == 0)
    return g_strdup_printf("%g GiB", (double)kib / (1024 * 1024));
  return g_strdup_printf("%" G_GUINT64_FORMAT " MiB", kib / 1024);
}

static char *
format_cell(const GuestRow *row, int column)
{
  g_autofree char *displays = NULL;

  switch (column) {
  case COLUMN_ID:
    return row->id < 0 ? g_strdup("-") : g_strdup_printf("%d", row->id);
  case COLUMN_NAME:
    return oriel_text_sanitize(row->name, -1, MAX_CELL);
  case COLUMN_STATE:
    return g_strdup(oriel_guest_state_to_string(row->state));
  case COLUMN_VCPUS:
    return g_strdup_printf("%u", row->vcpus);
  case COLUMN_MEMORY:
    return format_memory(row->memory);
  case COLUMN_DISPLAYS:
    displays = g_strjoinv(" ", row->displays);
    return *displays == '\0' ? g_strdup("-") : oriel_text_sanitize(displays, -1, MAX_CELL);
  default:
    return oriel_text_sanitize(row->host, -1, MAX_CELL);
  }
}

static GStrv
format_row(const GuestRow *row)
{
  GStrv cells = g_new0(char *, N_COLUMNS + 1);

  for (int column = 0; column < N_COLUMNS; column++)
    cells[column] = format_cell(row, column);
  return cells;
}

static void
append_line(GString *out, char *const *cells, const gsize *widths, int n_columns)
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
guest_table_format(const GPtrArray *rows, gboolean with_host)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
  GString *out = g_string_new(NULL);
  int n_columns = with_host ? N_COLUMNS : COLUMN_HOST;
  gsize widths[N_COLUMNS];

  for (int column = 0; column < N_COLUMNS; column++)
    widths[column] = text_width(headers[column]);
  for (guint i = 0; i < rows->len; i++) {
    GStrv cells = format_row(g_ptr_array_index(rows, i));

    for (int column = 0; column < N_COLUMNS; column++)
      widths[column] = MAX(widths[column], text_width(cells[column]));
    g_ptr_array_add(lines, cells);
  }
  append_line(out, (char *const *)headers, widths, n_columns);
  for (guint i = 0; i < lines->len; i++)
    append_line(out, g_ptr_array_index(lines, i), widths, n_columns);
  return g_string_free(out, FALSE);
}

/* RFC 8259 section 7. Everything that is not printable ASCII is escaped. */
static void
append_json_string(GString *out, const char *text)
{
  g_autofree char *valid = NULL;

  if (text == NULL) {
    g_string_append(out, "null");
    return;
  }
  valid = g_utf8_make_valid(text, -1);
  g_string_append_c(out, '"');
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);

    if (c == '"' || c == '\\')
      g_string_append_printf(out, "\\%c", (char)c);
    else if (c >= 0x20 && c < 0x7f)
      g_string_append_c(out, (char)c);
    else if (c < 0x10000)
      g_string_append_printf(out, "\\u%04x", c);
    else
      g_string_append_printf(out, "\\u%04x\\u%04x", 0xd800 + ((c - 0x10000) >> 10),
                             0xdc00 + ((c - 0x10000) & 0x3ff));
  }
  g_string_append_c(out, '"');
}

static void
append_json_member(GString *out, const char *name, const char *text)
{
  g_string_append_printf(out, "\"%s\": ", name);
  append_json_string(out, text);
  g_string_append(out, ", ");
}

static void
append_json_row(GString *out, const GuestRow *row)
{
  g_string_append(out, "  {");
  append_json_member(out, "host", row->host);
  append_json_member(out, "name", row->name);
  append_json_member(out, "uuid", row->uuid);
  append_json_member(out, "title", row->title);
  if (row->id < 0)
    g_string_append(out, "\"id\": null, ");
  else
    g_string_append_printf(out, "\"id\": %d, ", row->id);
  append_json_member(out, "state", oriel_guest_state_to_string(row->state));
  g_string_append_printf(out,
                         "\"vcpus\": %u, \"memory_kib\": %" G_GUINT64_FORMAT ", \"displays\": [",
                         row->vcpus, row->memory);
  for (char **display = row->displays; *display != NULL; display++) {
    append_json_string(out, *display);
    if (display[1] != NULL)
      g_string_append(out, ", ");
  }
  g_string_append(out, "]}");
}

char *
guest_table_to_json(const GPtrArray *rows)
{
  GString *out = g_string_new("[");

  for (guint i = 0; i < rows->len; i++) {
    g_string_append(out, i == 0 ? "\n" : ",\n");
    append_json_row(out, g_ptr_array_index(rows, i));
  }
  g_string_append(out, rows->len > 0 ? "\n]\n" : "]\n");
  return g_string_free(out, FALSE);
}

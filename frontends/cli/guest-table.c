// SPDX-License-Identifier: LGPL-2.1-or-later
#include "guest-table.h"
#include "json-text.h"
#include "text-table.h"

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
    return oriel_text_sanitize(row->name, -1, TEXT_TABLE_MAX_CELL);
  case COLUMN_STATE:
    return g_strdup(oriel_guest_state_to_string(row->state));
  case COLUMN_VCPUS:
    return g_strdup_printf("%u", row->vcpus);
  case COLUMN_MEMORY:
    return format_memory(row->memory);
  case COLUMN_DISPLAYS:
    displays = g_strjoinv(" ", row->displays);
    return *displays == '\0' ? g_strdup("-")
                             : oriel_text_sanitize(displays, -1, TEXT_TABLE_MAX_CELL);
  default:
    return oriel_text_sanitize(row->host, -1, TEXT_TABLE_MAX_CELL);
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

char *
guest_table_format(const GPtrArray *rows, gboolean with_host)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add(lines, format_row(g_ptr_array_index(rows, i)));
  return text_table_format(headers, lines, with_host ? N_COLUMNS : COLUMN_HOST);
}

static void
append_json_member(GString *out, const char *name, const char *text)
{
  g_string_append_printf(out, "\"%s\": ", name);
  json_text_append(out, text);
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
  g_string_append_printf(
      out, "\"vcpus\": %u, \"memory_kib\": %" G_GUINT64_FORMAT ", \"displays\": ", row->vcpus,
      row->memory);
  json_text_append_array(out, (const char *const *)row->displays);
  g_string_append_c(out, '}');
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

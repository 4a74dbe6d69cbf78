// SPDX-License-Identifier: LGPL-2.1-or-later
#include "list-kept.h"
#include "json-text.h"
#include "report.h"
#include "text-table.h"

#include "shared/connections.h"

typedef struct {
  char *name;  /* (owned) (nullable): of one that was only open */
  GStrv words; /* (owned) */
} Kept;

static void
kept_free(Kept *self)
{
  g_free(self->name);
  g_strfreev(self->words);
  g_free(self);
}

static void
add(GPtrArray *list, const char *name, GStrv words)
{
  Kept *kept = g_new0(Kept, 1);

  kept->name = g_strdup(name);
  kept->words = words;
  g_ptr_array_add(list, kept);
}

static ExitStatus
add_saved(GPtrArray *list)
{
  g_auto(GStrv) names = connections_list();
  ExitStatus status = EXIT_DONE;

  for (char **name = names; *name != NULL; name++) {
    g_autoptr(GError) error = NULL;
    GStrv words = connections_load(*name, &error);

    if (words != NULL)
      add(list, *name, words);
    else if (error != NULL)
      status = report_error(*name, error);
  }
  return status;
}

static void
add_recent(GPtrArray *list)
{
  g_auto(GStrv) lines = connections_list_recent();

  for (char **line = lines; *line != NULL; line++) {
    GStrv words = NULL;

    if (g_shell_parse_argv(*line, NULL, &words, NULL))
      add(list, NULL, words);
  }
}

static char *
to_table(const GPtrArray *list)
{
  static const char *const headers[] = {"NAME", "OPENS"};
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);

  for (guint i = 0; i < list->len; i++) {
    const Kept *kept = g_ptr_array_index(list, i);
    g_autofree char *line = connections_quote((const char *const *)kept->words);
    GStrv cells = g_new0(char *, 3);

    cells[0] = g_strdup(kept->name != NULL ? kept->name : "-");
    cells[1] = oriel_text_sanitize(line, -1, TEXT_TABLE_MAX_CELL);
    g_ptr_array_add(lines, cells);
  }
  return text_table_format(headers, lines, G_N_ELEMENTS(headers));
}

static char *
to_json(const GPtrArray *list)
{
  GString *out = g_string_new("[");

  for (guint i = 0; i < list->len; i++) {
    const Kept *kept = g_ptr_array_index(list, i);

    g_string_append(out, i == 0 ? "\n  {\"name\": " : ",\n  {\"name\": ");
    json_text_append(out, kept->name);
    g_string_append(out, ", \"words\": ");
    json_text_append_array(out, (const char *const *)kept->words);
    g_string_append_c(out, '}');
  }
  g_string_append(out, list->len > 0 ? "\n]\n" : "]\n");
  return g_string_free(out, FALSE);
}

ExitStatus
list_kept(gboolean saved, gboolean recent, gboolean json)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)kept_free);
  ExitStatus status = saved ? add_saved(list) : EXIT_DONE;
  g_autofree char *text = NULL;

  if (recent)
    add_recent(list);
  text = json ? to_json(list) : to_table(list);
  g_print("%s", text);
  return status;
}

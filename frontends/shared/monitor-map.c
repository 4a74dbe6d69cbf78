// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/monitor-map.h"

#include "shared/settings-file.h"

#include <string.h>

#define KEY "monitor-mapping"
#define FALLBACK "fallback"

/* One "SCREEN:MONITOR". */
static gboolean
parse_pair(MonitorMap *self, const char *pair, GError **error)
{
  g_auto(GStrv) sides = g_strsplit(pair, ":", 2);
  guint64 display, monitor;

  if (sides[0] == NULL || sides[1] == NULL ||
      !g_ascii_string_to_unsigned(g_strstrip(sides[0]), 10, 1, MONITOR_MAP_MAX, &display, NULL) ||
      !g_ascii_string_to_unsigned(g_strstrip(sides[1]), 10, 1, G_MAXUINT8, &monitor, NULL)) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                KEY " takes SCREEN:MONITOR[;...], both counted from 1, not '%s'", pair);
    return FALSE;
  }
  for (guint i = 0; i < MONITOR_MAP_MAX; i++) {
    if (self->monitors[i] == 0 || (i + 1 != display && self->monitors[i] != (int)monitor))
      continue;
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID, KEY " names %s %u twice",
                i + 1 == display ? "screen" : "monitor",
                (guint)(i + 1 == display ? display : monitor));
    return FALSE;
  }
  self->monitors[display - 1] = (int)monitor;
  self->n_displays = MAX(self->n_displays, (guint)display);
  return TRUE;
}

/* There is no gap among the screens. */
static gboolean
check_all(const MonitorMap *self, GError **error)
{
  for (guint i = 0; i < self->n_displays; i++) {
    if (self->monitors[i] != 0)
      continue;
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID, KEY " names no monitor for screen %u",
                i + 1);
    return FALSE;
  }
  return TRUE;
}

gboolean
monitor_map_parse(MonitorMap *self, const char *text, GError **error)
{
  g_auto(GStrv) pairs = g_strsplit(text, ";", -1);
  MonitorMap map = {0};

  *self = (MonitorMap){0};
  for (char **pair = pairs; *pair != NULL; pair++)
    if (*g_strstrip(*pair) != '\0' && !parse_pair(&map, *pair, error))
      return FALSE;
  if (!check_all(&map, error))
    return FALSE;
  *self = map;
  return TRUE;
}

/* What the file at @path says; NULL without an error = nothing. (transfer full) (nullable) */
static char *
read_file(const char *path, const char *uuid, GError **error)
{
  g_autoptr(GKeyFile) file = g_key_file_new();
  g_autoptr(GError) problem = NULL;
  char *text = NULL;

  if (!g_key_file_load_from_file(file, path, G_KEY_FILE_NONE, &problem)) {
    if (!settings_file_is_missing(problem))
      g_propagate_prefixed_error(error, g_steal_pointer(&problem), "%s: ", path);
    return NULL;
  }
  if (uuid != NULL)
    text = g_key_file_get_value(file, uuid, KEY, NULL);
  return text != NULL ? text : g_key_file_get_value(file, FALLBACK, KEY, NULL);
}

gboolean
monitor_map_load(MonitorMap *self, const char *config, const char *uuid, GError **error)
{
  static const char *const programs[] = {"oriel", "virt-viewer"};

  *self = (MonitorMap){0};
  for (gsize i = 0; i < G_N_ELEMENTS(programs); i++) {
    g_autofree char *path = g_build_filename(config != NULL ? config : g_get_user_config_dir(),
                                             programs[i], "settings", NULL);
    g_autoptr(GError) problem = NULL;
    g_autofree char *text = read_file(path, uuid, &problem);

    if (text != NULL && monitor_map_parse(self, text, &problem))
      return TRUE;
    if (problem == NULL)
      continue;
    if (text == NULL)
      g_propagate_error(error, g_steal_pointer(&problem));
    else
      g_propagate_prefixed_error(error, g_steal_pointer(&problem), "%s: ", path);
    return FALSE;
  }
  return TRUE;
}

int
monitor_map_find(const MonitorMap *self, guint index, guint n_monitors)
{
  guint monitor = index + 1;

  if (self->n_displays > 0)
    monitor = index < self->n_displays ? (guint)self->monitors[index] : 0;
  return monitor <= n_monitors ? (int)monitor : 0;
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/settings-file.h"

#include <errno.h>
#include <string.h>

#define FLAGS (G_KEY_FILE_KEEP_COMMENTS | G_KEY_FILE_KEEP_TRANSLATIONS)

char *
settings_file_dup_path(const char *name)
{
  return g_build_filename(g_get_user_config_dir(), "oriel", name, NULL);
}

gboolean
settings_file_is_missing(const GError *problem)
{
  return g_error_matches(problem, G_FILE_ERROR, G_FILE_ERROR_NOENT) ||
         g_error_matches(problem, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
}

gboolean
settings_file_load(SettingsFile *self, const char *path, GError **error)
{
  g_autoptr(GError) problem = NULL;

  *self = (SettingsFile){.path = g_strdup(path), .keys = g_key_file_new()};
  if (!g_key_file_load_from_file(self->keys, path, FLAGS, &problem) &&
      !settings_file_is_missing(problem)) {
    self->is_damaged = TRUE;
    g_propagate_prefixed_error(error, g_steal_pointer(&problem), "%s: ", path);
    return FALSE;
  }
  self->before = g_key_file_to_data(self->keys, NULL, NULL);
  return TRUE;
}

gboolean
settings_file_save(SettingsFile *self, GError **error)
{
  g_autofree char *after = g_key_file_to_data(self->keys, NULL, NULL);
  g_autofree char *folder = g_path_get_dirname(self->path);

  if (self->is_damaged) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                "%s is damaged, and left alone; mend or remove it", self->path);
    return FALSE;
  }
  if (strcmp(self->before, after) == 0)
    return TRUE;
  if (g_mkdir_with_parents(folder, 0700) != 0) {
    g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(errno),
                "the settings cannot be kept in %s: %s", folder, g_strerror(errno));
    return FALSE;
  }
  if (!g_file_set_contents(self->path, after, -1, error))
    return FALSE;
  g_free(self->before);
  self->before = g_steal_pointer(&after);
  return TRUE;
}

void
settings_file_clear(SettingsFile *self)
{
  g_free(self->path);
  g_clear_pointer(&self->keys, g_key_file_unref);
  g_free(self->before);
  *self = (SettingsFile){0};
}

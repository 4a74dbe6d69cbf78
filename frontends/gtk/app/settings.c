// SPDX-License-Identifier: LGPL-2.1-or-later
#include "settings.h"

#include <string.h>

#define GROUP "gtk"

static const char *const colors[N_COLORS] = {"system", "light", "dark"};

static Colors
read_colors(GKeyFile *file)
{
  g_autofree char *word = g_key_file_get_string(file, GROUP, "colors", NULL);

  for (int i = 0; word != NULL && i < N_COLORS; i++)
    if (strcmp(colors[i], word) == 0)
      return (Colors)i;
  return COLORS_SYSTEM;
}

static gboolean
read_grab(GKeyFile *file)
{
  g_autoptr(GError) error = NULL;
  gboolean grab = g_key_file_get_boolean(file, GROUP, "grab-keyboard", &error);

  return error != NULL || grab;
}

void
settings_load(Settings *self, const char *path)
{
  g_autoptr(GError) error = NULL;

  *self = (Settings){
      .path = path != NULL ? g_strdup(path)
                           : g_build_filename(g_get_user_config_dir(), "oriel", "gtk.conf", NULL)};
  self->file = g_key_file_new();
  if (!g_key_file_load_from_file(self->file, self->path,
                                 G_KEY_FILE_KEEP_COMMENTS | G_KEY_FILE_KEEP_TRANSLATIONS, &error) &&
      !g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT)) {
    g_warning("%s: %s", self->path, error->message);
    self->damaged = TRUE;
  }
  self->list = g_key_file_get_boolean(self->file, GROUP, "list", NULL);
  self->colors = read_colors(self->file);
  self->grab_keyboard = read_grab(self->file);
}

Settings *
settings_get_default(void)
{
  static Settings settings;

  if (settings.file == NULL)
    settings_load(&settings, NULL);
  return &settings;
}

void
settings_save(Settings *self)
{
  g_autofree char *before = g_key_file_to_data(self->file, NULL, NULL);
  g_autofree char *after = NULL;
  g_autofree char *folder = g_path_get_dirname(self->path);
  g_autoptr(GError) error = NULL;

  g_key_file_set_boolean(self->file, GROUP, "list", self->list);
  g_key_file_set_string(self->file, GROUP, "colors", colors[self->colors]);
  if (!self->grab_keyboard || g_key_file_has_key(self->file, GROUP, "grab-keyboard", NULL))
    g_key_file_set_boolean(self->file, GROUP, "grab-keyboard", self->grab_keyboard);
  after = g_key_file_to_data(self->file, NULL, NULL);
  if (self->damaged || strcmp(before, after) == 0)
    return;
  g_mkdir_with_parents(folder, 0700);
  if (!g_file_set_contents(self->path, after, -1, &error))
    g_warning("The settings are not kept: %s", error->message);
}

void
settings_clear(Settings *self)
{
  g_free(self->path);
  g_clear_pointer(&self->file, g_key_file_unref);
  *self = (Settings){0};
}

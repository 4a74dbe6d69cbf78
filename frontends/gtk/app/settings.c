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
  g_autofree char *usual = path == NULL ? settings_file_dup_path("gtk.conf") : NULL;
  g_autoptr(GError) error = NULL;

  *self = (Settings){0};
  if (!settings_file_load(&self->file, path != NULL ? path : usual, &error))
    g_warning("%s", error->message);
  self->list = g_key_file_get_boolean(self->file.keys, GROUP, "list", NULL);
  self->colors = read_colors(self->file.keys);
  self->grab_keyboard = read_grab(self->file.keys);
}

Settings *
settings_get_default(void)
{
  static Settings settings;

  if (settings.file.keys == NULL)
    settings_load(&settings, NULL);
  return &settings;
}

void
settings_save(Settings *self)
{
  GKeyFile *keys = self->file.keys;
  g_autoptr(GError) error = NULL;

  g_key_file_set_boolean(keys, GROUP, "list", self->list);
  g_key_file_set_string(keys, GROUP, "colors", colors[self->colors]);
  if (!self->grab_keyboard || g_key_file_has_key(keys, GROUP, "grab-keyboard", NULL))
    g_key_file_set_boolean(keys, GROUP, "grab-keyboard", self->grab_keyboard);
  if (!settings_file_save(&self->file, &error))
    g_warning("The settings are not kept: %s", error->message);
}

void
settings_clear(Settings *self)
{
  settings_file_clear(&self->file);
  *self = (Settings){0};
}

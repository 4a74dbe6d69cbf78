// SPDX-License-Identifier: LGPL-2.1-or-later
#include "picker/settings.h"

#include "shared/host-settings.h"

#include <string.h>

#define GROUP "picker"

static const char *const themes[N_THEMES] = {
    [THEME_AUTO] = "auto",
    [THEME_DARK] = "dark",
    [THEME_LIGHT] = "light",
    [THEME_MONO] = "mono",
};

const char *
settings_get_theme_word(ThemeChoice theme)
{
  return themes[theme];
}

int
settings_find_theme(const char *word)
{
  for (int i = 0; i < N_THEMES; i++)
    if (strcmp(themes[i], word) == 0)
      return i;
  return -1;
}

static void
complain(const Settings *self, char **complaint, const char *key, const char *value)
{
  if (*complaint == NULL)
    *complaint =
        g_strdup_printf("%s: '%s' is nothing that '%s' can be", self->file.path, value, key);
}

/* The key's value through @find, where there is one that it knows; else @fallback. */
static int
read_word(
    Settings *self, const char *key, int (*find)(const char *word), int fallback, char **complaint)
{
  g_autofree char *value = g_key_file_get_string(self->file.keys, GROUP, key, NULL);
  int found = value != NULL ? find(value) : -1;

  if (value != NULL && found < 0)
    complain(self, complaint, key, value);
  return found >= 0 ? found : fallback;
}

static gboolean
read_boolean(Settings *self, const char *key, gboolean fallback, char **complaint)
{
  g_autofree char *value = g_key_file_get_string(self->file.keys, GROUP, key, NULL);
  g_autoptr(GError) error = NULL;
  gboolean result = g_key_file_get_boolean(self->file.keys, GROUP, key, &error);

  if (error == NULL)
    return result;
  if (value != NULL)
    complain(self, complaint, key, value);
  return fallback;
}

static guint
read_columns(Settings *self, char **complaint)
{
  g_auto(GStrv) words = g_key_file_get_string_list(self->file.keys, GROUP, "columns", NULL, NULL);
  guint columns = 1u << COLUMN_NAME;

  if (words == NULL)
    return COLUMNS_ALL;
  for (char **word = words; *word != NULL; word++) {
    int column = column_find(*word);

    if (column >= 0)
      columns |= 1u << column;
    else
      complain(self, complaint, "columns", *word);
  }
  return columns;
}

void
settings_load(Settings *self, const char *path, char **complaint)
{
  g_autofree char *usual = path == NULL ? host_settings_dup_path() : NULL;
  g_autoptr(GError) error = NULL;

  *self = (Settings){0};
  settings_file_load(&self->file, path != NULL ? path : usual, &error);
  *complaint = error != NULL ? g_strdup(error->message) : NULL;
  self->hosts = host_settings_get(self->file.keys);
  self->sort = (Column)read_word(self, "sort", column_find, COLUMN_NAME, complaint);
  self->reverse = read_boolean(self, "reverse", FALSE, complaint);
  self->tree = read_boolean(self, "tree", TRUE, complaint);
  self->columns = read_columns(self, complaint);
  self->theme = (ThemeChoice)read_word(self, "theme", settings_find_theme, THEME_AUTO, complaint);
  self->ascii = read_boolean(self, "ascii", FALSE, complaint);
  self->preview = read_boolean(self, "preview", TRUE, complaint);
}

static void
write_columns(Settings *self)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new();

  for (int i = 0; i < N_COLUMNS; i++)
    if (self->columns & 1u << i)
      g_ptr_array_add(words, (gpointer)column_get_word((Column)i));
  g_key_file_set_string_list(self->file.keys, GROUP, "columns", (const char *const *)words->pdata,
                             words->len);
}

gboolean
settings_save(Settings *self, GError **error)
{
  GKeyFile *keys = self->file.keys;

  if (self->hosts != NULL)
    host_settings_set(keys, (const char *const *)self->hosts);
  g_key_file_set_string(keys, GROUP, "sort", column_get_word(self->sort));
  g_key_file_set_boolean(keys, GROUP, "reverse", self->reverse);
  g_key_file_set_boolean(keys, GROUP, "tree", self->tree);
  if (self->columns != COLUMNS_ALL || g_key_file_has_key(keys, GROUP, "columns", NULL))
    write_columns(self);
  g_key_file_set_string(keys, GROUP, "theme", themes[self->theme]);
  g_key_file_set_boolean(keys, GROUP, "ascii", self->ascii);
  g_key_file_set_boolean(keys, GROUP, "preview", self->preview);
  return settings_file_save(&self->file, error);
}

void
settings_clear(Settings *self)
{
  g_strfreev(self->hosts);
  settings_file_clear(&self->file);
  *self = (Settings){0};
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "picker/settings.h"

#include "shared/host-settings.h"

#include <errno.h>
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
complain(char **complaint, const char *key, const char *value)
{
  if (*complaint == NULL)
    *complaint = g_strdup_printf("'%s' is nothing that '%s' can be", value, key);
}

/* The key's value through @find, where there is one that it knows; else @fallback. */
static int
read_word(
    Settings *self, const char *key, int (*find)(const char *word), int fallback, char **complaint)
{
  g_autofree char *value = g_key_file_get_string(self->file, GROUP, key, NULL);
  int found = value != NULL ? find(value) : -1;

  if (value != NULL && found < 0)
    complain(complaint, key, value);
  return found >= 0 ? found : fallback;
}

static gboolean
read_boolean(Settings *self, const char *key, gboolean fallback, char **complaint)
{
  g_autofree char *value = g_key_file_get_string(self->file, GROUP, key, NULL);
  g_autoptr(GError) error = NULL;
  gboolean result = g_key_file_get_boolean(self->file, GROUP, key, &error);

  if (error == NULL)
    return result;
  if (value != NULL)
    complain(complaint, key, value);
  return fallback;
}

static guint
read_columns(Settings *self, char **complaint)
{
  g_auto(GStrv) words = g_key_file_get_string_list(self->file, GROUP, "columns", NULL, NULL);
  guint columns = 1u << COLUMN_NAME;

  if (words == NULL)
    return COLUMNS_ALL;
  for (char **word = words; *word != NULL; word++) {
    int column = column_find(*word);

    if (column >= 0)
      columns |= 1u << column;
    else
      complain(complaint, "columns", *word);
  }
  return columns;
}

void
settings_load(Settings *self, const char *path, char **complaint)
{
  g_autoptr(GError) error = NULL;

  *complaint = NULL;
  *self = (Settings){.path = path != NULL ? g_strdup(path) : host_settings_dup_path()};
  self->file = g_key_file_new();
  if (!g_key_file_load_from_file(self->file, self->path,
                                 G_KEY_FILE_KEEP_COMMENTS | G_KEY_FILE_KEEP_TRANSLATIONS, &error) &&
      !g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    *complaint = g_strdup(error->message);
  self->hosts = host_settings_get(self->file);
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
  g_key_file_set_string_list(self->file, GROUP, "columns", (const char *const *)words->pdata,
                             words->len);
}

gboolean
settings_save(Settings *self, GError **error)
{
  g_autofree char *before = g_key_file_to_data(self->file, NULL, NULL);
  g_autofree char *after = NULL;
  g_autofree char *folder = g_path_get_dirname(self->path);

  if (self->hosts != NULL)
    host_settings_set(self->file, (const char *const *)self->hosts);
  g_key_file_set_string(self->file, GROUP, "sort", column_get_word(self->sort));
  g_key_file_set_boolean(self->file, GROUP, "reverse", self->reverse);
  g_key_file_set_boolean(self->file, GROUP, "tree", self->tree);
  if (self->columns != COLUMNS_ALL || g_key_file_has_key(self->file, GROUP, "columns", NULL))
    write_columns(self);
  g_key_file_set_string(self->file, GROUP, "theme", themes[self->theme]);
  g_key_file_set_boolean(self->file, GROUP, "ascii", self->ascii);
  g_key_file_set_boolean(self->file, GROUP, "preview", self->preview);
  after = g_key_file_to_data(self->file, NULL, NULL);
  if (strcmp(before, after) == 0)
    return TRUE;
  if (g_mkdir_with_parents(folder, 0700) != 0) {
    g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(errno),
                "the settings cannot be kept in %s: %s", folder, g_strerror(errno));
    return FALSE;
  }
  return g_file_set_contents(self->path, after, -1, error);
}

void
settings_clear(Settings *self)
{
  g_strfreev(self->hosts);
  g_free(self->path);
  g_clear_pointer(&self->file, g_key_file_unref);
  *self = (Settings){0};
}

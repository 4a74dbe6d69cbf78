// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/key-remap.h"

#include <string.h>

static gboolean G_GNUC_PRINTF(2, 3) refuse(GError **error, const char *format, ...)
{
  va_list arguments;

  va_start(arguments, format);
  if (error != NULL)
    *error = g_error_new_valist(ORIEL_ERROR, ORIEL_ERROR_INVALID, format, arguments);
  va_end(arguments);
  return FALSE;
}

/* The words that virt-viewer's help uses for modifiers beside their names; 0 = it is no key. */
static guint
find_key(const char *name)
{
  static const struct {
    const char *word;
    const char *name;
  } words[] = {{"SHIFT", "Shift_L"}, {"CTRL", "Control_L"}, {"ALT", "Alt_L"}, {"SUPER", "Super_L"}};

  for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
    if (g_str_equal(words[i].word, name))
      return oriel_keymap_keysym_from_name(words[i].name);
  return *name != '\0' ? oriel_keymap_keysym_from_name(name) : 0;
}

static gboolean
parse_keys(KeyRemapRow *row, char *text, GError **error)
{
  g_auto(GStrv) names = g_strsplit(text, "+", -1);

  if (g_str_equal(text, "") || g_str_equal(text, "Void") || g_str_equal(text, "VoidSymbol"))
    return TRUE;
  for (char **name = names; *name != NULL; name++) {
    guint keysym = find_key(g_strstrip(*name));

    if (keysym == 0 || oriel_keymap_qnum_from_keysym(keysym) == 0)
      return refuse(error, "--keymap: '%s' is no key that can be pressed", *name);
    if (row->n_keys == KEY_REMAP_MAX_KEYS)
      return refuse(error, "--keymap: '%s' is more than %d keys", text, KEY_REMAP_MAX_KEYS);
    row->keys[row->n_keys++] = keysym;
  }
  return TRUE;
}

static gboolean
parse_row(KeyRemapRow *row, char *text, GError **error)
{
  char *keys = strchr(text, '=');

  if (keys == NULL)
    return refuse(error, "--keymap: '%s' lacks a '='; write KEY=KEY+KEY, or KEY= for none", text);
  *keys++ = '\0';
  row->keysym = find_key(g_strstrip(text));
  if (row->keysym == 0)
    return refuse(error, "--keymap: '%s' is no key", text);
  return parse_keys(row, g_strstrip(keys), error);
}

gboolean
key_remap_parse(KeyRemap *self, const char *text, GError **error)
{
  g_auto(GStrv) rows = g_strsplit(text, ",", -1);
  KeyRemap parsed = {.n_rows = 0};

  for (char **row = rows; *row != NULL; row++) {
    if (*g_strstrip(*row) == '\0')
      continue;
    if (parsed.n_rows == KEY_REMAP_MAX_ROWS)
      return refuse(error, "--keymap: more than %d keys", KEY_REMAP_MAX_ROWS);
    if (!parse_row(&parsed.rows[parsed.n_rows++], *row, error))
      return FALSE;
  }
  *self = parsed;
  return TRUE;
}

const KeyRemapRow *
key_remap_find(const KeyRemap *self, guint keysym)
{
  for (guint i = 0; i < self->n_rows; i++)
    if (self->rows[i].keysym == keysym)
      return &self->rows[i];
  return NULL;
}

void
key_remap_send(const KeyRemapRow *row, OrielDisplay *display, gboolean pressed)
{
  for (guint i = 0; i < row->n_keys; i++) {
    guint keysym = row->keys[pressed ? i : row->n_keys - 1 - i];

    oriel_display_key(display, oriel_keymap_qnum_from_keysym(keysym), keysym, pressed);
  }
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "sent-keys.h"

/* Names of keysyms that a person calls otherwise. */
static const struct {
  const char *keysym;
  const char *name;
} modifiers[] = {
    {"Control_L", "Ctrl"}, {"Alt_L", "Alt"}, {"Super_L", "Super"}, {"Shift_L", "Shift"}};

guint
sent_keys_parse(const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS(modifiers); i++)
    if (g_str_equal(name, modifiers[i].name))
      return oriel_keymap_keysym_from_name(modifiers[i].keysym);
  return oriel_keymap_keysym_from_name(name);
}

char *
sent_keys_describe(const Hotkey *key)
{
  g_autofree char *text = hotkeys_describe_sent(key);
  g_autoptr(GString) shown = NULL;

  if (text == NULL)
    return NULL;
  shown = g_string_new(text);
  for (gsize i = 0; i < G_N_ELEMENTS(modifiers); i++)
    g_string_replace(shown, modifiers[i].keysym, modifiers[i].name, 0);
  return g_string_free(g_steal_pointer(&shown), FALSE);
}

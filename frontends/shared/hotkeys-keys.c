// SPDX-License-Identifier: LGPL-2.1-or-later
/* How keys are spelt: from words to modifiers and keysyms. */
#include "shared/hotkeys.h"

#include <string.h>

typedef struct {
  const char *name;
  HotkeyModifiers modifier;
} ModifierName;

static const ModifierName modifiers[] = {
    {"ctrl", HOTKEY_CTRL},   {"control", HOTKEY_CTRL}, {"cmd", HOTKEY_CTRL},
    {"alt", HOTKEY_ALT},     {"shift", HOTKEY_SHIFT},  {"win", HOTKEY_SUPER},
    {"super", HOTKEY_SUPER}, {"meta", HOTKEY_SUPER},
};

static HotkeyModifiers
parse_modifier(const char *key)
{
  static const char *const sides[] = {"",     "left-", "right-", "left ", "right ",
                                      "left", "right", "l",      "r"};

  for (guint side = 0; side < G_N_ELEMENTS(sides); side++) {
    gsize length = strlen(sides[side]);

    if (g_ascii_strncasecmp(key, sides[side], length) != 0)
      continue;
    for (guint i = 0; i < G_N_ELEMENTS(modifiers); i++) {
      HotkeyModifiers modifier = modifiers[i].modifier;

      if (g_ascii_strcasecmp(key + length, modifiers[i].name) == 0)
        return side == 0       ? modifier
               : side % 2 == 1 ? modifier | HOTKEY_LEFT(modifier)
                               : modifier | HOTKEY_RIGHT(modifier);
    }
  }
  return 0;
}

/* "page_up" to "Page_Up", and "kp_add" to "KP_Add": how keysyms are spelt. */
static char *
capitalize(const char *key)
{
  char *name = g_ascii_strdown(key, -1);

  for (char *c = name; *c != '\0'; c++) {
    if (c == name || c[-1] == '_')
      *c = g_ascii_toupper(*c);
  }
  if (g_str_has_prefix(name, "Kp_"))
    name[1] = 'P';
  return name;
}

/* Names are taken in any case; what a key gives without shift is meant. */
static guint
parse_key(const char *key)
{
  g_autofree char *lower = g_ascii_strdown(key, -1);
  g_autofree char *upper = g_ascii_strup(key, -1);
  g_autofree char *capital = capitalize(key);
  const char *const spellings[] = {strlen(key) == 1 ? lower : key, lower, capital, upper};

  for (guint i = 0; i < G_N_ELEMENTS(spellings); i++) {
    guint keysym = oriel_keymap_keysym_from_name(spellings[i]);

    if (keysym != 0)
      return keysym;
  }
  if (strlen(key) == 1)
    return oriel_keymap_keysym_from_unicode((gunichar)(guchar)lower[0]);
  return 0;
}

/* "ctrl++" ends in the key +, which is written like the separator. */
static GStrv
split_keys(const char *keys)
{
  if (g_str_has_suffix(keys, "++") || strcmp(keys, "+") == 0) {
    g_autofree char *spelt = g_strdup_printf("%.*splus", (int)strlen(keys) - 1, keys);
    return g_strsplit(spelt, "+", -1);
  }
  return g_strsplit(keys, "+", -1);
}

/* The key that a modifier stands for when it is sent. */
static guint
modifier_keysym(HotkeyModifiers modifier)
{
  static const guint keysyms[][2] = {
      {0xffe1, 0xffe2}, {0xffe3, 0xffe4}, {0xffe9, 0xffea}, {0xffeb, 0xffec}};

  for (guint i = 0; i < G_N_ELEMENTS(keysyms); i++)
    if (modifier & (1u << i))
      return keysyms[i][(modifier & HOTKEY_RIGHT(1u << i)) != 0];
  return 0;
}

/**
 * hotkeys_parse_sent:
 * @self: gets what is sent
 * @keys: keys joined by `+`, without %HOTKEYS_SEND
 * @error: return location for an error
 *
 * Returns: %TRUE if @keys are keys, and few enough
 */
gboolean
hotkeys_parse_sent(Hotkey *self, const char *keys, GError **error)
{
  g_auto(GStrv) names = split_keys(keys);
  guint n = 0;

  for (char **name = names; *name != NULL; name++) {
    HotkeyModifiers modifier = parse_modifier(g_strstrip(*name));
    guint keysym = modifier != 0 ? modifier_keysym(modifier) : parse_key(*name);

    if (keysym == 0 || oriel_keymap_qnum_from_keysym(keysym) == 0 || n == HOTKEYS_MAX_SEND) {
      g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                  "Hotkey " HOTKEYS_SEND "%s: '%s' is not a key, or more than %d", keys, *name,
                  HOTKEYS_MAX_SEND);
      return FALSE;
    }
    self->send[n++] = keysym;
  }
  if (n == 0)
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                "Hotkey " HOTKEYS_SEND " lacks keys; write " HOTKEYS_SEND "ctrl+alt+F2=KEY");
  return n > 0;
}

/**
 * hotkeys_parse_chord:
 * @self: gets modifiers and keysym, 0 if @keys are modifiers alone
 * @keys: keys joined by `+`
 * @reason: (out) (transfer full): why not
 *
 * Returns: %TRUE if @keys are any modifiers and one other key at most
 */
gboolean
hotkeys_parse_chord(Hotkey *self, const char *keys, char **reason)
{
  g_auto(GStrv) names = split_keys(keys);

  for (char **name = names; *name != NULL; name++) {
    const char *key = g_strstrip(*name);
    HotkeyModifiers modifier = parse_modifier(key);

    self->modifiers |= modifier;
    if (modifier == 0 && (self->keysym != 0 || (self->keysym = parse_key(key)) == 0)) {
      *reason = g_strdup_printf("'%s' is not a key, or one too many", key);
      return FALSE;
    }
  }
  return TRUE;
}

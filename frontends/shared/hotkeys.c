// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/hotkeys.h"

#include <string.h>

/* What stands before the keys that are sent. */
#define SEND "send:"

typedef struct {
  const char *name;
  HotkeyAction action;
} ActionName;

static const ActionName actions[] = {
    {"toggle-fullscreen", HOTKEY_TOGGLE_FULLSCREEN},
    {"release-cursor", HOTKEY_RELEASE_CURSOR},
    {"zoom-in", HOTKEY_ZOOM_IN},
    {"zoom-out", HOTKEY_ZOOM_OUT},
    {"zoom-reset", HOTKEY_ZOOM_RESET},
    {"secure-attention", HOTKEY_SECURE_ATTENTION},
    {"usb-device-reset", HOTKEY_USB_DEVICE_RESET},
    {"smartcard-insert", HOTKEY_SMARTCARD_INSERT},
    {"smartcard-remove", HOTKEY_SMARTCARD_REMOVE},
    {"zoom-fit", HOTKEY_ZOOM_FIT},
    {"screenshot", HOTKEY_SCREENSHOT},
    {"type-clipboard", HOTKEY_TYPE_CLIPBOARD},
    {"usb-devices", HOTKEY_USB_DEVICES},
};

static const struct {
  const char *action;
  const char *keys;
} defaults[] = {
    {"toggle-fullscreen", "F11"},
    {"release-cursor", "shift+F12"},
    {"zoom-in", "ctrl+plus"},
    {"zoom-in", "ctrl+KP_Add"},
    {"zoom-out", "ctrl+minus"},
    {"zoom-out", "ctrl+KP_Subtract"},
    {"zoom-reset", "ctrl+0"},
    {"zoom-reset", "ctrl+KP_0"},
    {"zoom-fit", "ctrl+9"},
    {"secure-attention", "ctrl+alt+End"},
    {"usb-device-reset", "ctrl+shift+r"},
    {"smartcard-insert", "shift+F8"},
    {"smartcard-remove", "shift+F9"},
    {"screenshot", "shift+F11"},
    {"type-clipboard", "ctrl+shift+v"},
    {"usb-devices", "shift+F10"},
};

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

static HotkeyAction
find_action(const char *name)
{
  if (g_str_has_prefix(name, SEND))
    return HOTKEY_SEND;
  for (guint i = 0; i < G_N_ELEMENTS(actions); i++) {
    if (strcmp(name, actions[i].name) == 0)
      return actions[i].action;
  }
  return HOTKEY_NONE;
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

/* The keys of "send:ctrl+alt+F2", without the first word. */
static gboolean
parse_send(Hotkey *self, const char *keys, GError **error)
{
  g_auto(GStrv) names = split_keys(keys);
  guint n = 0;

  for (char **name = names; *name != NULL; name++) {
    HotkeyModifiers modifier = parse_modifier(g_strstrip(*name));
    guint keysym = modifier != 0 ? modifier_keysym(modifier) : parse_key(*name);

    if (keysym == 0 || oriel_keymap_qnum_from_keysym(keysym) == 0 || n == HOTKEYS_MAX_SEND) {
      g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                  "Hotkey " SEND "%s: '%s' is not a key, or more than %d", keys, *name,
                  HOTKEYS_MAX_SEND);
      return FALSE;
    }
    self->send[n++] = keysym;
  }
  if (n == 0)
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                "Hotkey " SEND " lacks keys; write " SEND "ctrl+alt+F2=KEY");
  return n > 0;
}

/**
 * hotkeys_init:
 * @self: (out caller-allocates): hotkeys
 *
 * Starts with the defaults.
 */
void
hotkeys_init(Hotkeys *self)
{
  hotkeys_clear(self);
  for (guint i = 0; i < G_N_ELEMENTS(defaults); i++) {
    if (!hotkeys_set(self, defaults[i].action, defaults[i].keys, NULL))
      g_assert_not_reached();
  }
}

/**
 * hotkeys_clear:
 * @self: hotkeys
 *
 * Leaves no action bound.
 */
void
hotkeys_clear(Hotkeys *self)
{
  memset(self, 0, sizeof *self);
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

/* The keys that are to be pressed, without what they do. */
static gboolean
parse_pressed(Hotkey *self, const char *action, const char *keys, GError **error)
{
  g_autofree char *reason = NULL;

  if (!hotkeys_parse_chord(self, keys, &reason)) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID, "Hotkey %s=%s: %s", action, keys, reason);
    return FALSE;
  }
  if (self->keysym == 0 && self->action != HOTKEY_RELEASE_CURSOR) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                "Hotkey %s=%s: a key is missing; modifiers alone only do for release-cursor",
                action, keys);
    return FALSE;
  }
  return TRUE;
}

static gboolean
append(Hotkeys *self, const Hotkey *hotkey, GError **error)
{
  if (self->n_keys == HOTKEYS_MAX) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID, "More than %d hotkeys", HOTKEYS_MAX);
    return FALSE;
  }
  self->keys[self->n_keys++] = *hotkey;
  return TRUE;
}

/**
 * hotkeys_set:
 * @self: hotkeys
 * @action: the name of an action
 * @keys: keys joined by `+`; empty = none
 * @error: return location for an error
 *
 * Binds one more combination to an action. Only `release-cursor` may be modifiers alone.
 *
 * Returns: %TRUE on success
 */
gboolean
hotkeys_set(Hotkeys *self, const char *action, const char *keys, GError **error)
{
  Hotkey hotkey = {.action = find_action(action), .chosen = self->chosen};

  if (hotkey.action == HOTKEY_NONE) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID, "Unknown hotkey action '%s'", action);
    return FALSE;
  }
  if (hotkey.action == HOTKEY_SEND && !parse_send(&hotkey, action + strlen(SEND), error))
    return FALSE;
  if (*keys == '\0')
    return TRUE;
  return parse_pressed(&hotkey, action, keys, error) && append(self, &hotkey, error);
}

/**
 * hotkeys_add_own:
 * @self: hotkeys
 * @text: keys to send, joined by `+`, and maybe `=` and the keys to press for them
 * @error: return location for an error
 *
 * Adds a combination for the guest. Without keys to press, it can only be chosen from a list.
 *
 * Returns: %TRUE on success
 */
gboolean
hotkeys_add_own(Hotkeys *self, const char *text, GError **error)
{
  const char *pressed = strchr(text, '=');
  g_autofree char *sent = g_strndup(text, strcspn(text, "="));
  Hotkey hotkey = {.action = HOTKEY_SEND, .chosen = TRUE, .own = TRUE};

  g_strstrip(sent);
  return parse_send(&hotkey, sent, error) &&
         (pressed == NULL || parse_pressed(&hotkey, sent, pressed + 1, error)) &&
         append(self, &hotkey, error);
}

/**
 * hotkeys_remove_own:
 * @self: hotkeys
 *
 * Takes out what hotkeys_add_own() added.
 */
void
hotkeys_remove_own(Hotkeys *self)
{
  guint n = 0;

  for (guint i = 0; i < self->n_keys; i++)
    if (!self->keys[i].own)
      self->keys[n++] = self->keys[i];
  self->n_keys = n;
}

/**
 * hotkeys_parse:
 * @self: hotkeys
 * @text: `ACTION=KEY[+KEY][,ACTION=...]`
 * @error: return location for an error
 *
 * Takes the user's choice, which replaces everything: an action it does not name has no hotkey.
 *
 * Returns: %TRUE on success; @self is unchanged otherwise
 */
gboolean
hotkeys_parse(Hotkeys *self, const char *text, GError **error)
{
  g_auto(GStrv) bindings = g_strsplit(text, ",", -1);
  Hotkeys parsed;

  hotkeys_clear(&parsed);
  parsed.chosen = TRUE;
  for (char **binding = bindings; *binding != NULL; binding++) {
    char *keys = strchr(g_strstrip(*binding), '=');

    if (**binding == '\0')
      continue;
    if (keys == NULL) {
      g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                  "Hotkey '%s' lacks a key; write ACTION=KEY, such as toggle-fullscreen=F11",
                  *binding);
      return FALSE;
    }
    *keys++ = '\0';
    if (!hotkeys_set(&parsed, g_strstrip(*binding), g_strstrip(keys), error))
      return FALSE;
  }
  *self = parsed;
  return TRUE;
}

/**
 * hotkeys_fit_modifiers:
 * @key: a hotkey
 * @held: the modifiers that are down
 *
 * Returns: %TRUE if these are the ones it wants, also of sides, where those are known
 */
gboolean
hotkeys_fit_modifiers(const Hotkey *key, HotkeyModifiers held)
{
  if (HOTKEY_ANY_SIDE(key->modifiers) != HOTKEY_ANY_SIDE(held))
    return FALSE;
  for (guint bit = 1; bit < 16; bit <<= 1) {
    guint sides = HOTKEY_LEFT(bit) | HOTKEY_RIGHT(bit);

    if ((key->modifiers & sides) && (held & sides) && !(key->modifiers & held & sides))
      return FALSE;
  }
  return TRUE;
}

/**
 * hotkeys_match_key:
 * @self: hotkeys
 * @held: the modifiers that are down
 * @plain: the keysym of the key without shift
 * @shifted: the keysym of the key with the modifiers that are down
 *
 * Returns: (nullable) (transfer none): the hotkey that was pressed
 */
const Hotkey *
hotkeys_match_key(const Hotkeys *self, HotkeyModifiers held, guint plain, guint shifted)
{
  const HotkeyModifiers shift =
      HOTKEY_SHIFT | HOTKEY_LEFT(HOTKEY_SHIFT) | HOTKEY_RIGHT(HOTKEY_SHIFT);

  for (guint i = 0; i < self->n_keys; i++) {
    const Hotkey *key = &self->keys[i];

    if (key->keysym == 0)
      continue;
    if (key->keysym == plain && hotkeys_fit_modifiers(key, held))
      return key;
    /* Ctrl++ is Ctrl, Shift and = on many keyboards: the shift made the plus. */
    if (key->keysym == shifted && shifted != plain && hotkeys_fit_modifiers(key, held & ~shift))
      return key;
  }
  return NULL;
}

/**
 * hotkeys_match:
 * @self: hotkeys
 * @held: the modifiers that are down
 * @plain: the keysym of the key without shift
 * @shifted: the keysym of the key with the modifiers that are down
 *
 * Returns: the action of the key that was pressed, or %HOTKEY_NONE
 */
HotkeyAction
hotkeys_match(const Hotkeys *self, HotkeyModifiers held, guint plain, guint shifted)
{
  const Hotkey *key = hotkeys_match_key(self, held, plain, shifted);

  return key != NULL ? key->action : HOTKEY_NONE;
}

/**
 * hotkeys_find:
 * @self: hotkeys
 * @action: an action
 *
 * Returns: (nullable) (transfer none): the first combination bound to @action
 */
const Hotkey *
hotkeys_find(const Hotkeys *self, HotkeyAction action)
{
  for (guint i = 0; i < self->n_keys; i++) {
    if (self->keys[i].action == action)
      return &self->keys[i];
  }
  return NULL;
}

/**
 * hotkeys_get_release_chord:
 * @self: hotkeys
 *
 * Those of virt-viewer: Ctrl_L+Alt_L, unless the user has chosen others, or a key of its own.
 *
 * Returns: the modifiers that, pressed and released alone, let go; 0 = there are none
 */
HotkeyModifiers
hotkeys_get_release_chord(const Hotkeys *self)
{
  const Hotkey *key = hotkeys_find(self, HOTKEY_RELEASE_CURSOR);

  if (!self->chosen || key == NULL)
    return HOTKEY_CTRL | HOTKEY_ALT;
  return key->keysym == 0 ? key->modifiers : 0;
}

/**
 * hotkeys_modifier_of:
 * @keysym: an X keysym
 *
 * Returns: the modifier this key is, and its side, or 0
 */
HotkeyModifiers
hotkeys_modifier_of(guint keysym)
{
  static const struct {
    guint left;
    guint right;
    HotkeyModifiers modifier;
  } rows[] = {
      {0xffe1, 0xffe2, HOTKEY_SHIFT}, /* Shift_L, Shift_R */
      {0xffe3, 0xffe4, HOTKEY_CTRL},  /* Control_L, Control_R */
      {0xffe7, 0xffe8, HOTKEY_SUPER}, /* Meta_L, Meta_R */
      {0xffe9, 0xffea, HOTKEY_ALT},   /* Alt_L, Alt_R */
      {0xffeb, 0xffec, HOTKEY_SUPER}, /* Super_L, Super_R */
  };

  for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
    if (keysym == rows[i].left)
      return rows[i].modifier | HOTKEY_LEFT(rows[i].modifier);
    if (keysym == rows[i].right)
      return rows[i].modifier | HOTKEY_RIGHT(rows[i].modifier);
  }
  return 0;
}

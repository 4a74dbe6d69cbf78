// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/hotkeys.h"

#include <string.h>

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
    {"connect-by", HOTKEY_CONNECT_BY},
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
    {"connect-by", "shift+F7"},
};

static HotkeyAction
find_action(const char *name)
{
  if (g_str_has_prefix(name, HOTKEYS_SEND))
    return HOTKEY_SEND;
  for (guint i = 0; i < G_N_ELEMENTS(actions); i++) {
    if (strcmp(name, actions[i].name) == 0)
      return actions[i].action;
  }
  return HOTKEY_NONE;
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
  if (hotkey.action == HOTKEY_SEND &&
      !hotkeys_parse_sent(&hotkey, action + strlen(HOTKEYS_SEND), error))
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
  return hotkeys_parse_sent(&hotkey, sent, error) &&
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

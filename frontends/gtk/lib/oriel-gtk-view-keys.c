// SPDX-License-Identifier: LGPL-2.1-or-later
/* The view's keyboard: what grabs it, what lets go, and what becomes of keys. */
#include "oriel-gtk-view-private.h"

/**
 * oriel_gtk_view_get_grab_keyboard:
 * @self: a view
 *
 * Reads [property@OrielGtk.View:grab-keyboard].
 *
 * Returns: whether keys that are the desktop's go to the guest as well
 */
gboolean
oriel_gtk_view_get_grab_keyboard(OrielGtkView *self)
{
  g_return_val_if_fail(ORIEL_GTK_IS_VIEW(self), FALSE);
  return self->grab_keyboard;
}

/**
 * oriel_gtk_view_set_grab_keyboard:
 * @self: a view
 * @grab: whether they go there
 *
 * Sets [property@OrielGtk.View:grab-keyboard].
 */
void
oriel_gtk_view_set_grab_keyboard(OrielGtkView *self, gboolean grab)
{
  g_return_if_fail(ORIEL_GTK_IS_VIEW(self));
  if (self->grab_keyboard == grab)
    return;
  self->grab_keyboard = grab;
  input_set_grab_keyboard(self->input, grab);
  g_object_notify(G_OBJECT(self), "grab-keyboard");
}

/**
 * oriel_gtk_view_get_grab_keys:
 * @self: a view
 *
 * Reads [property@OrielGtk.View:grab-keys].
 *
 * Returns: (nullable): the modifiers that let go
 */
const char *
oriel_gtk_view_get_grab_keys(OrielGtkView *self)
{
  g_return_val_if_fail(ORIEL_GTK_IS_VIEW(self), NULL);
  return self->grab_keys;
}

/* The modifiers that @keys names; 0 = something else is in it. */
static HotkeyModifiers
parse_modifiers(const char *keys)
{
  Hotkeys parsed;
  const Hotkey *key = NULL;

  hotkeys_init(&parsed);
  hotkeys_clear(&parsed);
  if (hotkeys_set(&parsed, "release-cursor", keys, NULL))
    key = hotkeys_find(&parsed, HOTKEY_RELEASE_CURSOR);
  return key != NULL && key->keysym == 0 ? key->modifiers : 0;
}

/**
 * oriel_gtk_view_set_grab_keys:
 * @self: a view
 * @keys: (nullable): modifiers, such as "ctrl+alt"; %NULL = none
 *
 * Sets [property@OrielGtk.View:grab-keys].
 */
void
oriel_gtk_view_set_grab_keys(OrielGtkView *self, const char *keys)
{
  HotkeyModifiers modifiers = keys != NULL ? parse_modifiers(keys) : 0;

  g_return_if_fail(ORIEL_GTK_IS_VIEW(self));
  if (keys != NULL && modifiers == 0) {
    g_warning("'%s' are no modifiers: they are ctrl, alt, shift and super, joined by +", keys);
    return;
  }
  if (g_strcmp0(self->grab_keys, keys) == 0)
    return;
  g_free(self->grab_keys);
  self->grab_keys = g_strdup(keys);
  input_set_release_modifiers(self->input, modifiers);
  oriel_gtk_view_update_description(self);
  g_object_notify(G_OBJECT(self), "grab-keys");
}

/**
 * oriel_gtk_view_get_grab_locked:
 * @self: a view
 *
 * Reads [property@OrielGtk.View:grab-locked].
 *
 * Returns: whether nothing lets go
 */
gboolean
oriel_gtk_view_get_grab_locked(OrielGtkView *self)
{
  g_return_val_if_fail(ORIEL_GTK_IS_VIEW(self), FALSE);
  return self->grab_locked;
}

/**
 * oriel_gtk_view_set_grab_locked:
 * @self: a view
 * @locked: whether nothing lets go
 *
 * Sets [property@OrielGtk.View:grab-locked].
 */
void
oriel_gtk_view_set_grab_locked(OrielGtkView *self, gboolean locked)
{
  g_return_if_fail(ORIEL_GTK_IS_VIEW(self));
  if (self->grab_locked == locked)
    return;
  self->grab_locked = locked;
  input_set_locked(self->input, locked);
  g_object_notify(G_OBJECT(self), "grab-locked");
}

/**
 * oriel_gtk_view_get_desktop_keys:
 * @self: a view
 *
 * Reads [property@OrielGtk.View:desktop-keys].
 *
 * Returns: (nullable): the chords that stay with the desktop
 */
const char *
oriel_gtk_view_get_desktop_keys(OrielGtkView *self)
{
  g_return_val_if_fail(ORIEL_GTK_IS_VIEW(self), NULL);
  return self->desktop_keys;
}

/**
 * oriel_gtk_view_set_desktop_keys:
 * @self: a view
 * @chords: (nullable): chords, such as "alt+Tab,super+l"; %NULL = none
 *
 * Sets [property@OrielGtk.View:desktop-keys].
 */
void
oriel_gtk_view_set_desktop_keys(OrielGtkView *self, const char *chords)
{
  g_autoptr(GError) error = NULL;
  DesktopKeys parsed;

  g_return_if_fail(ORIEL_GTK_IS_VIEW(self));
  if (!desktop_keys_parse(&parsed, chords != NULL ? chords : "", &error)) {
    g_warning("%s", error->message);
    return;
  }
  if (g_strcmp0(self->desktop_keys, chords) == 0)
    return;
  g_free(self->desktop_keys);
  self->desktop_keys = g_strdup(chords);
  input_set_desktop_keys(self->input, &parsed);
  g_object_notify(G_OBJECT(self), "desktop-keys");
}

/**
 * oriel_gtk_view_get_keymap:
 * @self: a view
 *
 * Reads [property@OrielGtk.View:keymap].
 *
 * Returns: (nullable): the keys that become others
 */
const char *
oriel_gtk_view_get_keymap(OrielGtkView *self)
{
  g_return_val_if_fail(ORIEL_GTK_IS_VIEW(self), NULL);
  return self->keymap;
}

/**
 * oriel_gtk_view_set_keymap:
 * @self: a view
 * @keymap: (nullable): keys that become others, such as "Super_L=,1=Shift_L+F1"; %NULL = none
 *
 * Sets [property@OrielGtk.View:keymap]. What is down in the guest is released.
 */
void
oriel_gtk_view_set_keymap(OrielGtkView *self, const char *keymap)
{
  g_autoptr(GError) error = NULL;
  KeyRemap parsed;

  g_return_if_fail(ORIEL_GTK_IS_VIEW(self));
  if (!key_remap_parse(&parsed, keymap != NULL ? keymap : "", &error)) {
    g_warning("%s", error->message);
    return;
  }
  if (g_strcmp0(self->keymap, keymap) == 0)
    return;
  g_free(self->keymap);
  self->keymap = g_strdup(keymap);
  input_set_keymap(self->input, &parsed);
  g_object_notify(G_OBJECT(self), "keymap");
}

/**
 * oriel_gtk_view_get_keyboard_grabbed:
 * @self: a view
 *
 * Reads [property@OrielGtk.View:keyboard-grabbed].
 *
 * Returns: whether all keys go to the guest now
 */
gboolean
oriel_gtk_view_get_keyboard_grabbed(OrielGtkView *self)
{
  g_return_val_if_fail(ORIEL_GTK_IS_VIEW(self), FALSE);
  return input_get_grab(self->input).keyboard;
}

/**
 * oriel_gtk_view_get_pointer_captured:
 * @self: a view
 *
 * Reads [property@OrielGtk.View:pointer-captured].
 *
 * Returns: whether the guest has the pointer for itself now
 */
gboolean
oriel_gtk_view_get_pointer_captured(OrielGtkView *self)
{
  g_return_val_if_fail(ORIEL_GTK_IS_VIEW(self), FALSE);
  return input_get_grab(self->input).capture;
}

/**
 * oriel_gtk_view_get_grab_keys_held:
 * @self: a view
 *
 * Reads [property@OrielGtk.View:grab-keys-held].
 *
 * Returns: whether the keys that let go are down, all of them and no other
 */
gboolean
oriel_gtk_view_get_grab_keys_held(OrielGtkView *self)
{
  g_return_val_if_fail(ORIEL_GTK_IS_VIEW(self), FALSE);
  return input_is_chord_held(self->input);
}

/**
 * oriel_gtk_view_is_key_held:
 * @self: a view
 * @keyval: a modifier, such as %GDK_KEY_Control_R
 *
 * Tells left from right, as the state of an event does not: for
 * [signal@OrielGtk.View::key-pressed].
 *
 * Returns: whether that key is down, as far as it was pressed in the view
 */
gboolean
oriel_gtk_view_is_key_held(OrielGtkView *self, guint keyval)
{
  g_return_val_if_fail(ORIEL_GTK_IS_VIEW(self), FALSE);
  return input_is_held(self->input, keyval);
}

/**
 * oriel_gtk_view_toggle_grab:
 * @self: a view
 *
 * Lets go of keyboard and pointer, or takes them back: for a hotkey.
 */
void
oriel_gtk_view_toggle_grab(OrielGtkView *self)
{
  g_return_if_fail(ORIEL_GTK_IS_VIEW(self));
  input_toggle_grab(self->input);
}

/**
 * oriel_gtk_view_send_keys:
 * @self: a view
 * @keyvals: (array length=n_keyvals): keys, such as %GDK_KEY_Control_L
 * @n_keyvals: how many there are
 *
 * Presses keys in the guest in this order, and releases them in the other: for combinations that
 * the desktop keeps for itself, such as Ctrl+Alt+Del. What the person holds is let go of before.
 */
void
oriel_gtk_view_send_keys(OrielGtkView *self, const guint *keyvals, gsize n_keyvals)
{
  g_return_if_fail(ORIEL_GTK_IS_VIEW(self));
  input_send_keys(self->input, keyvals, n_keyvals);
}

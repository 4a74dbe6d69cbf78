// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-gtk-input-private.h"

/**
 * input_new:
 * @widget: (transfer none): the widget, which outlives the input
 * @viewport: (transfer none): where the guest is in it; outlives the input
 * @hooks: copied
 * @user_data: for @hooks
 *
 * Returns: (transfer full): an input, to be freed by input_free()
 */
Input *
input_new(GtkWidget *widget, const Viewport *viewport, const InputHooks *hooks, gpointer user_data)
{
  Input *self = g_new0(Input, 1);

  self->widget = widget;
  self->viewport = viewport;
  self->hooks = *hooks;
  self->user_data = user_data;
  self->scale = 1;
  self->grab_keyboard = self->allow_capture = TRUE;
  self->x = self->y = -1;
  grab_init(&self->grab);
  g_signal_connect_swapped(widget, "notify::has-focus", G_CALLBACK(input_update_focus), self);
  input_add_pointer(self);
  input_init_touch(self);
  return self;
}

gboolean
input_can_send(const Input *self)
{
  return self->display != NULL && self->grab.enabled;
}

/**
 * input_set_display:
 * @self: an input
 * @display: (nullable) (transfer none): who gets it
 */
void
input_set_display(Input *self, OrielDisplay *display)
{
  if (self->display == display)
    return;
  input_release_all(self);
  if (self->display != NULL)
    g_signal_handlers_disconnect_by_data(self->display, self);
  g_set_object(&self->display, display);
  self->capture_refused = FALSE;
  self->x = self->y = -1;
  if (display != NULL)
    g_signal_connect_swapped(display, "notify::pointer-mode", G_CALLBACK(input_update_pointer_mode),
                             self);
  input_update_pointer_mode(self);
}

/**
 * input_set_enabled:
 * @self: an input
 * @enabled: %FALSE while there is no guest to control
 */
void
input_set_enabled(Input *self, gboolean enabled)
{
  if (!enabled && self->grab.enabled)
    input_release_all(self);
  grab_set_enabled(&self->grab, enabled);
  input_apply_grab(self);
}

/**
 * input_set_scale:
 * @self: an input
 * @scale: device pixels for a point
 */
void
input_set_scale(Input *self, double scale)
{
  self->scale = scale;
}

/**
 * input_set_root:
 * @self: an input
 * @root: (nullable) (transfer none): the window that the widget is in now; %NULL = none
 *
 * A window has its accelerators and the keys that move the focus; the guest's keys are taken before
 * they get there.
 */
void
input_set_root(Input *self, GtkRoot *root)
{
  if (self->root != NULL) {
    grab_set_inside(&self->grab, FALSE);
    g_clear_signal_handler(&self->root_active_id, self->root);
    g_clear_signal_handler(&self->root_focus_id, self->root);
    gtk_widget_remove_controller(GTK_WIDGET(self->root), self->root_keys);
    self->root_keys = NULL;
  }
  self->root = root;
  if (root != NULL) {
    self->root_keys = gtk_event_controller_key_new();
    gtk_event_controller_set_propagation_phase(self->root_keys, GTK_PHASE_CAPTURE);
    g_signal_connect_swapped(self->root_keys, "key-pressed", G_CALLBACK(input_key_pressed), self);
    g_signal_connect_swapped(self->root_keys, "key-released", G_CALLBACK(input_key_released), self);
    gtk_widget_add_controller(GTK_WIDGET(root), self->root_keys);
    if (GTK_IS_WINDOW(root))
      self->root_active_id =
          g_signal_connect_swapped(root, "notify::is-active", G_CALLBACK(input_update_focus), self);
  }
  input_update_focus(self);
  input_apply_grab(self);
}

/**
 * input_free:
 * @self: (transfer full): an input
 */
void
input_free(Input *self)
{
  input_set_root(self, NULL);
  input_set_display(self, NULL);
  g_clear_pointer(&self->capture, capture_stop);
  input_stop_touch(self);
  g_signal_handlers_disconnect_by_data(self->widget, self);
  for (gsize i = 0; i < G_N_ELEMENTS(self->controllers); i++)
    gtk_widget_remove_controller(self->widget, self->controllers[i]);
  g_free(self);
}

/**
 * input_set_grab_keyboard:
 * @self: an input
 * @grab: whether keys that are the desktop's own go to the guest as well
 */
void
input_set_grab_keyboard(Input *self, gboolean grab)
{
  self->grab_keyboard = grab;
  input_apply_grab(self);
}

/**
 * input_set_release_modifiers:
 * @self: an input
 * @modifiers: the chord that lets go; 0 = none does
 */
void
input_set_release_modifiers(Input *self, HotkeyModifiers modifiers)
{
  self->grab.release_modifiers = modifiers;
}

/**
 * input_set_keymap:
 * @self: an input
 * @keymap: keys that become others; copied
 */
void
input_set_keymap(Input *self, const KeyRemap *keymap)
{
  input_release_all(self); /* what is down is down as the last ones say */
  self->keymap = *keymap;
}

/**
 * input_set_desktop_keys:
 * @self: an input
 * @keys: chords that stay with the desktop; copied
 */
void
input_set_desktop_keys(Input *self, const DesktopKeys *keys)
{
  self->desktop_keys = *keys;
}

/**
 * input_set_capture:
 * @self: an input
 * @allowed: whether the pointer is captured for a guest that takes motions
 */
void
input_set_capture(Input *self, gboolean allowed)
{
  self->allow_capture = allowed;
  input_update_pointer_mode(self);
}

/**
 * input_set_locked:
 * @self: an input
 * @locked: a kiosk: nothing lets go
 */
void
input_set_locked(Input *self, gboolean locked)
{
  self->grab.locked = locked;
  input_apply_grab(self);
}

/**
 * input_get_grab:
 * @self: an input
 *
 * Returns: what the guest has got
 */
GrabState
input_get_grab(const Input *self)
{
  return self->applied;
}

/**
 * input_is_chord_held:
 * @self: an input
 *
 * Returns: whether the keys that let go are down, all of them and no other
 */
gboolean
input_is_chord_held(const Input *self)
{
  return self->chord_held;
}

/**
 * input_is_held:
 * @self: an input
 * @keyval: a modifier
 *
 * Returns: whether that key is down, as far as it was pressed here
 */
gboolean
input_is_held(const Input *self, guint keyval)
{
  HotkeyModifiers key = hotkeys_modifier_of(keyval);

  return key != 0 && (self->sides & key) != 0;
}

/**
 * input_toggle_grab:
 * @self: an input
 *
 * Lets go, or takes back.
 */
void
input_toggle_grab(Input *self)
{
  grab_toggle(&self->grab);
  input_apply_grab(self);
}

/**
 * input_send_keys:
 * @self: an input
 * @keyvals: (array length=n_keyvals): keys
 * @n_keyvals: how many
 *
 * Presses them in this order, and releases them in the other. What is held is no part of it.
 */
void
input_send_keys(Input *self, const guint *keyvals, gsize n_keyvals)
{
  if (!input_can_send(self))
    return;
  input_release_all(self);
  for (gsize i = 0; i < n_keyvals; i++)
    oriel_display_key(self->display, oriel_keymap_qnum_from_keysym(keyvals[i]), keyvals[i], TRUE);
  for (gsize i = n_keyvals; i > 0; i--)
    oriel_display_key(self->display, oriel_keymap_qnum_from_keysym(keyvals[i - 1]), keyvals[i - 1],
                      FALSE);
}

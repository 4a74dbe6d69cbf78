// SPDX-License-Identifier: LGPL-2.1-or-later
/* Reading and setting the view's properties. */
#include "oriel-gtk-view-private.h"

/**
 * oriel_gtk_view_get_display:
 * @self: a view
 *
 * Reads [property@OrielGtk.View:display].
 *
 * Returns: (transfer none) (nullable): what is shown
 */
OrielDisplay *
oriel_gtk_view_get_display(OrielGtkView *self)
{
  g_return_val_if_fail(ORIEL_GTK_IS_VIEW(self), NULL);
  return self->display;
}

/**
 * oriel_gtk_view_set_display:
 * @self: a view
 * @display: (nullable): what to show
 *
 * Sets [property@OrielGtk.View:display].
 */
void
oriel_gtk_view_set_display(OrielGtkView *self, OrielDisplay *display)
{
  g_return_if_fail(ORIEL_GTK_IS_VIEW(self));
  g_return_if_fail(display == NULL || ORIEL_IS_DISPLAY(display));
  if (self->display == display)
    return;
  if (self->display != NULL)
    g_signal_handlers_disconnect_by_data(self->display, self);
  g_set_object(&self->display, display);
  input_set_display(self->input, display);
  oriel_gtk_view_watch_display(self);
  g_object_notify(G_OBJECT(self), "display");
}

/**
 * oriel_gtk_view_get_scaling:
 * @self: a view
 *
 * Reads [property@OrielGtk.View:scaling].
 *
 * Returns: how large the guest is shown
 */
OrielGtkScaling
oriel_gtk_view_get_scaling(OrielGtkView *self)
{
  g_return_val_if_fail(ORIEL_GTK_IS_VIEW(self), ORIEL_GTK_SCALING_FIT);
  return self->scaling;
}

/**
 * oriel_gtk_view_set_scaling:
 * @self: a view
 * @scaling: how large to show the guest
 *
 * Sets [property@OrielGtk.View:scaling].
 */
void
oriel_gtk_view_set_scaling(OrielGtkView *self, OrielGtkScaling scaling)
{
  g_return_if_fail(ORIEL_GTK_IS_VIEW(self));
  if (self->scaling == scaling)
    return;
  self->scaling = scaling;
  oriel_gtk_view_update_layout(self);
  oriel_gtk_view_update_input(self);
  gtk_widget_queue_resize(GTK_WIDGET(self));
  g_object_notify(G_OBJECT(self), "scaling");
}

/**
 * oriel_gtk_view_get_zoom:
 * @self: a view
 *
 * Reads [property@OrielGtk.View:zoom].
 *
 * Returns: device pixels for 100 pixels of the guest
 */
int
oriel_gtk_view_get_zoom(OrielGtkView *self)
{
  g_return_val_if_fail(ORIEL_GTK_IS_VIEW(self), 100);
  return self->zoom;
}

/**
 * oriel_gtk_view_set_zoom:
 * @self: a view
 * @percent: device pixels for 100 pixels of the guest; it is brought into the range
 *
 * Sets [property@OrielGtk.View:zoom].
 */
void
oriel_gtk_view_set_zoom(OrielGtkView *self, int percent)
{
  g_return_if_fail(ORIEL_GTK_IS_VIEW(self));
  percent = CLAMP(percent, VIEWPORT_ZOOM_MIN, VIEWPORT_ZOOM_MAX);
  if (self->zoom == percent)
    return;
  self->zoom = percent;
  resizer_set_zoom(self->resizer, percent);
  oriel_gtk_view_update_layout(self);
  gtk_widget_queue_resize(GTK_WIDGET(self));
  g_object_notify(G_OBJECT(self), "zoom");
}

/**
 * oriel_gtk_view_get_shown_zoom:
 * @self: a view
 *
 * Tells how large the guest is seen, whatever made it so.
 *
 * Returns: device pixels for 100 pixels of the guest, rounded
 */
int
oriel_gtk_view_get_shown_zoom(OrielGtkView *self)
{
  g_return_val_if_fail(ORIEL_GTK_IS_VIEW(self), 100);
  return viewport_get_zoom(&self->viewport);
}

/**
 * oriel_gtk_view_get_view_only:
 * @self: a view
 *
 * Reads [property@OrielGtk.View:view-only].
 *
 * Returns: whether keyboard and pointer stay with the desktop
 */
gboolean
oriel_gtk_view_get_view_only(OrielGtkView *self)
{
  g_return_val_if_fail(ORIEL_GTK_IS_VIEW(self), FALSE);
  return self->view_only;
}

/**
 * oriel_gtk_view_set_view_only:
 * @self: a view
 * @view_only: whether they stay with the desktop
 *
 * Sets [property@OrielGtk.View:view-only].
 */
void
oriel_gtk_view_set_view_only(OrielGtkView *self, gboolean view_only)
{
  g_return_if_fail(ORIEL_GTK_IS_VIEW(self));
  if (self->view_only == view_only)
    return;
  self->view_only = view_only;
  oriel_gtk_view_update_input(self);
  g_object_notify(G_OBJECT(self), "view-only");
}

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
 * oriel_gtk_view_get_relative_pointer:
 * @self: a view
 *
 * Reads [property@OrielGtk.View:relative-pointer].
 *
 * Returns: whether the pointer is captured for guests that take motions
 */
gboolean
oriel_gtk_view_get_relative_pointer(OrielGtkView *self)
{
  g_return_val_if_fail(ORIEL_GTK_IS_VIEW(self), FALSE);
  return self->relative_pointer;
}

/**
 * oriel_gtk_view_set_relative_pointer:
 * @self: a view
 * @relative: whether to capture it
 *
 * Sets [property@OrielGtk.View:relative-pointer].
 */
void
oriel_gtk_view_set_relative_pointer(OrielGtkView *self, gboolean relative)
{
  g_return_if_fail(ORIEL_GTK_IS_VIEW(self));
  if (self->relative_pointer == relative)
    return;
  self->relative_pointer = relative;
  input_set_capture(self->input, relative);
  g_object_notify(G_OBJECT(self), "relative-pointer");
}

/**
 * oriel_gtk_view_get_local_cursor:
 * @self: a view
 *
 * Reads [property@OrielGtk.View:local-cursor].
 *
 * Returns: whether the pointer keeps the desktop's shape
 */
gboolean
oriel_gtk_view_get_local_cursor(OrielGtkView *self)
{
  g_return_val_if_fail(ORIEL_GTK_IS_VIEW(self), FALSE);
  return self->local_cursor;
}

/**
 * oriel_gtk_view_set_local_cursor:
 * @self: a view
 * @local: whether it keeps it
 *
 * Sets [property@OrielGtk.View:local-cursor].
 */
void
oriel_gtk_view_set_local_cursor(OrielGtkView *self, gboolean local)
{
  g_return_if_fail(ORIEL_GTK_IS_VIEW(self));
  if (self->local_cursor == local)
    return;
  self->local_cursor = local;
  oriel_gtk_view_update_cursor(self);
  g_object_notify(G_OBJECT(self), "local-cursor");
}

/**
 * oriel_gtk_view_get_accept_files:
 * @self: a view
 *
 * Reads [property@OrielGtk.View:accept-files].
 *
 * Returns: whether files can be dropped
 */
gboolean
oriel_gtk_view_get_accept_files(OrielGtkView *self)
{
  g_return_val_if_fail(ORIEL_GTK_IS_VIEW(self), FALSE);
  return self->drop != NULL;
}

/**
 * oriel_gtk_view_set_accept_files:
 * @self: a view
 * @accept: whether files can be dropped
 *
 * Sets [property@OrielGtk.View:accept-files].
 */
void
oriel_gtk_view_set_accept_files(OrielGtkView *self, gboolean accept)
{
  g_return_if_fail(ORIEL_GTK_IS_VIEW(self));
  if ((self->drop != NULL) == accept)
    return;
  oriel_gtk_view_set_drop(self, accept);
  g_object_notify(G_OBJECT(self), "accept-files");
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
 * the desktop keeps for itself, such as Ctrl+Alt+Del.
 */
void
oriel_gtk_view_send_keys(OrielGtkView *self, const guint *keyvals, gsize n_keyvals)
{
  g_return_if_fail(ORIEL_GTK_IS_VIEW(self));
  input_send_keys(self->input, keyvals, n_keyvals);
}

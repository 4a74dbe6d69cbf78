// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the view's properties are called, and mean. */
#include "oriel-gtk-view-private.h"

enum {
  PROP_0,
  PROP_DISPLAY,
  PROP_SCALING,
  PROP_ZOOM,
  PROP_VIEW_ONLY,
  PROP_GRAB_KEYBOARD,
  PROP_GRAB_KEYS,
  PROP_GRAB_LOCKED,
  PROP_DESKTOP_KEYS,
  PROP_KEYMAP,
  PROP_RELATIVE_POINTER,
  PROP_LOCAL_CURSOR,
  PROP_ACCEPT_FILES,
  PROP_KEYBOARD_GRABBED,
  PROP_POINTER_CAPTURED,
  PROP_GRAB_KEYS_HELD,
  N_PROPS,
  /* of GtkScrollable */
  PROP_HADJUSTMENT = N_PROPS,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

static void
get_property(GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OrielGtkView *self = ORIEL_GTK_VIEW(object);

  switch (id) {
  case PROP_DISPLAY:
    g_value_set_object(value, self->display);
    break;
  case PROP_SCALING:
    g_value_set_enum(value, (int)self->scaling);
    break;
  case PROP_ZOOM:
    g_value_set_int(value, self->zoom);
    break;
  case PROP_VIEW_ONLY:
    g_value_set_boolean(value, self->view_only);
    break;
  case PROP_GRAB_KEYBOARD:
    g_value_set_boolean(value, self->grab_keyboard);
    break;
  case PROP_GRAB_KEYS:
    g_value_set_string(value, self->grab_keys);
    break;
  case PROP_GRAB_LOCKED:
    g_value_set_boolean(value, self->grab_locked);
    break;
  case PROP_DESKTOP_KEYS:
    g_value_set_string(value, self->desktop_keys);
    break;
  case PROP_KEYMAP:
    g_value_set_string(value, self->keymap);
    break;
  case PROP_RELATIVE_POINTER:
    g_value_set_boolean(value, self->relative_pointer);
    break;
  case PROP_LOCAL_CURSOR:
    g_value_set_boolean(value, self->local_cursor);
    break;
  case PROP_ACCEPT_FILES:
    g_value_set_boolean(value, self->drop != NULL);
    break;
  case PROP_KEYBOARD_GRABBED:
    g_value_set_boolean(value, oriel_gtk_view_get_keyboard_grabbed(self));
    break;
  case PROP_POINTER_CAPTURED:
    g_value_set_boolean(value, oriel_gtk_view_get_pointer_captured(self));
    break;
  case PROP_GRAB_KEYS_HELD:
    g_value_set_boolean(value, oriel_gtk_view_get_grab_keys_held(self));
    break;
  case PROP_HADJUSTMENT:
  case PROP_VADJUSTMENT:
    g_value_set_object(value, self->adjustments[id - PROP_HADJUSTMENT]);
    break;
  case PROP_HSCROLL_POLICY:
  case PROP_VSCROLL_POLICY:
    g_value_set_enum(value, (int)self->policies[id - PROP_HSCROLL_POLICY]);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID(object, id, pspec);
  }
}

static void
set_property(GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  OrielGtkView *self = ORIEL_GTK_VIEW(object);

  switch (id) {
  case PROP_DISPLAY:
    oriel_gtk_view_set_display(self, g_value_get_object(value));
    break;
  case PROP_SCALING:
    oriel_gtk_view_set_scaling(self, (OrielGtkScaling)g_value_get_enum(value));
    break;
  case PROP_ZOOM:
    oriel_gtk_view_set_zoom(self, g_value_get_int(value));
    break;
  case PROP_VIEW_ONLY:
    oriel_gtk_view_set_view_only(self, g_value_get_boolean(value));
    break;
  case PROP_GRAB_KEYBOARD:
    oriel_gtk_view_set_grab_keyboard(self, g_value_get_boolean(value));
    break;
  case PROP_GRAB_KEYS:
    oriel_gtk_view_set_grab_keys(self, g_value_get_string(value));
    break;
  case PROP_GRAB_LOCKED:
    oriel_gtk_view_set_grab_locked(self, g_value_get_boolean(value));
    break;
  case PROP_DESKTOP_KEYS:
    oriel_gtk_view_set_desktop_keys(self, g_value_get_string(value));
    break;
  case PROP_KEYMAP:
    oriel_gtk_view_set_keymap(self, g_value_get_string(value));
    break;
  case PROP_RELATIVE_POINTER:
    oriel_gtk_view_set_relative_pointer(self, g_value_get_boolean(value));
    break;
  case PROP_LOCAL_CURSOR:
    oriel_gtk_view_set_local_cursor(self, g_value_get_boolean(value));
    break;
  case PROP_ACCEPT_FILES:
    oriel_gtk_view_set_accept_files(self, g_value_get_boolean(value));
    break;
  case PROP_HADJUSTMENT:
  case PROP_VADJUSTMENT:
    oriel_gtk_view_set_adjustment(self, (GtkOrientation)(id - PROP_HADJUSTMENT),
                                  g_value_get_object(value));
    break;
  case PROP_HSCROLL_POLICY:
  case PROP_VSCROLL_POLICY:
    self->policies[id - PROP_HSCROLL_POLICY] = (GtkScrollablePolicy)g_value_get_enum(value);
    gtk_widget_queue_resize(GTK_WIDGET(self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID(object, id, pspec);
  }
}

void
oriel_gtk_view_properties_class_init(GObjectClass *klass)
{
  GParamSpec *properties[N_PROPS] = {NULL};
  const GParamFlags both = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  klass->get_property = get_property;
  klass->set_property = set_property;

  /**
   * OrielGtkView:display:
   *
   * What is shown, and who is controlled.
   */
  properties[PROP_DISPLAY] = g_param_spec_object("display", NULL, NULL, ORIEL_TYPE_DISPLAY, both);
  /**
   * OrielGtkView:scaling:
   *
   * How large the guest's screen is shown.
   */
  properties[PROP_SCALING] =
      g_param_spec_enum("scaling", NULL, NULL, ORIEL_GTK_TYPE_SCALING, ORIEL_GTK_SCALING_FIT, both);
  /**
   * OrielGtkView:zoom:
   *
   * Device pixels for 100 pixels of the guest, 10 to 400: what the view is as large as by nature,
   * and with %ORIEL_GTK_SCALING_FIXED always.
   */
  properties[PROP_ZOOM] =
      g_param_spec_int("zoom", NULL, NULL, VIEWPORT_ZOOM_MIN, VIEWPORT_ZOOM_MAX, 100, both);
  /**
   * OrielGtkView:view-only:
   *
   * Whether keyboard and pointer stay with the desktop.
   */
  properties[PROP_VIEW_ONLY] = g_param_spec_boolean("view-only", NULL, NULL, FALSE, both);
  /**
   * OrielGtkView:grab-keyboard:
   *
   * Whether keys that are the desktop's own go to the guest as well.
   */
  properties[PROP_GRAB_KEYBOARD] = g_param_spec_boolean("grab-keyboard", NULL, NULL, TRUE, both);
  /**
   * OrielGtkView:grab-keys:
   *
   * The modifiers that let go of keyboard and pointer, and take them back, when they are pressed
   * and released together and alone: of `ctrl`, `alt`, `shift` and `super`, joined by `+`. Of ctrl
   * and alt, the left ones. %NULL = there are none.
   */
  properties[PROP_GRAB_KEYS] = g_param_spec_string("grab-keys", NULL, NULL, "ctrl+alt", both);
  /**
   * OrielGtkView:grab-locked:
   *
   * Whether nothing lets go, not even another widget of the window that is focused: for kiosks.
   */
  properties[PROP_GRAB_LOCKED] = g_param_spec_boolean("grab-locked", NULL, NULL, FALSE, both);
  /**
   * OrielGtkView:desktop-keys:
   *
   * Chords that stay with the desktop although all keys go to the guest: modifiers and a key each,
   * with commas between, such as `alt+Tab,super+l`. The desktop has the keyboard first while these
   * modifiers are down, and what is no such chord goes to the guest where the desktop has no use
   * for it. %NULL = there are none. Not while the grab is locked.
   */
  properties[PROP_DESKTOP_KEYS] = g_param_spec_string("desktop-keys", NULL, NULL, NULL, both);
  /**
   * OrielGtkView:keymap:
   *
   * Keys that become others for the guest, or none, by their names in X: `KEY=[KEY[+KEY]]`, with
   * commas between, such as `Super_L=,1=Shift_L+F1`. %NULL = there are none.
   */
  properties[PROP_KEYMAP] = g_param_spec_string("keymap", NULL, NULL, NULL, both);
  /**
   * OrielGtkView:relative-pointer:
   *
   * Whether the pointer is captured for guests that take motions. Without, they have none.
   */
  properties[PROP_RELATIVE_POINTER] =
      g_param_spec_boolean("relative-pointer", NULL, NULL, TRUE, both);
  /**
   * OrielGtkView:local-cursor:
   *
   * Whether the pointer keeps the desktop's shape over the guest.
   */
  properties[PROP_LOCAL_CURSOR] = g_param_spec_boolean("local-cursor", NULL, NULL, FALSE, both);
  /**
   * OrielGtkView:accept-files:
   *
   * Whether files can be dropped, which [signal@OrielGtk.View::files-dropped] tells.
   */
  properties[PROP_ACCEPT_FILES] = g_param_spec_boolean("accept-files", NULL, NULL, FALSE, both);
  /**
   * OrielGtkView:keyboard-grabbed:
   *
   * Whether all keys go to the guest now. Then the person has to see how to let go.
   */
  properties[PROP_KEYBOARD_GRABBED] =
      g_param_spec_boolean("keyboard-grabbed", NULL, NULL, FALSE, read);
  /**
   * OrielGtkView:pointer-captured:
   *
   * Whether the guest has the pointer for itself now.
   */
  properties[PROP_POINTER_CAPTURED] =
      g_param_spec_boolean("pointer-captured", NULL, NULL, FALSE, read);
  /**
   * OrielGtkView:grab-keys-held:
   *
   * Whether [property@OrielGtk.View:grab-keys] are down, all of them and no other: a moment to tell
   * the person what else can be done by keys.
   */
  properties[PROP_GRAB_KEYS_HELD] = g_param_spec_boolean("grab-keys-held", NULL, NULL, FALSE, read);
  g_object_class_install_properties(klass, N_PROPS, properties);

  g_object_class_override_property(klass, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property(klass, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property(klass, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property(klass, PROP_VSCROLL_POLICY, "vscroll-policy");
}

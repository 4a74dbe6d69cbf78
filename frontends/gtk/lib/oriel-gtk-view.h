// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-gtk-types.h"

G_BEGIN_DECLS

#define ORIEL_GTK_TYPE_SCALING (oriel_gtk_scaling_get_type())

/**
 * OrielGtkScaling:
 * @ORIEL_GTK_SCALING_FIT: as large as the widget takes it, proportions kept
 * @ORIEL_GTK_SCALING_FIXED: at [property@OrielGtk.View:zoom]; what is too large is scrolled, or
 *   follows the pointer where nothing scrolls
 * @ORIEL_GTK_SCALING_GUEST_RESIZE: the guest is asked to take the widget's size; until it does, as
 *   %ORIEL_GTK_SCALING_FIT
 *
 * How large the guest's screen is shown.
 */
typedef enum {
  ORIEL_GTK_SCALING_FIT,
  ORIEL_GTK_SCALING_FIXED,
  ORIEL_GTK_SCALING_GUEST_RESIZE,
} OrielGtkScaling;

ORIEL_GTK_PUBLIC GType oriel_gtk_scaling_get_type(void) G_GNUC_CONST;

#define ORIEL_GTK_TYPE_VIEW (oriel_gtk_view_get_type())
ORIEL_GTK_PUBLIC G_DECLARE_FINAL_TYPE(OrielGtkView, oriel_gtk_view, ORIEL_GTK, VIEW, GtkWidget)

ORIEL_GTK_PUBLIC GtkWidget *oriel_gtk_view_new(void);

ORIEL_GTK_PUBLIC OrielDisplay *oriel_gtk_view_get_display(OrielGtkView *self);
ORIEL_GTK_PUBLIC void oriel_gtk_view_set_display(OrielGtkView *self, OrielDisplay *display);
ORIEL_GTK_PUBLIC OrielGtkScaling oriel_gtk_view_get_scaling(OrielGtkView *self);
ORIEL_GTK_PUBLIC void oriel_gtk_view_set_scaling(OrielGtkView *self, OrielGtkScaling scaling);
ORIEL_GTK_PUBLIC int oriel_gtk_view_get_zoom(OrielGtkView *self);
ORIEL_GTK_PUBLIC void oriel_gtk_view_set_zoom(OrielGtkView *self, int percent);
ORIEL_GTK_PUBLIC int oriel_gtk_view_get_shown_zoom(OrielGtkView *self);
ORIEL_GTK_PUBLIC gboolean oriel_gtk_view_get_view_only(OrielGtkView *self);
ORIEL_GTK_PUBLIC void oriel_gtk_view_set_view_only(OrielGtkView *self, gboolean view_only);
ORIEL_GTK_PUBLIC gboolean oriel_gtk_view_get_grab_keyboard(OrielGtkView *self);
ORIEL_GTK_PUBLIC void oriel_gtk_view_set_grab_keyboard(OrielGtkView *self, gboolean grab);
ORIEL_GTK_PUBLIC const char *oriel_gtk_view_get_grab_keys(OrielGtkView *self);
ORIEL_GTK_PUBLIC void oriel_gtk_view_set_grab_keys(OrielGtkView *self, const char *keys);
ORIEL_GTK_PUBLIC gboolean oriel_gtk_view_get_grab_locked(OrielGtkView *self);
ORIEL_GTK_PUBLIC void oriel_gtk_view_set_grab_locked(OrielGtkView *self, gboolean locked);
ORIEL_GTK_PUBLIC const char *oriel_gtk_view_get_desktop_keys(OrielGtkView *self);
ORIEL_GTK_PUBLIC void oriel_gtk_view_set_desktop_keys(OrielGtkView *self, const char *chords);
ORIEL_GTK_PUBLIC const char *oriel_gtk_view_get_keymap(OrielGtkView *self);
ORIEL_GTK_PUBLIC void oriel_gtk_view_set_keymap(OrielGtkView *self, const char *keymap);
ORIEL_GTK_PUBLIC gboolean oriel_gtk_view_get_relative_pointer(OrielGtkView *self);
ORIEL_GTK_PUBLIC void oriel_gtk_view_set_relative_pointer(OrielGtkView *self, gboolean relative);
ORIEL_GTK_PUBLIC gboolean oriel_gtk_view_get_local_cursor(OrielGtkView *self);
ORIEL_GTK_PUBLIC void oriel_gtk_view_set_local_cursor(OrielGtkView *self, gboolean local);
ORIEL_GTK_PUBLIC gboolean oriel_gtk_view_get_accept_files(OrielGtkView *self);
ORIEL_GTK_PUBLIC void oriel_gtk_view_set_accept_files(OrielGtkView *self, gboolean accept);

ORIEL_GTK_PUBLIC gboolean oriel_gtk_view_get_keyboard_grabbed(OrielGtkView *self);
ORIEL_GTK_PUBLIC gboolean oriel_gtk_view_get_pointer_captured(OrielGtkView *self);
ORIEL_GTK_PUBLIC gboolean oriel_gtk_view_get_grab_keys_held(OrielGtkView *self);
ORIEL_GTK_PUBLIC gboolean oriel_gtk_view_is_key_held(OrielGtkView *self, guint keyval);
ORIEL_GTK_PUBLIC void oriel_gtk_view_toggle_grab(OrielGtkView *self);

ORIEL_GTK_PUBLIC void
oriel_gtk_view_send_keys(OrielGtkView *self, const guint *keyvals, gsize n_keyvals);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/* Keys, pointer and touch on their way from a widget to the guest. */
#pragma once

#include "shared/desktop-keys.h"
#include "shared/grab.h"
#include "shared/key-remap.h"
#include "shared/viewport.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct {
  /* A key goes down; TRUE = it is not for the guest. @plain is what the key types without shift. */
  gboolean (*key_pressed)(guint keyval, guint plain, GdkModifierType state, gpointer user_data);
  /* What the guest has got of keyboard and pointer. */
  void (*grab_changed)(gpointer user_data);
  /* The window system does not capture the pointer for a guest of motions; once per display. */
  void (*capture_refused)(gpointer user_data);
  /* The keys that let go are down, all of them and no other, or are not any more. */
  void (*chord_held)(gpointer user_data);
  /* The pointer is here, in device pixels. */
  void (*pointer_moved)(double x, double y, gpointer user_data);
  /* Fingers move the picture by that many device pixels; what it takes is taken from them. */
  void (*panned)(double *dx, double *dy, gpointer user_data);
  /* Two fingers around this device pixel are @factor as far apart as at first; 1 comes first. */
  void (*pinched)(double factor, double x, double y, gpointer user_data);
} InputHooks;

typedef struct _Input Input;

Input *
input_new(GtkWidget *widget, const Viewport *viewport, const InputHooks *hooks, gpointer user_data);
void input_free(Input *self);
void input_set_display(Input *self, OrielDisplay *display);
void input_set_enabled(Input *self, gboolean enabled);
void input_set_scale(Input *self, double scale);
void input_set_root(Input *self, GtkRoot *root);
void input_set_grab_keyboard(Input *self, gboolean grab);
void input_set_release_modifiers(Input *self, HotkeyModifiers modifiers);
void input_set_keymap(Input *self, const KeyRemap *keymap);
void input_set_desktop_keys(Input *self, const DesktopKeys *keys);
void input_set_capture(Input *self, gboolean allowed);
void input_set_locked(Input *self, gboolean locked);
GrabState input_get_grab(const Input *self);
gboolean input_is_chord_held(const Input *self);
gboolean input_is_held(const Input *self, guint keyval);
void input_toggle_grab(Input *self);
void input_send_keys(Input *self, const guint *keyvals, gsize n_keyvals);

G_END_DECLS

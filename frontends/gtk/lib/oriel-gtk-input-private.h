// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the parts of an input share: oriel-gtk-input.c, -input-grab.c, -keys.c,
 * -pointer.c and -touch.c. */
#pragma once

#include "oriel-gtk-capture.h"
#include "oriel-gtk-input.h"

#include "shared/touch.h"

G_BEGIN_DECLS

/* The kernel has no key beyond this (KEY_MAX), and keycodes are its numbers and 8. */
#define INPUT_N_KEYCODES (0x2ff + 8 + 1)

/* A key that is down in the guest; the same goes up. */
typedef struct {
  guint qnum;
  guint keysym;
  const KeyRemapRow *row; /* (nullable): what is down instead */
} Stroke;

struct _Input {
  GtkWidget *widget; /* the view, which owns this */
  const Viewport *viewport;
  InputHooks hooks;
  gpointer user_data;
  OrielDisplay *display; /* (owned) (nullable) */
  double scale;          /* device pixels for a point */

  GtkRoot *root;                 /* (nullable) */
  GtkEventController *root_keys; /* of the root, before its accelerators; NULL as root is */
  gulong root_active_id;
  gulong root_focus_id;
  GtkEventController *controllers[4]; /* of the widget */

  Grab grab;
  GrabState applied;
  gboolean chord_held;   /* as it was told last */
  HotkeyModifiers sides; /* HOTKEY_LEFT() and HOTKEY_RIGHT() of what is down */
  KeyRemap keymap;
  DesktopKeys desktop_keys;
  gboolean grab_keyboard; /* the person wants it */
  gboolean allow_capture;
  gboolean active;          /* the window is */
  gboolean taking;          /* the keys of the desktop are to be the guest's */
  Capture *capture;         /* (nullable) */
  gboolean capture_refused; /* which was told */
  double motion_x;          /* parts of a pixel that the guest was not told */
  double motion_y;

  Stroke held[INPUT_N_KEYCODES];
  guint32 buttons; /* bit OrielButton - 1: those that are down in the guest */
  int x;           /* where the guest's pointer was sent last */
  int y;
  WheelAxis wheel_x;
  WheelAxis wheel_y;
  Touch touch;
  guint hold_id;    /* a finger is held still */
  gboolean touched; /* since the pointer has moved */
};

gboolean input_can_send(const Input *self);

void input_apply_grab(Input *self);
void input_release_all(Input *self);
void input_update_chord(Input *self);
void input_update_focus(Input *self);
void input_update_pointer_mode(Input *self);

gboolean input_key_pressed(Input *self, guint keyval, guint keycode, GdkModifierType state);
void input_key_released(Input *self, guint keyval, guint keycode);

void input_add_pointer(Input *self);
gboolean input_get_position(Input *self, GdkEvent *event, double *x, double *y);
void input_point_at(Input *self, double x, double y);
void input_set_button(Input *self, OrielButton button, gboolean pressed);
void input_captured_motion(double dx, double dy, gpointer user_data);

void input_init_touch(Input *self);
void input_stop_touch(Input *self);
gboolean input_touch(Input *self, GdkEvent *event);

G_END_DECLS

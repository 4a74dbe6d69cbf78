// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the guest has of keyboard and pointer, as the state machine of frontends/shared/grab.h says:
 * taken from the desktop, and given back. */
#include "oriel-gtk-input-private.h"

#include "oriel-gtk-keyboard.h"
#include "shared/locks.h"

static GdkSurface *
get_surface(Input *self)
{
  GtkNative *native = gtk_widget_get_native(self->widget);

  return native != NULL ? gtk_native_get_surface(native) : NULL;
}

static void
take_keyboard(Input *self, gboolean take)
{
  GdkSurface *surface = get_surface(self);

  take = take && surface != NULL;
  if (take == self->taking)
    return;
  if (take)
    keyboard_take(surface);
  else if (surface != NULL)
    keyboard_give_back(surface);
  self->taking = take;
}

/* FALSE: the window system cannot. */
static gboolean
set_capture(Input *self, gboolean capture)
{
  if ((self->capture != NULL) == capture)
    return TRUE;
  if (!capture) {
    g_clear_pointer(&self->capture, capture_stop);
    return TRUE;
  }
  self->motion_x = self->motion_y = 0;
  self->capture = capture_start(self->widget, input_captured_motion, self);
  return self->capture != NULL;
}

static void
refuse_capture(Input *self)
{
  grab_lose_pointer(&self->grab);
  if (!self->capture_refused)
    self->hooks.capture_refused(self->user_data);
  self->capture_refused = TRUE;
}

/* Brings the desktop in line with the state machine. */
void
input_apply_grab(Input *self)
{
  GrabState wanted = grab_get(&self->grab);
  GrabState applied = self->applied;

  if (!set_capture(self, wanted.capture)) {
    refuse_capture(self);
    wanted = grab_get(&self->grab);
  }
  wanted.keyboard = wanted.keyboard && self->grab_keyboard;
  self->applied = wanted;
  /* What is asked in the window of a kiosk is nothing for the desktop either. */
  take_keyboard(self, self->grab.locked ? self->active && self->grab_keyboard
                                        : wanted.keyboard && !wanted.yields);
  if (wanted.keyboard == applied.keyboard && wanted.capture == applied.capture)
    return;
  self->hooks.grab_changed(self->user_data);
}

/* What is told of the keys that let go may have changed. */
void
input_update_chord(Input *self)
{
  gboolean held = grab_is_chord_held(&self->grab);

  if (held == self->chord_held)
    return;
  self->chord_held = held;
  self->hooks.chord_held(self->user_data);
}

void
input_release_all(Input *self)
{
  input_stop_touch(self);
  if (self->display != NULL)
    oriel_display_release_all(self->display);
  memset(self->held, 0, sizeof self->held);
  self->buttons = 0;
}

static void
send_locks(Input *self)
{
  GdkSeat *seat = gdk_display_get_default_seat(gtk_widget_get_display(self->widget));
  GdkDevice *keyboard = seat != NULL ? gdk_seat_get_keyboard(seat) : NULL;
  OrielLeds leds = 0;

  if (keyboard == NULL || !input_can_send(self))
    return;
  if (gdk_device_get_caps_lock_state(keyboard))
    leds |= ORIEL_LEDS_CAPS_LOCK;
  if (gdk_device_get_num_lock_state(keyboard))
    leds |= ORIEL_LEDS_NUM_LOCK;
  if (gdk_device_get_scroll_lock_state(keyboard))
    leds |= ORIEL_LEDS_SCROLL_LOCK;
  locks_send(self->display, leds);
}

/* The window is active or not, and the widget has its focus or not. */
void
input_update_focus(Input *self)
{
  gboolean active = !GTK_IS_WINDOW(self->root) || gtk_window_is_active(GTK_WINDOW(self->root));
  /* Told of the one, GTK has not seen to the other yet. */
  gboolean has = gtk_widget_has_focus(self->widget) || gtk_widget_is_focus(self->widget);
  gboolean focused = self->root != NULL && active && has;

  self->active = self->root != NULL && active;
  if (focused == self->grab.focused) {
    input_apply_grab(self);
    return;
  }
  grab_set_focused(&self->grab, focused);
  grab_set_yielding(&self->grab, FALSE);
  self->sides = 0;
  if (focused)
    send_locks(self);
  else
    input_release_all(self);
  input_apply_grab(self);
  input_update_chord(self);
}

/* What the guest takes, or what the person allows, is another. */
void
input_update_pointer_mode(Input *self)
{
  gboolean relative = self->display != NULL &&
                      oriel_display_get_pointer_mode(self->display) == ORIEL_POINTER_RELATIVE;

  touch_set_relative(&self->touch, relative); /* which captures nothing */
  grab_set_relative(&self->grab, relative && self->allow_capture);
  input_apply_grab(self);
}

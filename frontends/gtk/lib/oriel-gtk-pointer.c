// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-gtk-input-private.h"

#include <math.h>

/* What a wheel's click turns of a touchpad's points: libinput's 15 degrees are told as 15. */
#define POINTS_PER_CLICK 15.0

/* The middle of the device pixel that the point @at is in. */
static double
to_device(const Input *self, double at)
{
  return floor(at * self->scale) + 0.5;
}

/* Outside the guest's screen the nearest pixel counts, so that edges are easy to reach. */
void
input_point_at(Input *self, double x, double y)
{
  int guest_x, guest_y;

  viewport_to_guest(self->viewport, to_device(self, x), to_device(self, y), &guest_x, &guest_y);
  if (!input_can_send(self) || self->grab.relative || (guest_x == self->x && guest_y == self->y))
    return;
  self->x = guest_x;
  self->y = guest_y;
  oriel_display_pointer_move(self->display, guest_x, guest_y);
}

static void
move_to(Input *self, double x, double y)
{
  self->hooks.pointer_moved(to_device(self, x), to_device(self, y), self->user_data);
  input_point_at(self, x, y);
}

void
input_captured_motion(double dx, double dy, gpointer user_data)
{
  Input *self = user_data;
  int whole_x, whole_y;

  self->motion_x += dx;
  self->motion_y += dy;
  whole_x = (int)trunc(self->motion_x);
  whole_y = (int)trunc(self->motion_y);
  self->motion_x -= whole_x;
  self->motion_y -= whole_y;
  if ((whole_x != 0 || whole_y != 0) && input_can_send(self))
    oriel_display_pointer_motion(self->display, whole_x, whole_y);
}

/* Once something was dropped here, GTK (4.8) says that the pointer comes in whenever a menu closes,
 * wherever it is, and not when it does. */
static void
come_in(Input *self, double x, double y)
{
  if (self->grab.inside || !gtk_widget_contains(self->widget, x, y))
    return;
  grab_set_inside(&self->grab, TRUE);
  input_apply_grab(self);
}

/* When the layout is another, GTK tells anew where the pointer is, at no time: of X11 that is where
 * a finger was. */
static void
on_motion(Input *self, double x, double y, GtkEventController *controller)
{
  gboolean again = gtk_event_controller_get_current_event_time(controller) == GDK_CURRENT_TIME;

  if (again && self->touched)
    return;
  self->touched = FALSE;
  come_in(self, x, y);
  if (self->capture != NULL)
    capture_motion(self->capture, x, y);
  else
    move_to(self, x, y);
}

/* GTK tells that of a finger as well, and no event with it; a finger does not pan. */
static void
on_enter(Input *self, double x, double y)
{
  come_in(self, x, y);
  if (self->grab.inside && self->capture == NULL)
    input_point_at(self, x, y);
}

/* A finger that is lifted is no pointer that leaves. */
static void
on_leave(Input *self)
{
  if (self->touch.n_fingers > 0)
    return;
  grab_set_inside(&self->grab, FALSE);
  input_apply_grab(self);
}

static OrielButton
get_button(guint button)
{
  switch (button) {
  case GDK_BUTTON_PRIMARY:
    return ORIEL_BUTTON_LEFT;
  case GDK_BUTTON_MIDDLE:
    return ORIEL_BUTTON_MIDDLE;
  case GDK_BUTTON_SECONDARY:
    return ORIEL_BUTTON_RIGHT;
  case 8: /* 4 to 7 are the wheel's, as in X11 */
    return ORIEL_BUTTON_SIDE;
  case 9:
    return ORIEL_BUTTON_EXTRA;
  default:
    return 0;
  }
}

void
input_set_button(Input *self, OrielButton button, gboolean pressed)
{
  guint32 bit = 1u << (button - 1);

  if (!input_can_send(self) || ((self->buttons & bit) != 0) == pressed)
    return;
  self->buttons ^= bit;
  oriel_display_pointer_button(self->display, button, pressed);
}

/* Where an event happened, in points of the widget. */
gboolean
input_get_position(Input *self, GdkEvent *event, double *x, double *y)
{
  GtkNative *native = gtk_widget_get_native(self->widget);
  double left, top;

  if (native == NULL || !gdk_event_get_position(event, x, y))
    return FALSE;
  gtk_native_get_surface_transform(native, &left, &top);
  return gtk_widget_translate_coordinates(GTK_WIDGET(native), self->widget, *x - left, *y - top, x,
                                          y);
}

static gboolean
on_button(Input *self, GdkEvent *event, gboolean pressed)
{
  OrielButton button = get_button(gdk_button_event_get_button(event));
  double x, y;

  if (pressed) {
    gboolean captures;

    gtk_widget_grab_focus(self->widget);
    captures = grab_press_button(&self->grab);
    input_apply_grab(self);
    if (captures)
      return GDK_EVENT_STOP;
  }
  if (button == 0 || !input_get_position(self, event, &x, &y))
    return GDK_EVENT_PROPAGATE;
  if (!self->grab.relative)
    move_to(self, x, y);
  if (!self->grab.relative || self->capture != NULL || !pressed)
    input_set_button(self, button, pressed);
  return input_can_send(self);
}

static gboolean
on_event(Input *self, GdkEvent *event)
{
  GdkEventType type = gdk_event_get_event_type(event);

  switch ((int)type) {
  case GDK_BUTTON_PRESS:
  case GDK_BUTTON_RELEASE:
    return on_button(self, event, type == GDK_BUTTON_PRESS);
  case GDK_TOUCH_BEGIN:
  case GDK_TOUCH_UPDATE:
  case GDK_TOUCH_END:
  case GDK_TOUCH_CANCEL:
    return input_touch(self, event);
  default:
    return GDK_EVENT_PROPAGATE;
  }
}

static void
click(Input *self, int clicks, OrielButton back, OrielButton forward)
{
  OrielButton button = clicks < 0 ? back : forward;

  for (int i = 0; i < ABS(clicks); i++) {
    oriel_display_pointer_button(self->display, button, TRUE);
    oriel_display_pointer_button(self->display, button, FALSE);
  }
}

static gboolean
on_scroll(Input *self, double dx, double dy, GtkEventControllerScroll *controller)
{
  gboolean points = gtk_event_controller_scroll_get_unit(controller) == GDK_SCROLL_UNIT_SURFACE;
  double clicks = points ? 1 / POINTS_PER_CLICK : 1;

  if (!input_can_send(self))
    return GDK_EVENT_PROPAGATE;
  click(self, wheel_turn(&self->wheel_x, dx * clicks), ORIEL_BUTTON_WHEEL_LEFT,
        ORIEL_BUTTON_WHEEL_RIGHT);
  click(self, wheel_turn(&self->wheel_y, dy * clicks), ORIEL_BUTTON_WHEEL_UP,
        ORIEL_BUTTON_WHEEL_DOWN);
  return GDK_EVENT_STOP;
}

/* Gestures follow one button at a time; a guest wants to see all of them. */
void
input_add_pointer(Input *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new();
  GtkEventController *events = gtk_event_controller_legacy_new();
  GtkEventController *scroll =
      gtk_event_controller_scroll_new(GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *all[] = {motion, events, scroll};

  g_signal_connect_swapped(motion, "enter", G_CALLBACK(on_enter), self);
  g_signal_connect_swapped(motion, "leave", G_CALLBACK(on_leave), self);
  g_signal_connect_swapped(motion, "motion", G_CALLBACK(on_motion), self);
  g_signal_connect_swapped(events, "event", G_CALLBACK(on_event), self);
  g_signal_connect_swapped(scroll, "scroll", G_CALLBACK(on_scroll), self);
  for (gsize i = 0; i < G_N_ELEMENTS(all); i++) {
    self->controllers[i] = all[i];
    gtk_widget_add_controller(self->widget, all[i]);
  }
}

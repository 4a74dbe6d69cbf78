// SPDX-License-Identifier: LGPL-2.1-or-later
/* Fingers on the widget: see shared/touch.h for what they do. */
#include "oriel-gtk-input-private.h"

/* What is in the queue comes first: on a busy machine a finger may be up already. */
#define HOLD_PRIORITY (GDK_PRIORITY_EVENTS + 10)

static gboolean
on_hold(gpointer user_data)
{
  Input *self = user_data;

  self->hold_id = 0;
  touch_held(&self->touch);
  return G_SOURCE_REMOVE;
}

static void
on_moved(double x, double y, gpointer user_data)
{
  input_point_at(user_data, x, y);
}

static void
on_button(OrielButton button, gboolean pressed, gpointer user_data)
{
  input_set_button(user_data, button, pressed);
}

static void
on_panned(double *dx, double *dy, gpointer user_data)
{
  Input *self = user_data;

  *dx *= self->scale;
  *dy *= self->scale;
  self->hooks.panned(dx, dy, self->user_data);
  *dx /= self->scale;
  *dy /= self->scale;
}

static void
on_pinched(double factor, double x, double y, gpointer user_data)
{
  Input *self = user_data;

  self->hooks.pinched(factor, x * self->scale, y * self->scale, self->user_data);
}

static void
lose(Input *self, GdkEventSequence *sequence)
{
  touch_lose(&self->touch, (guintptr)sequence);
  if (touch_get_hold(&self->touch) < 0)
    g_clear_handle_id(&self->hold_id, g_source_remove);
}

/* A widget around ours that takes a finger for itself, to scroll, says so to gestures alone. This
 * one comes after the other controllers, so that GTK asks it before them. */
void
input_init_touch(Input *self)
{
  static const TouchHooks hooks = {on_moved, input_captured_motion, on_button, on_panned,
                                   on_pinched};
  GtkGesture *gesture = gtk_gesture_drag_new();

  touch_init(&self->touch, &hooks, self);
  gtk_gesture_single_set_touch_only(GTK_GESTURE_SINGLE(gesture), TRUE);
  g_signal_connect_swapped(gesture, "cancel", G_CALLBACK(lose), self);
  self->controllers[3] = GTK_EVENT_CONTROLLER(gesture);
  gtk_widget_add_controller(self->widget, self->controllers[3]);
}

/* Lets go of what fingers hold; those that are down do nothing any more. */
void
input_stop_touch(Input *self)
{
  touch_reset(&self->touch);
  g_clear_handle_id(&self->hold_id, g_source_remove);
}

/* As the desktop is set. */
static void
read_settings(Input *self)
{
  guint hold;
  int double_tap, slop;

  g_object_get(gtk_widget_get_settings(self->widget), "gtk-long-press-time", &hold,
               "gtk-double-click-time", &double_tap, "gtk-dnd-drag-threshold", &slop, NULL);
  self->touch.hold = (int)MIN(hold, G_MAXINT);
  self->touch.double_tap = (guint32)double_tap;
  self->touch.slop = slop;
}

static void
put_down(Input *self, guint64 finger, double x, double y, guint32 time)
{
  int hold;

  gtk_widget_grab_focus(self->widget);
  read_settings(self);
  touch_down(&self->touch, finger, x, y, time);
  hold = touch_get_hold(&self->touch);
  g_clear_handle_id(&self->hold_id, g_source_remove);
  if (hold >= 0)
    self->hold_id = g_timeout_add_full(HOLD_PRIORITY, (guint)hold, on_hold, self, NULL);
}

static void
follow(Input *self, GdkEvent *event, guint64 finger, double x, double y)
{
  switch ((int)gdk_event_get_event_type(event)) {
  case GDK_TOUCH_BEGIN:
    put_down(self, finger, x, y, gdk_event_get_time(event));
    break;
  case GDK_TOUCH_UPDATE:
    touch_move(&self->touch, finger, x, y);
    break;
  case GDK_TOUCH_END:
    touch_move(&self->touch, finger, x, y);
    touch_up(&self->touch, finger, gdk_event_get_time(event));
    break;
  default:
    touch_lose(&self->touch, finger);
    break;
  }
  if (touch_get_hold(&self->touch) < 0)
    g_clear_handle_id(&self->hold_id, g_source_remove);
}

/* Returns GDK_EVENT_STOP for what the guest gets. */
gboolean
input_touch(Input *self, GdkEvent *event)
{
  guint64 finger = (guintptr)gdk_event_get_event_sequence(event);
  double x = 0, y = 0;

  if (!input_get_position(self, event, &x, &y) &&
      gdk_event_get_event_type(event) != GDK_TOUCH_CANCEL)
    return GDK_EVENT_PROPAGATE;
  self->touched = TRUE;
  follow(self, event, finger, x, y);
  return input_can_send(self);
}

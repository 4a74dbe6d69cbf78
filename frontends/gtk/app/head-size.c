// SPDX-License-Identifier: LGPL-2.1-or-later
/* How large the window is, and how large the guest in it. */
#include "head.h"

#include "shared/viewport.h"

/* What will be around a guest that has not been seen. */
static void
measure_frame(Head *self, int *width, int *height)
{
  GtkWidget *widgets[] = {GTK_WIDGET(self->window), GTK_WIDGET(self->view)};
  int sizes[2][2];

  for (int i = 0; i < 2; i++) {
    gtk_widget_measure(widgets[i], GTK_ORIENTATION_HORIZONTAL, -1, NULL, &sizes[i][0], NULL, NULL);
    gtk_widget_measure(widgets[i], GTK_ORIENTATION_VERTICAL, -1, NULL, &sizes[i][1], NULL, NULL);
  }
  *width = MAX(sizes[0][0] - sizes[1][0], 0);
  *height = MAX(sizes[0][1] - sizes[1][1], 0);
}

/* What is around the guest: the header bar, and a frame where the desktop draws no shadows. */
static void
get_frame(Head *self, int *width, int *height)
{
  int view_width = gtk_widget_get_width(GTK_WIDGET(self->view));
  int view_height = gtk_widget_get_height(GTK_WIDGET(self->view));

  if (!self->framed && view_width > 0 && gtk_widget_get_mapped(GTK_WIDGET(self->view)) &&
      !full_screen_is_active(self->full_screen)) {
    gtk_window_get_default_size(self->window, &self->frame_width, &self->frame_height);
    self->frame_width = MAX(self->frame_width - view_width, 0);
    self->frame_height = MAX(self->frame_height - view_height, 0);
    self->framed = TRUE;
  }
  *width = self->frame_width;
  *height = self->frame_height;
  if (!self->framed)
    measure_frame(self, width, height);
}

/* The largest window that a monitor takes. */
static void
get_room(Head *self, int *width, int *height)
{
  GdkDisplay *display = gtk_widget_get_display(GTK_WIDGET(self->window));
  GdkSurface *surface = gtk_native_get_surface(GTK_NATIVE(self->window));
  GdkMonitor *monitor =
      surface != NULL ? gdk_display_get_monitor_at_surface(display, surface) : NULL;
  GdkRectangle area;

  *width = *height = G_MAXINT;
  if (monitor == NULL)
    return;
  gdk_monitor_get_geometry(monitor, &area);
  *width = area.width;
  *height = area.height;
}

/* Gives the window the size of the guest at this zoom. Returns FALSE if it does not fit. */
static gboolean
resize(Head *self, int percent)
{
  OrielDisplay *display = oriel_gtk_view_get_display(self->view);
  double scale = gtk_widget_get_scale_factor(GTK_WIDGET(self->view));
  int width, height, frame_width, frame_height, room_width, room_height;

  if (display == NULL)
    return FALSE;
  get_frame(self, &frame_width, &frame_height);
  width =
      frame_width + viewport_get_points(oriel_display_get_width(display) * percent / 100, scale);
  height =
      frame_height + viewport_get_points(oriel_display_get_height(display) * percent / 100, scale);
  get_room(self, &room_width, &room_height);
  gtk_window_set_default_size(self->window, MIN(width, room_width), MIN(height, room_height));
  return width <= room_width && height <= room_height;
}

/* Nobody but the desktop says how large it is. */
static gboolean
is_fixed(Head *self)
{
  return full_screen_is_active(self->full_screen) || gtk_window_is_maximized(self->window);
}

/* Makes the window as large as the guest is at this zoom; where it cannot be (full screen, a small
 * monitor), the guest is that large, and panned. */
void
head_set_zoom(Head *self, int percent)
{
  oriel_gtk_view_set_zoom(self->view, percent);
  percent = oriel_gtk_view_get_zoom(self->view);
  if (is_fixed(self) || !resize(self, percent))
    oriel_gtk_view_set_scaling(self->view, ORIEL_GTK_SCALING_FIXED);
}

gboolean
head_resize_to_guest(Head *self)
{
  int before[2], after[2];

  gtk_window_get_default_size(self->window, &before[0], &before[1]);
  self->unsized = is_fixed(self);
  if (!self->unsized)
    resize(self, oriel_gtk_view_get_zoom(self->view));
  gtk_window_get_default_size(self->window, &after[0], &after[1]);
  return before[0] != after[0] || before[1] != after[1];
}

void
head_take_frame(Head *self, const Head *other)
{
  self->frame_width = other->frame_width;
  self->frame_height = other->frame_height;
  self->framed = other->framed;
}

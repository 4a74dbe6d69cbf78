// SPDX-License-Identifier: LGPL-2.1-or-later
/* X11 tells positions. The pointer is put back into the middle of the widget when it has left that
 * by a quarter, and the jump is not counted. */
#include "oriel-gtk-capture-private.h"

#include <X11/Xlib.h>
#include <gdk/x11/gdkx.h>
#include <math.h>

typedef struct {
  GtkWidget *widget;
  CaptureMoved moved;
  gpointer user_data;
  double x; /* where the pointer is, in points of the widget */
  double y;
  gboolean known;
} X11Capture;

static gboolean
fits(GdkDisplay *display)
{
  return GDK_IS_X11_DISPLAY(display);
}

/* GTK deprecates its X11 backend in later versions, which still has these. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS
static void
warp(X11Capture *self)
{
  GdkSurface *surface = gtk_native_get_surface(gtk_widget_get_native(self->widget));
  Display *display = gdk_x11_display_get_xdisplay(gdk_surface_get_display(surface));
  double x = gtk_widget_get_width(self->widget) / 2;
  double y = gtk_widget_get_height(self->widget) / 2;
  int scale = gdk_surface_get_scale_factor(surface);
  double surface_x, surface_y;

  if (!capture_to_surface(self->widget, x, y, &surface_x, &surface_y))
    return;
  XWarpPointer(display, None, gdk_x11_surface_get_xid(surface), 0, 0, 0, 0,
               (int)lround(surface_x * scale), (int)lround(surface_y * scale));
  XFlush(display);
  self->x = x;
  self->y = y;
  self->known = TRUE;
}
G_GNUC_END_IGNORE_DEPRECATIONS

static gpointer
start(GtkWidget *widget, CaptureMoved moved, gpointer user_data)
{
  X11Capture *self = g_new0(X11Capture, 1);

  self->widget = widget;
  self->moved = moved;
  self->user_data = user_data;
  warp(self);
  return self;
}

static void
stop(gpointer state)
{
  g_free(state);
}

static void
motion(gpointer state, double x, double y)
{
  X11Capture *self = state;
  double width = gtk_widget_get_width(self->widget);
  double height = gtk_widget_get_height(self->widget);
  double dx = x - self->x;
  double dy = y - self->y;

  self->x = x;
  self->y = y;
  if (self->known && (dx != 0 || dy != 0)) /* whole points, as the server tells them */
    self->moved(dx, dy, self->user_data);
  self->known = TRUE;
  if (fabs(x - width / 2) > width / 4 || fabs(y - height / 2) > height / 4)
    warp(self);
}

const CaptureSystem capture_x11 = {fits, start, stop, motion};

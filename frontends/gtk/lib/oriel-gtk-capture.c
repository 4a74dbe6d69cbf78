// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-gtk-capture.h"

#include "oriel-gtk-capture-private.h"

struct _Capture {
  const CaptureSystem *system;
  gpointer state;
};

static const CaptureSystem *const systems[] = {
#ifdef HAVE_X11
    &capture_x11,
#endif
#ifdef HAVE_WAYLAND
    &capture_wayland,
#endif
    NULL,
};

static const CaptureSystem *
find_system(GtkWidget *widget)
{
  GdkDisplay *display = gtk_widget_get_display(widget);

  for (gsize i = 0; systems[i] != NULL; i++)
    if (systems[i]->fits(display))
      return systems[i];
  return NULL;
}

Capture *
capture_start(GtkWidget *widget, CaptureMoved moved, gpointer user_data)
{
  const CaptureSystem *system = find_system(widget);
  gpointer state = system != NULL ? system->start(widget, moved, user_data) : NULL;
  Capture *self;

  if (state == NULL)
    return NULL;
  self = g_new0(Capture, 1);
  self->system = system;
  self->state = state;
  return self;
}

void
capture_stop(Capture *self)
{
  self->system->stop(self->state);
  g_free(self);
}

void
capture_motion(Capture *self, double x, double y)
{
  if (self->system->motion != NULL)
    self->system->motion(self->state, x, y);
}

gboolean
capture_to_surface(GtkWidget *widget, double x, double y, double *surface_x, double *surface_y)
{
  GtkNative *native = gtk_widget_get_native(widget);
  double left, top;

  if (native == NULL ||
      !gtk_widget_translate_coordinates(widget, GTK_WIDGET(native), x, y, surface_x, surface_y))
    return FALSE;
  gtk_native_get_surface_transform(native, &left, &top);
  *surface_x += left;
  *surface_y += top;
  return TRUE;
}

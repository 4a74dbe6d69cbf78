// SPDX-License-Identifier: LGPL-2.1-or-later
#include "bare.h"

#ifdef HAVE_X11
#include <gdk/x11/gdkx.h>

/* (nullable) (transfer none): of a window of X11 that is there */
static GdkSurface *
get_surface(GtkWindow *window)
{
  GdkSurface *surface = gtk_native_get_surface(GTK_NATIVE(window));

  return surface != NULL && GDK_IS_X11_SURFACE(surface) ? surface : NULL;
}

G_GNUC_BEGIN_IGNORE_DEPRECATIONS /* of GTK's backend for X11, in later versions */
    static Display *
    get_display(GdkSurface *surface)
{
  return gdk_x11_display_get_xdisplay(gdk_surface_get_display(surface));
}

gboolean
bare_is(GtkWindow *window)
{
  GdkDisplay *display = gtk_widget_get_display(GTK_WIDGET(window));

  return GDK_IS_X11_DISPLAY(display) &&
         !gdk_x11_screen_supports_net_wm_hint(gdk_x11_display_get_screen(display),
                                              "_NET_WM_STATE_FULLSCREEN");
}

gboolean
bare_find(GtkWindow *window, int *x, int *y)
{
  GdkSurface *surface = get_surface(window);
  Window child;

  if (surface == NULL ||
      !XTranslateCoordinates(get_display(surface), gdk_x11_surface_get_xid(surface),
                             DefaultRootWindow(get_display(surface)), 0, 0, x, y, &child))
    return FALSE;
  *x /= gdk_surface_get_scale_factor(surface);
  *y /= gdk_surface_get_scale_factor(surface);
  return TRUE;
}

void
bare_place(GtkWindow *window, const GdkRectangle *area)
{
  GdkSurface *surface = get_surface(window);
  int scale = surface != NULL ? gdk_surface_get_scale_factor(surface) : 1;

  if (surface != NULL)
    XMoveResizeWindow(get_display(surface), gdk_x11_surface_get_xid(surface), area->x * scale,
                      area->y * scale, (guint)(area->width * scale), (guint)(area->height * scale));
}

void
bare_raise(GtkWindow *window)
{
  GdkSurface *surface = get_surface(window);

  if (surface != NULL)
    XRaiseWindow(get_display(surface), gdk_x11_surface_get_xid(surface));
}
G_GNUC_END_IGNORE_DEPRECATIONS
#else
gboolean
bare_is(GtkWindow *window)
{
  return FALSE;
}

gboolean
bare_find(GtkWindow *window, int *x, int *y)
{
  return FALSE;
}

void
bare_place(GtkWindow *window, const GdkRectangle *area)
{
}

void
bare_raise(GtkWindow *window)
{
}
#endif

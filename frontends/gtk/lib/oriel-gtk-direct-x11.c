// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-gtk-direct.h"

#include <X11/Xlib-xcb.h>
#include <gdk/x11/gdkx.h>

/* Blue, green and red in that order, as they are in framebuffers. */
static gboolean
has_our_format(const XWindowAttributes *window)
{
  return window->visual->red_mask == 0xff0000 && window->visual->green_mask == 0xff00 &&
         window->visual->blue_mask == 0xff;
}

/* GTK deprecates its X11 backend in later versions, which still has these. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS
ShmWindow *
direct_new(GdkSurface *surface)
{
  XWindowAttributes window;
  Display *display;

  if (!GDK_IS_X11_SURFACE(surface))
    return NULL;
  display = gdk_x11_display_get_xdisplay(gdk_surface_get_display(surface));
  if (!XGetWindowAttributes(display, gdk_x11_surface_get_xid(surface), &window) ||
      !has_our_format(&window))
    return NULL;
  return shm_window_new(XGetXCBConnection(display), (guint32)gdk_x11_surface_get_xid(surface),
                        (guint8)window.depth);
}
G_GNUC_END_IGNORE_DEPRECATIONS

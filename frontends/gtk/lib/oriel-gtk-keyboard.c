// SPDX-License-Identifier: LGPL-2.1-or-later
/* On Wayland GTK asks the compositor to keep its shortcuts. For X11 it has a word of that as well,
 * but GTK 4.8 does nothing there: the keyboard is grabbed here. GTK goes on to get its own events,
 * since owner_events is set. */
#include "oriel-gtk-keyboard.h"

#ifdef HAVE_X11
#include <X11/Xlib.h>
#include <gdk/x11/gdkx.h>

/* GTK deprecates its X11 backend in later versions, which still has these. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS
static gboolean
take_x11(GdkSurface *surface)
{
  Display *display = gdk_x11_display_get_xdisplay(gdk_surface_get_display(surface));
  int status = XGrabKeyboard(display, gdk_x11_surface_get_xid(surface), True, GrabModeAsync,
                             GrabModeAsync, CurrentTime);

  return status == GrabSuccess;
}

static void
give_back_x11(GdkSurface *surface)
{
  Display *display = gdk_x11_display_get_xdisplay(gdk_surface_get_display(surface));

  XUngrabKeyboard(display, CurrentTime);
  XFlush(display);
}
G_GNUC_END_IGNORE_DEPRECATIONS
#endif

gboolean
keyboard_take(GdkSurface *surface)
{
#ifdef HAVE_X11
  if (GDK_IS_X11_SURFACE(surface))
    return take_x11(surface);
#endif
  if (GDK_IS_TOPLEVEL(surface))
    gdk_toplevel_inhibit_system_shortcuts(GDK_TOPLEVEL(surface), NULL);
  return TRUE;
}

void
keyboard_give_back(GdkSurface *surface)
{
#ifdef HAVE_X11
  if (GDK_IS_X11_SURFACE(surface)) {
    give_back_x11(surface);
    return;
  }
#endif
  if (GDK_IS_TOPLEVEL(surface))
    gdk_toplevel_restore_system_shortcuts(GDK_TOPLEVEL(surface));
}

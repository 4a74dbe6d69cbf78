// SPDX-License-Identifier: LGPL-2.1-or-later
/* On Wayland GTK asks the compositor to keep its shortcuts. For X11 it has a word of that as well,
 * but GTK 4.8 does nothing there: the keyboard is grabbed here. GTK goes on to get its own events,
 * since owner_events is set. It is grabbed as GTK grabs it, for a menu: the server lets a client
 * have one grab replaced by another of its own, but none of the core protocol by one of XInput. */
#include "oriel-gtk-keyboard.h"

#ifdef HAVE_X11
#include <X11/extensions/XInput2.h>
#include <gdk/x11/gdkx.h>

/* GTK deprecates its X11 backend in later versions, which still has these. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS
static GdkDevice *
get_keyboard(GdkSurface *surface)
{
  return gdk_seat_get_keyboard(gdk_display_get_default_seat(gdk_surface_get_display(surface)));
}

static gboolean
take_x11(GdkSurface *surface)
{
  Display *display = gdk_x11_display_get_xdisplay(gdk_surface_get_display(surface));
  guint8 bits[XIMaskLen(XI_LASTEVENT)] = {0};
  XIEventMask mask = {XIAllMasterDevices, sizeof bits, bits};
  int status;

  XISetMask(bits, XI_KeyPress);
  XISetMask(bits, XI_KeyRelease);
  status = XIGrabDevice(display, gdk_x11_device_get_id(get_keyboard(surface)),
                        gdk_x11_surface_get_xid(surface), CurrentTime, None, XIGrabModeAsync,
                        XIGrabModeAsync, True, &mask);
  return status == XIGrabSuccess;
}

/* A menu that has opened has it: GTK's grab, which has replaced this one, is left alone. */
static void
give_back_x11(GdkSurface *surface)
{
  GdkDisplay *display = gdk_surface_get_display(surface);
  GdkDevice *keyboard = get_keyboard(surface);

  if (gdk_display_device_is_grabbed(display, keyboard))
    return;
  XIUngrabDevice(gdk_x11_display_get_xdisplay(display), gdk_x11_device_get_id(keyboard),
                 CurrentTime);
  XFlush(gdk_x11_display_get_xdisplay(display));
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

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

static Display *
get_display(GdkSurface *surface)
{
  return gdk_x11_display_get_xdisplay(gdk_surface_get_display(surface));
}

static gboolean on_event(GdkDisplay *display, gpointer data, GdkSurface *surface);

/* A menu that has opened has it: GTK's grab, which has replaced this one, is left alone. */
static void
give_back_x11(GdkSurface *surface)
{
  GdkDisplay *display = gdk_surface_get_display(surface);
  GdkDevice *keyboard = get_keyboard(surface);

  g_signal_handlers_disconnect_by_func(display, on_event, surface);
  if (gdk_display_device_is_grabbed(display, keyboard))
    return;
  XIUngrabDevice(get_display(surface), gdk_x11_device_get_id(keyboard), CurrentTime);
  XFlush(get_display(surface));
}

/* The focus goes to another window, of which GTK takes no notice while the keyboard is grabbed. */
static gboolean
on_event(GdkDisplay *display, gpointer data, GdkSurface *surface)
{
  const XGenericEventCookie *cookie = &((XEvent *)data)->xcookie;
  const XIFocusOutEvent *event = cookie->data;
  int opcode, first_event, first_error;

  if (cookie->type == GenericEvent && cookie->evtype == XI_FocusOut && event != NULL &&
      XQueryExtension(cookie->display, "XInputExtension", &opcode, &first_event, &first_error) &&
      cookie->extension == opcode && event->mode == XINotifyWhileGrabbed &&
      event->event == gdk_x11_surface_get_xid(surface))
    give_back_x11(surface);
  return GDK_EVENT_PROPAGATE;
}

static gboolean
take_x11(GdkSurface *surface)
{
  guint8 bits[XIMaskLen(XI_LASTEVENT)] = {0};
  XIEventMask mask = {XIAllMasterDevices, sizeof bits, bits};
  int status;

  XISetMask(bits, XI_KeyPress);
  XISetMask(bits, XI_KeyRelease);
  status = XIGrabDevice(get_display(surface), gdk_x11_device_get_id(get_keyboard(surface)),
                        gdk_x11_surface_get_xid(surface), CurrentTime, None, XIGrabModeAsync,
                        XIGrabModeAsync, True, &mask);
  if (status != XIGrabSuccess)
    return FALSE;
  g_signal_connect_object(gdk_surface_get_display(surface), "xevent", G_CALLBACK(on_event), surface,
                          0);
  return TRUE;
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

// SPDX-License-Identifier: LGPL-2.1-or-later
/* On Wayland GTK asks the compositor to keep its shortcuts. For X11 it has a word of that as well,
 * but GTK 4.8 does nothing there: the keyboard is grabbed here. GTK goes on to get its own events,
 * since owner_events is set. It is grabbed as GTK grabs it, for a menu: the server lets a client
 * have one grab replaced by another of its own, but none of the core protocol by one of XInput. */
#include "oriel-gtk-keyboard.h"

#ifdef HAVE_X11
#include <X11/extensions/XInput2.h>
#include <gdk/x11/gdkx.h>

/* Where it is refused, it is tried again after this, and each time after twice as long; at once
 * when the focus comes. */
#define RETRY_MS 100
#define MAX_RETRY_MS 3200

#define TAKER "oriel-gtk-keyboard"

/* The surface that has grabbed last, compared alone. A grab is the process's: a window does not
 * give back what another has. */
static GdkSurface *grabber;

/* Of a surface that is to have the keyboard, whether it has got it or not. */
typedef struct {
  GdkSurface *surface; /* which owns this */
  GdkDisplay *display; /* (owned) */
  guint retry_id;
  guint delay; /* ms, until it is tried again */
} Taker;

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

/* A menu that has opened has it: GTK's grab, which has replaced this one, is left alone. */
static gboolean
is_of_menu(GdkSurface *surface)
{
  return gdk_display_device_is_grabbed(gdk_surface_get_display(surface), get_keyboard(surface));
}

static void
ungrab(GdkSurface *surface)
{
  if (surface != grabber || is_of_menu(surface))
    return;
  XIUngrabDevice(get_display(surface), gdk_x11_device_get_id(get_keyboard(surface)), CurrentTime);
  XFlush(get_display(surface));
}

/* Whether @window is @ancestor, or in it: GTK has a window of its own for the focus. */
static gboolean
is_in(Display *display, Window window, Window ancestor)
{
  Window root, parent, *children;
  unsigned n_children;

  while (window != None && window != ancestor) {
    if (!XQueryTree(display, window, &root, &parent, &children, &n_children))
      return FALSE;
    XFree(children);
    window = parent;
  }
  return window == ancestor;
}

/* GTK takes a grab for the focus. One that were made for what it says then, and given back for what
 * it says of the one before, would be made and given back without end. Without a window manager the
 * focus may be wherever the pointer is. */
static gboolean
has_focus(GdkSurface *surface)
{
  GdkDisplay *gdk_display = gdk_surface_get_display(surface);
  Display *display = get_display(surface);
  Window focus = None;
  gboolean has;

  gdk_x11_display_error_trap_push(gdk_display); /* a window may go meanwhile */
  XIGetFocus(display, gdk_x11_device_get_id(get_keyboard(surface)), &focus);
  has = focus == PointerRoot || is_in(display, focus, gdk_x11_surface_get_xid(surface));
  gdk_x11_display_error_trap_pop_ignored(gdk_display);
  return has;
}

static gboolean
grab(GdkSurface *surface)
{
  guint8 bits[XIMaskLen(XI_LASTEVENT)] = {0};
  XIEventMask mask = {XIAllMasterDevices, sizeof bits, bits};
  int status;

  if (!has_focus(surface))
    return FALSE;
  XISetMask(bits, XI_KeyPress);
  XISetMask(bits, XI_KeyRelease);
  status = XIGrabDevice(get_display(surface), gdk_x11_device_get_id(get_keyboard(surface)),
                        gdk_x11_surface_get_xid(surface), CurrentTime, None, XIGrabModeAsync,
                        XIGrabModeAsync, True, &mask);
  if (status != XIGrabSuccess)
    return FALSE;
  grabber = surface;
  return TRUE;
}

static gboolean on_retry(gpointer user_data);

/* A menu has the keyboard before it. */
static void
take_now(Taker *self)
{
  g_clear_handle_id(&self->retry_id, g_source_remove);
  if (gdk_surface_is_destroyed(self->surface))
    return;
  if (!is_of_menu(self->surface) && grab(self->surface)) {
    self->delay = RETRY_MS;
    return;
  }
  self->retry_id = g_timeout_add(self->delay, on_retry, self);
  self->delay = MIN(self->delay * 2, MAX_RETRY_MS);
}

static gboolean
on_retry(gpointer user_data)
{
  Taker *self = user_data;

  self->retry_id = 0;
  take_now(self);
  return G_SOURCE_REMOVE;
}

/* Of the surface, where the focus does not only move inside of it, to GTK's window for it; NULL =
 * something else. */
static const XIFocusInEvent *
find_focus_event(gpointer data, GdkSurface *surface)
{
  const XGenericEventCookie *cookie = &((XEvent *)data)->xcookie;
  const XIFocusInEvent *event = cookie->data;
  int opcode, first_event, first_error;

  if (cookie->type != GenericEvent || event == NULL ||
      (cookie->evtype != XI_FocusIn && cookie->evtype != XI_FocusOut) ||
      !XQueryExtension(cookie->display, "XInputExtension", &opcode, &first_event, &first_error) ||
      cookie->extension != opcode || event->event != gdk_x11_surface_get_xid(surface) ||
      event->detail == XINotifyInferior)
    return NULL;
  return event;
}

/* The focus goes to another window, of which GTK takes no notice while the keyboard is grabbed; or
 * it comes back, of which GTK takes no notice either then: window managers move it to and fro. It
 * comes as well when another program has let go of the keyboard. */
static gboolean
on_event(GdkDisplay *display, gpointer data, Taker *self)
{
  const XIFocusInEvent *event = find_focus_event(data, self->surface);

  if (event == NULL)
    return GDK_EVENT_PROPAGATE;
  if (event->evtype == XI_FocusOut && event->mode == XINotifyWhileGrabbed) {
    g_clear_handle_id(&self->retry_id, g_source_remove);
    ungrab(self->surface);
  } else if (event->evtype == XI_FocusIn && event->mode != XINotifyGrab) {
    self->delay = RETRY_MS;
    take_now(self);
  }
  return GDK_EVENT_PROPAGATE;
}

static void
free_taker(gpointer data)
{
  Taker *self = data;

  g_clear_handle_id(&self->retry_id, g_source_remove);
  g_signal_handlers_disconnect_by_data(self->display, self);
  g_object_unref(self->display);
  g_free(self);
}

static void
give_back_x11(GdkSurface *surface)
{
  g_object_set_data(G_OBJECT(surface), TAKER, NULL);
  ungrab(surface);
}

static void
take_x11(GdkSurface *surface)
{
  Taker *self;

  if (g_object_get_data(G_OBJECT(surface), TAKER) != NULL)
    return;
  self = g_new0(Taker, 1);
  self->surface = surface;
  self->display = g_object_ref(gdk_surface_get_display(surface));
  self->delay = RETRY_MS;
  g_object_set_data_full(G_OBJECT(surface), TAKER, self, free_taker);
  g_signal_connect(self->display, "xevent", G_CALLBACK(on_event), self);
  take_now(self);
}
G_GNUC_END_IGNORE_DEPRECATIONS
#endif

void
keyboard_take(GdkSurface *surface)
{
#ifdef HAVE_X11
  if (GDK_IS_X11_SURFACE(surface)) {
    take_x11(surface);
    return;
  }
#endif
  if (GDK_IS_TOPLEVEL(surface))
    gdk_toplevel_inhibit_system_shortcuts(GDK_TOPLEVEL(surface), NULL);
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

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "in-front.h"

#ifdef HAVE_X11
#include <X11/Xatom.h>
#include <gdk/x11/gdkx.h>
#endif

struct _InFront {
  GtkWindow *window;
  GdkDisplay *display; /* (owned) */
  void (*changed)(gpointer user_data);
  gpointer user_data;
};

typedef gboolean (*Is)(GtkWindow *window, gconstpointer data);

static gboolean
any_window(Is is, gconstpointer data)
{
  GListModel *windows = gtk_window_get_toplevels();
  gboolean found = FALSE;

  for (guint i = 0; !found && i < g_list_model_get_n_items(windows); i++) {
    g_autoptr(GtkWindow) window = g_list_model_get_item(windows, i);

    found = is(window, data);
  }
  return found;
}

static gboolean
is_active(GtkWindow *window, gconstpointer data)
{
  return gtk_window_is_active(window);
}

#ifdef HAVE_X11
#define ACTIVE_WINDOW "_NET_ACTIVE_WINDOW"

/* GTK deprecates its X11 backend in later versions, which still has these. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS
/* None = none, or it is not ours to know. */
static Window
find_active(GdkDisplay *display)
{
  Display *x11 = gdk_x11_display_get_xdisplay(display);
  Atom type = None;
  int format = 0;
  unsigned long count = 0, rest;
  unsigned char *value = NULL;
  Window found = None;

  if (XGetWindowProperty(x11, DefaultRootWindow(x11),
                         gdk_x11_get_xatom_by_name_for_display(display, ACTIVE_WINDOW), 0, 1, False,
                         XA_WINDOW, &type, &format, &count, &rest, &value) == Success &&
      type == XA_WINDOW && format == 32 && count == 1)
    found = (Window) * (unsigned long *)value;
  if (value != NULL)
    XFree(value);
  return found;
}

static gboolean
is_window(GtkWindow *window, gconstpointer data)
{
  GdkSurface *surface = gtk_native_get_surface(GTK_NATIVE(window));

  return surface != NULL && gdk_x11_surface_get_xid(surface) == *(const Window *)data;
}

/* Where nobody manages windows, nobody says so. */
static gboolean
is_for_manager(GdkDisplay *display)
{
  Window active;

  if (!GDK_IS_X11_DISPLAY(display) ||
      !gdk_x11_screen_supports_net_wm_hint(gdk_x11_display_get_screen(display), ACTIVE_WINDOW))
    return TRUE;
  active = find_active(display);
  return any_window(is_window, &active);
}

static gboolean
on_event(GdkDisplay *display, gpointer data, InFront *self)
{
  const XPropertyEvent *event = &((XEvent *)data)->xproperty;

  if (event->type == PropertyNotify && event->window == DefaultRootWindow(event->display) &&
      event->atom == gdk_x11_get_xatom_by_name_for_display(display, ACTIVE_WINDOW))
    self->changed(self->user_data);
  return GDK_EVENT_PROPAGATE;
}

/* What GTK wants to know of the root window stays as it is. */
static void
watch_manager(InFront *self)
{
  XWindowAttributes attributes;
  Display *display;

  if (!GDK_IS_X11_DISPLAY(self->display))
    return;
  display = gdk_x11_display_get_xdisplay(self->display);
  if (XGetWindowAttributes(display, DefaultRootWindow(display), &attributes))
    XSelectInput(display, DefaultRootWindow(display),
                 attributes.your_event_mask | PropertyChangeMask);
  g_signal_connect(self->display, "xevent", G_CALLBACK(on_event), self);
}
G_GNUC_END_IGNORE_DEPRECATIONS
#else
static gboolean
is_for_manager(GdkDisplay *display)
{
  return TRUE;
}

static void
watch_manager(InFront *self)
{
}
#endif

static void
on_active(InFront *self)
{
  self->changed(self->user_data);
}

InFront *
in_front_new(GtkWindow *window, void (*changed)(gpointer user_data), gpointer user_data)
{
  InFront *self = g_new0(InFront, 1);

  self->window = window;
  self->display = g_object_ref(gtk_widget_get_display(GTK_WIDGET(window)));
  self->changed = changed;
  self->user_data = user_data;
  g_signal_connect_swapped(window, "notify::is-active", G_CALLBACK(on_active), self);
  watch_manager(self);
  return self;
}

void
in_front_free(InFront *self)
{
  g_signal_handlers_disconnect_by_data(self->window, self);
  g_signal_handlers_disconnect_by_data(self->display, self);
  g_object_unref(self->display);
  g_free(self);
}

gboolean
in_front_is(const InFront *self)
{
  return any_window(is_active, NULL) && is_for_manager(self->display);
}

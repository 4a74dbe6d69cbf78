// SPDX-License-Identifier: LGPL-2.1-or-later
#include "full-screen.h"

#include "shared/kiosk-guard.h"

#ifdef HAVE_X11
#include <gdk/x11/gdkx.h>
#endif

#define EDGE 2 /* points: the pointer is at the top */

struct _FullScreen {
  GtkWindow *window;
  GtkWidget *header; /* (owned) */
  KioskGuard *guard; /* (owned) (nullable): of a kiosk, which has no header, and no way back */
  gboolean was_told; /* that it is in full screen: there is a window manager */
  int monitor;       /* that was asked for last, from 1; 0 = the one the window is on */
  GtkWidget *box;    /* (owned): header and content, one above the other */
  GtkWidget *revealer;
  GtkEventController *motion; /* (owned) */
};

/* The header is either above the content or slides over it. */
static void
on_changed(FullScreen *self)
{
  gboolean full = gtk_window_is_fullscreen(self->window);
  gboolean over = gtk_widget_is_ancestor(self->header, self->revealer);

  if (self->guard != NULL) {
    self->was_told |= full;
    return;
  }
  if (full == over)
    return;
  if (full) {
    gtk_box_remove(GTK_BOX(self->box), self->header);
    gtk_revealer_set_reveal_child(GTK_REVEALER(self->revealer), FALSE);
    gtk_revealer_set_child(GTK_REVEALER(self->revealer), self->header);
  } else {
    gtk_revealer_set_child(GTK_REVEALER(self->revealer), NULL);
    gtk_box_prepend(GTK_BOX(self->box), self->header);
  }
  gtk_widget_set_visible(self->revealer, full);
}

static gboolean
has_open_menu(GtkWidget *widget)
{
  if (GTK_IS_MENU_BUTTON(widget)) {
    GtkPopover *popover = gtk_menu_button_get_popover(GTK_MENU_BUTTON(widget));

    return popover != NULL && gtk_widget_get_mapped(GTK_WIDGET(popover));
  }
  for (GtkWidget *i = gtk_widget_get_first_child(widget); i != NULL;
       i = gtk_widget_get_next_sibling(i))
    if (has_open_menu(i))
      return TRUE;
  return FALSE;
}

static void
on_motion(FullScreen *self, double x, double y)
{
  GtkRevealer *revealer = GTK_REVEALER(self->revealer);

  if (!gtk_window_is_fullscreen(self->window))
    return;
  if (y <= EDGE)
    gtk_revealer_set_reveal_child(revealer, TRUE);
  else if (y > gtk_widget_get_height(self->revealer) && gtk_revealer_get_child_revealed(revealer) &&
           !has_open_menu(self->header))
    gtk_revealer_set_reveal_child(revealer, FALSE);
}

/* Kiosks */

/* Without a window manager it is never told that it covers its monitor: its size tells. */
static gboolean
covers(FullScreen *self)
{
  GdkSurface *surface = gtk_native_get_surface(GTK_NATIVE(self->window));
  GdkMonitor *monitor =
      gdk_display_get_monitor_at_surface(gdk_surface_get_display(surface), surface);
  GdkRectangle area;

  if (gtk_window_is_fullscreen(self->window) || self->was_told || monitor == NULL)
    return gtk_window_is_fullscreen(self->window);
  gdk_monitor_get_geometry(monitor, &area);
  return gdk_surface_get_width(surface) == area.width &&
         gdk_surface_get_height(surface) == area.height;
}

static gboolean
is_minimized(FullScreen *self)
{
  GdkSurface *surface = gtk_native_get_surface(GTK_NATIVE(self->window));

  return (gdk_toplevel_get_state(GDK_TOPLEVEL(surface)) & GDK_TOPLEVEL_STATE_MINIMIZED) != 0;
}

/* One of our windows has the keyboard. */
static gboolean
has_keyboard(void)
{
  GListModel *windows = gtk_window_get_toplevels();
  gboolean found = FALSE;

  for (guint i = 0; !found && i < g_list_model_get_n_items(windows); i++) {
    g_autoptr(GtkWindow) window = g_list_model_get_item(windows, i);

    found = gtk_window_is_active(window);
  }
  return found;
}

static gboolean
is_right(gpointer user_data)
{
  FullScreen *self = user_data;

  return !gtk_widget_get_mapped(GTK_WIDGET(self->window)) ||
         (covers(self) && !is_minimized(self) && has_keyboard());
}

static void
put_right(gpointer user_data)
{
  FullScreen *self = user_data;

  if (!covers(self))
    full_screen_enter(self, self->monitor);
  if (is_minimized(self))
    gtk_window_unminimize(self->window);
  gtk_window_present(self->window);
}

static void
watch_state(FullScreen *self)
{
  g_signal_connect_swapped(gtk_native_get_surface(GTK_NATIVE(self->window)), "notify::state",
                           G_CALLBACK(kiosk_guard_look), self->guard);
}

static void
unwatch_state(FullScreen *self)
{
  g_signal_handlers_disconnect_by_data(gtk_native_get_surface(GTK_NATIVE(self->window)),
                                       self->guard);
}

/* GTK's inspector, which keys open, is a way out. */
static gboolean
on_enable_debugging(GtkWindow *window)
{
  g_signal_stop_emission_by_name(window, "enable-debugging");
  return TRUE;
}

/* Before it was there it had no place. */
static void
on_map(FullScreen *self)
{
  full_screen_enter(self, self->monitor);
}

static void
begin_kiosk(FullScreen *self)
{
  static const KioskGuardHooks hooks = {is_right, put_right};

  self->guard = kiosk_guard_new(&hooks, self);
  gtk_widget_set_visible(self->header, FALSE);
  gtk_window_set_decorated(self->window, FALSE);
  gtk_widget_add_css_class(GTK_WIDGET(self->window), "oriel-kiosk");
  g_signal_connect(self->window, "enable-debugging", G_CALLBACK(on_enable_debugging), NULL);
  g_signal_connect_swapped(self->window, "notify::is-active", G_CALLBACK(kiosk_guard_look),
                           self->guard);
  g_signal_connect_swapped(self->window, "realize", G_CALLBACK(watch_state), self);
  g_signal_connect_swapped(self->window, "map", G_CALLBACK(on_map), self);
  g_signal_connect_swapped(self->window, "unrealize", G_CALLBACK(unwatch_state), self);
}

/**
 * full_screen_new:
 * @window: (transfer none): outlives it
 * @header: the header bar
 * @content: what is below
 * @kiosk: there is no header, and no way back
 *
 * Returns: (transfer full): to be freed by full_screen_free()
 */
FullScreen *
full_screen_new(GtkWindow *window, GtkWidget *header, GtkWidget *content, gboolean kiosk)
{
  FullScreen *self = g_new0(FullScreen, 1);
  GtkWidget *overlay = gtk_overlay_new();

  self->window = window;
  self->header = g_object_ref_sink(header);
  self->box = g_object_ref_sink(gtk_box_new(GTK_ORIENTATION_VERTICAL, 0));
  self->revealer = gtk_revealer_new();
  gtk_widget_set_valign(self->revealer, GTK_ALIGN_START);
  gtk_widget_set_visible(self->revealer, FALSE);
  gtk_widget_set_vexpand(overlay, TRUE);
  gtk_overlay_set_child(GTK_OVERLAY(overlay), content);
  gtk_overlay_add_overlay(GTK_OVERLAY(overlay), self->revealer);
  gtk_box_append(GTK_BOX(self->box), header);
  gtk_box_append(GTK_BOX(self->box), overlay);
  self->motion = g_object_ref(gtk_event_controller_motion_new());
  gtk_event_controller_set_propagation_phase(self->motion, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped(self->motion, "enter", G_CALLBACK(on_motion), self);
  g_signal_connect_swapped(self->motion, "motion", G_CALLBACK(on_motion), self);
  gtk_widget_add_controller(self->box, self->motion);
  g_signal_connect_swapped(window, "notify::fullscreened", G_CALLBACK(on_changed), self);
  if (kiosk)
    begin_kiosk(self);
  return self;
}

/**
 * full_screen_free:
 * @self: (transfer full)
 */
void
full_screen_free(FullScreen *self)
{
  g_signal_handlers_disconnect_by_data(self->window, self);
  g_signal_handlers_disconnect_by_data(self->motion, self);
  if (self->guard != NULL)
    g_signal_handlers_disconnect_by_data(self->window, self->guard);
  g_clear_pointer(&self->guard, kiosk_guard_free);
  g_object_unref(self->motion);
  g_object_unref(self->header);
  g_object_unref(self->box);
  g_free(self);
}

/**
 * full_screen_get_widget:
 * @self: a full screen
 *
 * Returns: (transfer none): what the window is to show
 */
GtkWidget *
full_screen_get_widget(FullScreen *self)
{
  return self->box;
}

/**
 * full_screen_get_header:
 * @self: a full screen
 *
 * Returns: (transfer none): the header bar
 */
GtkWidget *
full_screen_get_header(FullScreen *self)
{
  return self->header;
}

/**
 * full_screen_show_header:
 * @self: a full screen
 *
 * In full screen the header slides in, until the pointer is elsewhere.
 */
void
full_screen_show_header(FullScreen *self)
{
  gtk_revealer_set_reveal_child(GTK_REVEALER(self->revealer), TRUE);
}

/* What a window manager would do. */
static void
put_on(FullScreen *self, const GdkRectangle *area)
{
#ifdef HAVE_X11
  GdkSurface *surface = gtk_native_get_surface(GTK_NATIVE(self->window));

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS /* of GTK's backend for X11, in later versions */
      if (surface != NULL && GDK_IS_X11_SURFACE(surface))
  {
    int scale = gdk_surface_get_scale_factor(surface);

    XMoveResizeWindow(gdk_x11_display_get_xdisplay(gdk_surface_get_display(surface)),
                      gdk_x11_surface_get_xid(surface), area->x * scale, area->y * scale,
                      (guint)(area->width * scale), (guint)(area->height * scale));
  }
  G_GNUC_END_IGNORE_DEPRECATIONS
#endif
}

/* Without a window manager, as in many a kiosk, nobody else makes the window that large. */
static void
cover(FullScreen *self, GdkMonitor *monitor)
{
  GdkRectangle area;

  gdk_monitor_get_geometry(monitor, &area);
  gtk_window_set_default_size(self->window, area.width, area.height);
  put_on(self, &area);
}

/**
 * full_screen_enter:
 * @self: a full screen
 * @monitor: from 1; 0 = the one the window is on
 */
void
full_screen_enter(FullScreen *self, int monitor)
{
  GListModel *monitors = gdk_display_get_monitors(gtk_widget_get_display(GTK_WIDGET(self->window)));
  g_autoptr(GdkMonitor) first = g_list_model_get_item(monitors, 0);
  g_autoptr(GdkMonitor) chosen =
      monitor > 0 ? g_list_model_get_item(monitors, (guint)monitor - 1) : NULL;

  if (monitor > 0 && chosen == NULL)
    g_warning("There is no monitor %d here; there are %u", monitor,
              g_list_model_get_n_items(monitors));
  self->monitor = monitor;
  if (self->guard != NULL && first != NULL)
    cover(self, chosen != NULL ? chosen : first);
  if (chosen != NULL)
    gtk_window_fullscreen_on_monitor(self->window, chosen);
  else
    gtk_window_fullscreen(self->window);
  if (self->guard != NULL)
    kiosk_guard_look(self->guard);
}

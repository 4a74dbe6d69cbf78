// SPDX-License-Identifier: LGPL-2.1-or-later
#include "full-screen.h"

#include "bare.h"
#include "in-front.h"

#include "shared/kiosk-guard.h"

#define EDGE 2 /* points: the pointer is at the top */

struct _FullScreen {
  GtkWindow *window;
  GtkWidget *header; /* (owned) */
  KioskGuard *guard; /* (owned) (nullable): of a kiosk, which has no header, and no way back */
  InFront *in_front; /* (owned) (nullable): of a kiosk */
  gboolean was_told; /* that it is in full screen: there is a window manager */
  int monitor;       /* that was asked for last, from 1; 0 = the one the window is on */
  gboolean by_hand;  /* it covers its monitor without a window manager, and without GTK's knowing */
  GdkRectangle before; /* where it was before that, in points */
  GtkWidget *box;      /* (owned): header and content, one above the other */
  GtkWidget *revealer;
  GtkEventController *motion; /* (owned) */
  void (*left)(gpointer user_data);
  gpointer user_data;
};

/* The header is either above the content or slides over it. */
static void
on_changed(FullScreen *self)
{
  gboolean full = full_screen_is_active(self);
  gboolean over = gtk_widget_is_ancestor(self->header, self->revealer);

  if (self->guard != NULL) {
    self->was_told |= gtk_window_is_fullscreen(self->window);
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
  if (!full)
    self->left(self->user_data);
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

  if (!full_screen_is_active(self))
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

static gboolean
is_right(gpointer user_data)
{
  FullScreen *self = user_data;

  return !gtk_widget_get_mapped(GTK_WIDGET(self->window)) ||
         (covers(self) && !is_minimized(self) && in_front_is(self->in_front));
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
look(gpointer user_data)
{
  FullScreen *self = user_data;

  kiosk_guard_look(self->guard);
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

static void
begin_kiosk(FullScreen *self)
{
  static const KioskGuardHooks hooks = {is_right, put_right};

  self->guard = kiosk_guard_new(&hooks, self);
  gtk_widget_set_visible(self->header, FALSE);
  gtk_window_set_decorated(self->window, FALSE);
  gtk_widget_add_css_class(GTK_WIDGET(self->window), "oriel-kiosk");
  g_signal_connect(self->window, "enable-debugging", G_CALLBACK(on_enable_debugging), NULL);
  self->in_front = in_front_new(self->window, look, self);
  g_signal_connect_swapped(self->window, "realize", G_CALLBACK(watch_state), self);
  g_signal_connect_swapped(self->window, "unrealize", G_CALLBACK(unwatch_state), self);
}

/* Before it was there it had no place. */
static void
on_map(FullScreen *self)
{
  if (self->guard != NULL || self->by_hand)
    full_screen_enter(self, self->monitor);
}

/**
 * full_screen_new:
 * @window: (transfer none): outlives it
 * @header: the header bar
 * @content: what is below
 * @kiosk: there is no header, and no way back
 * @left: called when it is a window among others again, which has not got its size yet
 * @user_data: for @left
 *
 * Returns: (transfer full): to be freed by full_screen_free()
 */
FullScreen *
full_screen_new(GtkWindow *window,
                GtkWidget *header,
                GtkWidget *content,
                gboolean kiosk,
                void (*left)(gpointer user_data),
                gpointer user_data)
{
  FullScreen *self = g_new0(FullScreen, 1);
  GtkWidget *overlay = gtk_overlay_new();

  self->window = window;
  self->left = left;
  self->user_data = user_data;
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
  g_signal_connect_swapped(window, "map", G_CALLBACK(on_map), self);
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
  g_clear_pointer(&self->in_front, in_front_free);
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

/* Without a window manager, as in many a kiosk, nobody else makes the window that large. */
static void
cover(FullScreen *self, GdkMonitor *monitor)
{
  GdkRectangle area;

  gdk_monitor_get_geometry(monitor, &area);
  gtk_window_set_default_size(self->window, area.width, area.height);
  bare_place(self->window, &area);
}

static void
set_bordered(FullScreen *self, gboolean bordered)
{
  gtk_window_set_decorated(self->window, bordered);
  if (bordered)
    gtk_widget_remove_css_class(GTK_WIDGET(self->window), "oriel-covering");
  else
    gtk_widget_add_css_class(GTK_WIDGET(self->window), "oriel-covering");
}

static void
cover_by_hand(FullScreen *self, GdkMonitor *monitor)
{
  GdkRectangle area;

  if (!self->by_hand) {
    gtk_window_get_default_size(self->window, &self->before.width, &self->before.height);
    if (!bare_find(self->window, &self->before.x, &self->before.y)) {
      gdk_monitor_get_geometry(monitor, &area);
      self->before.x = area.x;
      self->before.y = area.y;
    }
    self->by_hand = TRUE;
    set_bordered(self, FALSE);
    on_changed(self);
  }
  cover(self, monitor);
  bare_raise(self->window);
}

/* (transfer none) (nullable): the one the window is on, or will be */
static GdkMonitor *
find_own_monitor(FullScreen *self, GListModel *monitors)
{
  GdkSurface *surface = gtk_native_get_surface(GTK_NATIVE(self->window));
  g_autoptr(GdkMonitor) first = g_list_model_get_item(monitors, 0);
  GdkMonitor *own =
      surface != NULL
          ? gdk_display_get_monitor_at_surface(gdk_surface_get_display(surface), surface)
          : NULL;

  return own != NULL ? own : first; /* the display has it */
}

/**
 * full_screen_enter:
 * @self: a full screen
 * @monitor: from 1; 0 = the one the window is on
 *
 * One that covers a monitor already goes where it belongs now.
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
  if (self->guard == NULL && first != NULL && (self->by_hand || bare_is(self->window))) {
    cover_by_hand(self, chosen != NULL ? chosen : find_own_monitor(self, monitors));
    return;
  }
  if (self->guard != NULL && first != NULL)
    cover(self, chosen != NULL ? chosen : first);
  if (chosen != NULL)
    gtk_window_fullscreen_on_monitor(self->window, chosen);
  else
    gtk_window_fullscreen(self->window);
  if (self->guard != NULL)
    kiosk_guard_look(self->guard);
}

/* The monitor that it was on may be gone. */
static void
keep_in_sight(GListModel *monitors, GdkRectangle *place)
{
  GdkRectangle area = {0};

  for (guint i = g_list_model_get_n_items(monitors); i > 0; i--) {
    g_autoptr(GdkMonitor) monitor = g_list_model_get_item(monitors, i - 1);

    gdk_monitor_get_geometry(monitor, &area);
    if (gdk_rectangle_contains_point(&area, place->x, place->y))
      return;
  }
  place->x = area.x;
  place->y = area.y;
}

/**
 * full_screen_leave:
 * @self: a full screen
 *
 * Makes it a window among others.
 */
void
full_screen_leave(FullScreen *self)
{
  if (!self->by_hand) {
    gtk_window_unfullscreen(self->window);
    return;
  }
  self->by_hand = FALSE;
  set_bordered(self, TRUE);
  keep_in_sight(gdk_display_get_monitors(gtk_widget_get_display(GTK_WIDGET(self->window))),
                &self->before);
  gtk_window_set_default_size(self->window, self->before.width, self->before.height);
  bare_place(self->window, &self->before);
  on_changed(self);
}

/**
 * full_screen_is_active:
 * @self: a full screen
 *
 * Returns: whether the window covers its monitor, or is to: a kiosk always is
 */
gboolean
full_screen_is_active(const FullScreen *self)
{
  return self->guard != NULL || self->by_hand || gtk_window_is_fullscreen(self->window);
}

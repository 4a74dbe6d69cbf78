// SPDX-License-Identifier: LGPL-2.1-or-later
#include "full-screen.h"

#define EDGE 2 /* points: the pointer is at the top */

struct _FullScreen {
  GtkWindow *window;
  GtkWidget *header; /* (owned) */
  gboolean kiosk;    /* there is no header, and no way back */
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

  if (self->kiosk) { /* whoever ends it, a window manager or a person, it begins again */
    if (!full)
      gtk_window_fullscreen(self->window);
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

/* GTK's inspector, which keys open, is a way out. */
static gboolean
on_enable_debugging(GtkWindow *window)
{
  g_signal_stop_emission_by_name(window, "enable-debugging");
  return TRUE;
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
  self->kiosk = kiosk;
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
  gtk_widget_set_visible(header, !kiosk);
  gtk_window_set_decorated(window, !kiosk);
  if (kiosk) {
    gtk_widget_add_css_class(GTK_WIDGET(window), "oriel-kiosk");
    g_signal_connect(window, "enable-debugging", G_CALLBACK(on_enable_debugging), NULL);
  }
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
  if (self->kiosk && first != NULL)
    cover(self, chosen != NULL ? chosen : first);
  if (chosen != NULL)
    gtk_window_fullscreen_on_monitor(self->window, chosen);
  else
    gtk_window_fullscreen(self->window);
}

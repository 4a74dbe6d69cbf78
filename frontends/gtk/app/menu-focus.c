// SPDX-License-Identifier: LGPL-2.1-or-later
#include "menu-focus.h"

#define BEFORE "oriel-menu-focus"

/* What has the focus when no menu is open. */
typedef struct {
  GtkWidget *widget; /* (unowned) (nullable) */
} Before;

static void
before_free(gpointer data)
{
  Before *self = data;

  g_clear_weak_pointer(&self->widget);
  g_free(self);
}

static void
on_focus(GtkWindow *window, GParamSpec *pspec, Before *self)
{
  GtkWidget *focus = gtk_window_get_focus(window);

  if (focus != NULL && gtk_widget_get_ancestor(focus, GTK_TYPE_POPOVER) == NULL &&
      gtk_widget_get_ancestor(focus, GTK_TYPE_MENU_BUTTON) == NULL)
    g_set_weak_pointer(&self->widget, focus);
}

static void
on_closed(Before *self)
{
  if (self->widget != NULL && gtk_widget_get_mapped(self->widget))
    gtk_widget_grab_focus(self->widget);
}

void
menu_focus_add(GtkWindow *window, GtkMenuButton *button)
{
  Before *self = g_object_get_data(G_OBJECT(window), BEFORE);

  if (self == NULL) {
    self = g_new0(Before, 1);
    g_object_set_data_full(G_OBJECT(window), BEFORE, self, before_free);
    g_signal_connect(window, "notify::focus-widget", G_CALLBACK(on_focus), self);
  }
  g_signal_connect_swapped(gtk_menu_button_get_popover(button), "closed", G_CALLBACK(on_closed),
                           self);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "text-search.h"

#include "icon-button.h"
#include "terminal.h"

#include <glib/gi18n.h>

#define KEY "oriel-text-search"

typedef struct {
  GtkWidget *bar;
  GtkWidget *terminal; /* (owned) */
  GtkWidget *entry;
  GtkWidget *missing; /* says that there is no such text */
} TextSearch;

static void
find(TextSearch *self, gboolean up)
{
  const char *text = gtk_editable_get_text(GTK_EDITABLE(self->entry));
  gboolean found = *text == '\0' || terminal_get()->find(self->terminal, up);

  gtk_widget_set_visible(self->missing, !found);
}

static void
find_up(TextSearch *self)
{
  find(self, TRUE);
}

static void
find_down(TextSearch *self)
{
  find(self, FALSE);
}

/* What was written last is what a person looks for first. */
static void
on_changed(TextSearch *self)
{
  terminal_get()->set_search(self->terminal, gtk_editable_get_text(GTK_EDITABLE(self->entry)));
  find_up(self);
}

static void
close_bar(TextSearch *self)
{
  gtk_widget_grab_focus(self->terminal);
  gtk_widget_set_visible(self->bar, FALSE);
  gtk_editable_set_text(GTK_EDITABLE(self->entry), "");
}

static gboolean
on_shift_return(GtkWidget *entry, GVariant *arguments, gpointer user_data)
{
  find_down(user_data);
  return TRUE;
}

static GtkWidget *
make_entry(TextSearch *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new();

  self->entry = gtk_search_entry_new();
  gtk_widget_set_hexpand(self->entry, TRUE);
  g_object_set(self->entry, "placeholder-text", _("Find in this console"), NULL);
  gtk_accessible_update_property(GTK_ACCESSIBLE(self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                 _("Find in this console"), -1);
  gtk_event_controller_set_propagation_phase(keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut(
      GTK_SHORTCUT_CONTROLLER(keys),
      gtk_shortcut_new(gtk_shortcut_trigger_parse_string("<Shift>Return|<Shift>KP_Enter"),
                       gtk_callback_action_new(on_shift_return, self, NULL)));
  gtk_widget_add_controller(self->entry, keys);
  /* "search-changed" comes later, and Return might come before it. */
  g_signal_connect_swapped(self->entry, "changed", G_CALLBACK(on_changed), self);
  g_signal_connect_swapped(self->entry, "activate", G_CALLBACK(find_up), self);
  g_signal_connect_swapped(self->entry, "previous-match", G_CALLBACK(find_up), self);
  g_signal_connect_swapped(self->entry, "next-match", G_CALLBACK(find_down), self);
  g_signal_connect_swapped(self->entry, "stop-search", G_CALLBACK(close_bar), self);
  return self->entry;
}

static void
add_button(TextSearch *self, const char *icon, const char *label, GCallback clicked)
{
  GtkWidget *button = icon_button_new(icon, label, NULL);

  g_signal_connect_swapped(button, "clicked", clicked, self);
  gtk_box_append(GTK_BOX(self->bar), button);
}

static void
text_search_free(gpointer data)
{
  TextSearch *self = data;

  g_object_unref(self->terminal);
  g_free(self);
}

/* No GtkSearchBar: what is typed while that slides in is lost, and VTE marks nothing any more when
 * its size is another. */
GtkWidget *
text_search_new(GtkWidget *terminal)
{
  TextSearch *self = g_new0(TextSearch, 1);

  self->terminal = g_object_ref(terminal);
  self->bar = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 6);
  /* Screen readers say it when it comes. */
  self->missing = g_object_new(GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT,
                               "label", _("Not found"), "visible", FALSE, NULL);
  gtk_widget_add_css_class(self->bar, "toolbar");
  gtk_widget_set_visible(self->bar, FALSE);
  gtk_box_append(GTK_BOX(self->bar), make_entry(self));
  gtk_box_append(GTK_BOX(self->bar), self->missing);
  add_button(self, "go-up-symbolic", _("Find the One Before"), G_CALLBACK(find_up));
  add_button(self, "go-down-symbolic", _("Find the Next One"), G_CALLBACK(find_down));
  add_button(self, "window-close-symbolic", _("Close"), G_CALLBACK(close_bar));
  g_object_set_data_full(G_OBJECT(self->bar), KEY, self, text_search_free);
  return self->bar;
}

void
text_search_open(GtkWidget *search)
{
  TextSearch *self = g_object_get_data(G_OBJECT(search), KEY);

  gtk_widget_set_visible(search, TRUE);
  gtk_widget_grab_focus(self->entry);
}

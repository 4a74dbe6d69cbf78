// SPDX-License-Identifier: LGPL-2.1-or-later
#include "start/guest-group.h"

#include "guest-state.h"
#include "start/guest-card.h"
#include "text-button.h"

#include "shared/natural.h"

#include <glib/gi18n.h>

#define FIRST 100 /* so many are shown until more are wanted: each is a handful of widgets */

struct _GuestGroup {
  StartWindow *window;
  gboolean on;
  gboolean is_list;
  GtkFilter *filter;           /* (owned) */
  GtkFilterListModel *matches; /* (owned) */
  GtkSliceListModel *shown;    /* (owned) */
  GtkWidget *root;             /* (owned) */
  GtkWidget *heading;
  GtkWidget *cards; /* a GtkFlowBox */
  GtkWidget *rows;  /* a GtkListBox */
  GtkWidget *more;
};

static gboolean
matches(gpointer item, gpointer user_data)
{
  GuestGroup *self = user_data;

  return guest_state_is_on(oriel_guest_get_state(item)) == self->on &&
         start_window_matches(self->window, item);
}

static int
compare(gconstpointer a, gconstpointer b, gpointer user_data)
{
  return natural_compare(oriel_guest_get_name((OrielGuest *)a),
                         oriel_guest_get_name((OrielGuest *)b));
}

static void
update(GuestGroup *self)
{
  guint n = guest_group_get_n_guests(self);
  g_autofree char *text =
      self->on ? g_strdup_printf(_("Running (%u)"), n) : g_strdup_printf(_("Off (%u)"), n);

  gtk_label_set_text(GTK_LABEL(self->heading), text);
  gtk_widget_set_visible(self->root, n > 0);
  gtk_widget_set_visible(self->more, n > gtk_slice_list_model_get_size(self->shown));
}

static void
on_changed(GuestGroup *self)
{
  update(self);
  start_window_update(self->window);
}

static void
on_more(GuestGroup *self)
{
  gtk_slice_list_model_set_size(self->shown, G_MAXUINT);
  update(self);
}

static void
on_activated(GtkWidget *box, GtkWidget *card, GuestGroup *self)
{
  start_window_open_guest(self->window, guest_card_get_guest(card), NULL);
}

static GtkWidget *
make_card(gpointer item, gpointer user_data)
{
  GuestGroup *self = user_data;

  return guest_card_new(self->window, item, FALSE);
}

static GtkWidget *
make_row(gpointer item, gpointer user_data)
{
  GuestGroup *self = user_data;

  return guest_card_new(self->window, item, TRUE);
}

/* One of the two has the guests; the other costs nothing. */
static void
bind(GuestGroup *self)
{
  GListModel *model = G_LIST_MODEL(self->shown);

  gtk_flow_box_bind_model(GTK_FLOW_BOX(self->cards), self->is_list ? NULL : model, make_card, self,
                          NULL);
  gtk_list_box_bind_model(GTK_LIST_BOX(self->rows), self->is_list ? model : NULL, make_row, self,
                          NULL);
  gtk_widget_set_visible(self->cards, !self->is_list);
  gtk_widget_set_visible(self->rows, self->is_list);
}

static void
make_widgets(GuestGroup *self)
{
  GtkFlowBox *cards;

  self->root = g_object_ref_sink(gtk_box_new(GTK_ORIENTATION_VERTICAL, 6));
  self->heading = gtk_label_new(NULL);
  gtk_label_set_xalign(GTK_LABEL(self->heading), 0);
  gtk_widget_add_css_class(self->heading, "dim-label");
  self->cards = gtk_flow_box_new();
  cards = GTK_FLOW_BOX(self->cards);
  gtk_flow_box_set_selection_mode(cards, GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous(cards, TRUE);
  gtk_flow_box_set_max_children_per_line(cards, 12);
  gtk_flow_box_set_column_spacing(cards, 12);
  gtk_flow_box_set_row_spacing(cards, 12);
  self->rows = gtk_list_box_new();
  gtk_list_box_set_selection_mode(GTK_LIST_BOX(self->rows), GTK_SELECTION_NONE);
  gtk_widget_add_css_class(self->rows, "boxed-list");
  self->more = text_button_new(_("Show _All"));
  gtk_widget_set_halign(self->more, GTK_ALIGN_CENTER);
  g_signal_connect_swapped(self->more, "clicked", G_CALLBACK(on_more), self);
  g_signal_connect(self->cards, "child-activated", G_CALLBACK(on_activated), self);
  g_signal_connect(self->rows, "row-activated", G_CALLBACK(on_activated), self);
  gtk_box_append(GTK_BOX(self->root), self->heading);
  gtk_box_append(GTK_BOX(self->root), self->cards);
  gtk_box_append(GTK_BOX(self->root), self->rows);
  gtk_box_append(GTK_BOX(self->root), self->more);
}

GuestGroup *
guest_group_new(StartWindow *window, GListModel *guests, gboolean on)
{
  GuestGroup *self = g_new0(GuestGroup, 1);
  GtkSorter *sorter = GTK_SORTER(gtk_custom_sorter_new(compare, NULL, NULL));
  GListModel *sorted;

  self->window = window;
  self->on = on;
  self->is_list = start_window_is_list(window);
  self->filter = GTK_FILTER(gtk_custom_filter_new(matches, self, NULL));
  self->matches = gtk_filter_list_model_new(g_object_ref(guests), g_object_ref(self->filter));
  sorted = G_LIST_MODEL(gtk_sort_list_model_new(g_object_ref(G_LIST_MODEL(self->matches)), sorter));
  self->shown = gtk_slice_list_model_new(sorted, 0, FIRST);
  make_widgets(self);
  bind(self);
  g_signal_connect_swapped(self->matches, "items-changed", G_CALLBACK(on_changed), self);
  update(self);
  return self;
}

void
guest_group_free(GuestGroup *self)
{
  g_signal_handlers_disconnect_by_data(self->matches, self);
  gtk_flow_box_bind_model(GTK_FLOW_BOX(self->cards), NULL, NULL, NULL, NULL);
  gtk_list_box_bind_model(GTK_LIST_BOX(self->rows), NULL, NULL, NULL, NULL);
  g_object_unref(self->shown);
  g_object_unref(self->matches);
  g_object_unref(self->filter);
  g_object_unref(self->root);
  g_free(self);
}

GtkWidget *
guest_group_get_widget(GuestGroup *self)
{
  return self->root;
}

guint
guest_group_get_n_guests(GuestGroup *self)
{
  return g_list_model_get_n_items(G_LIST_MODEL(self->matches));
}

void
guest_group_refilter(GuestGroup *self)
{
  gtk_filter_changed(self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

void
guest_group_set_list(GuestGroup *self, gboolean is_list)
{
  self->is_list = is_list;
  bind(self);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "start/connections-page.h"

#include "start/connection-row.h"
#include "status-page.h"

#include "shared/connections.h"

#include <glib/gi18n.h>
#include <string.h>

struct _ConnectionsPage {
  StartWindow *window;
  GtkWidget *stack; /* (owned) */
  GtkWidget *scrolled;
  GtkWidget *saved; /* a GtkListBox */
  GtkWidget *recent;
  GtkWidget *nothing; /* there are none */
  GtkWidget *unfound; /* the search finds none */
};

static void
on_activated(GtkListBox *box, GtkListBoxRow *row, ConnectionsPage *self)
{
  start_window_open(self->window, connection_row_get_words(GTK_WIDGET(row)));
}

static GtkWidget *
make_list(ConnectionsPage *self, GtkWidget *box, const char *title)
{
  GtkWidget *group = adw_preferences_group_new();
  GtkWidget *list = gtk_list_box_new();

  adw_preferences_group_set_title(ADW_PREFERENCES_GROUP(group), title);
  gtk_list_box_set_selection_mode(GTK_LIST_BOX(list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class(list, "boxed-list");
  g_signal_connect(list, "row-activated", G_CALLBACK(on_activated), self);
  adw_preferences_group_add(ADW_PREFERENCES_GROUP(group), list);
  gtk_box_append(GTK_BOX(box), group);
  return list;
}

ConnectionsPage *
connections_page_new(StartWindow *window)
{
  ConnectionsPage *self = g_new0(ConnectionsPage, 1);
  GtkWidget *box = gtk_box_new(GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *clamp = adw_clamp_new();

  self->window = window;
  self->stack = g_object_ref_sink(gtk_stack_new());
  gtk_widget_add_css_class(box, "oriel-hosts");
  self->saved = make_list(self, box, _("Saved"));
  self->recent = make_list(self, box, _("Recent"));
  adw_clamp_set_child(ADW_CLAMP(clamp), box);
  self->scrolled = gtk_scrolled_window_new();
  gtk_accessible_update_property(GTK_ACCESSIBLE(self->scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                 _("Connections"), -1);
  gtk_scrolled_window_set_policy(GTK_SCROLLED_WINDOW(self->scrolled), GTK_POLICY_NEVER,
                                 GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child(GTK_SCROLLED_WINDOW(self->scrolled), clamp);
  self->nothing = status_page_new(
      "document-open-recent-symbolic", _("No Connections"),
      _("Consoles that you have opened, and those that you keep under a name, are found here."));
  self->unfound = status_page_new("system-search-symbolic", _("No Results"),
                                  _("No connection fits what you search for."));
  gtk_stack_add_child(GTK_STACK(self->stack), self->scrolled);
  gtk_stack_add_child(GTK_STACK(self->stack), self->nothing);
  gtk_stack_add_child(GTK_STACK(self->stack), self->unfound);
  return self;
}

void
connections_page_free(ConnectionsPage *self)
{
  g_object_unref(self->stack);
  g_free(self);
}

GtkWidget *
connections_page_get_widget(ConnectionsPage *self)
{
  return self->stack;
}

static void
clear(GtkWidget *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child(list)) != NULL)
    gtk_list_box_remove(GTK_LIST_BOX(list), row);
}

static gboolean
has(const char *text, const char *search)
{
  g_autofree char *folded = g_utf8_casefold(text, -1);
  g_autofree char *wanted = g_utf8_casefold(search, -1);

  return strstr(folded, wanted) != NULL;
}

static guint
fill_saved(ConnectionsPage *self, const char *search)
{
  g_auto(GStrv) names = connections_list();
  guint n = 0;

  clear(self->saved);
  for (char **name = names; *name != NULL; name++) {
    g_auto(GStrv) words = connections_load(*name, NULL);
    g_autofree char *line = words != NULL ? g_strjoinv(" ", words) : g_strdup("");

    if (!has(*name, search) && !has(line, search))
      continue;
    gtk_list_box_append(
        GTK_LIST_BOX(self->saved),
        connection_row_new(self->window, *name, line, (const char *[]){*name, NULL}));
    n++;
  }
  gtk_widget_set_visible(gtk_widget_get_ancestor(self->saved, ADW_TYPE_PREFERENCES_GROUP), n > 0);
  return n;
}

static guint
fill_recent(ConnectionsPage *self, const char *search)
{
  g_auto(GStrv) lines = connections_list_recent();
  guint n = 0;

  clear(self->recent);
  for (char **line = lines; *line != NULL; line++) {
    g_auto(GStrv) words = NULL;

    if (!has(*line, search) || !g_shell_parse_argv(*line, NULL, &words, NULL))
      continue;
    gtk_list_box_append(GTK_LIST_BOX(self->recent),
                        connection_row_new(self->window, NULL, *line, (const char *const *)words));
    n++;
  }
  gtk_widget_set_visible(gtk_widget_get_ancestor(self->recent, ADW_TYPE_PREFERENCES_GROUP), n > 0);
  return n;
}

void
connections_page_update(ConnectionsPage *self, const char *search)
{
  guint n = fill_saved(self, search);

  n += fill_recent(self, search);
  gtk_stack_set_visible_child(GTK_STACK(self->stack), n > 0             ? self->scrolled
                                                      : *search != '\0' ? self->unfound
                                                                        : self->nothing);
}

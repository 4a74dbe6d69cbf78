// SPDX-License-Identifier: LGPL-2.1-or-later
#include "start/start-window-private.h"

#include "preferences/preferences.h"
#include "start/add-dialog.h"
#include "start/start-keys.h"

#include "shared/connections.h"
#include "shared/host-settings.h"

#include <glib/gi18n.h>

/* What is added */

static void
on_console_added(const char *uri, const char *name, gpointer user_data)
{
  StartWindow *self = user_data;
  const char *words[] = {uri, NULL};
  g_autoptr(GError) error = NULL;

  if (name != NULL && !connections_save(name, words, &error))
    start_window_tell(self, error->message);
  start_window_update_connections(self);
  start_window_open(self, words);
}

static void
on_host_added(const char *uri, gpointer user_data)
{
  StartWindow *self = user_data;
  g_autoptr(GError) error = NULL;

  if (!hosts_page_add(self->hosts, uri, &error) || !hosts_page_keep(uri, &error))
    start_window_tell(self, error->message);
  adw_view_stack_set_visible_child_name(ADW_VIEW_STACK(self->pages), "guests");
}

/* Actions */

static void
on_add(GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const AddDialogHooks hooks = {on_console_added, on_host_added};
  StartWindow *self = user_data;

  add_dialog_present(self->window, &hooks, self);
}

static void
on_find(GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StartWindow *self = user_data;
  GtkSearchBar *bar = GTK_SEARCH_BAR(self->bar);

  gtk_search_bar_set_search_mode(bar, !gtk_search_bar_get_search_mode(bar));
}

static void
on_retry(GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StartWindow *self = user_data;

  hosts_page_retry(self->hosts);
  start_window_update_connections(self);
}

static void
set_list(GSimpleAction *action, GVariant *state, gpointer user_data)
{
  StartWindow *self = user_data;

  g_simple_action_set_state(action, state);
  self->settings->list = g_variant_get_boolean(state);
  hosts_page_set_list(self->hosts, self->settings->list);
  settings_save(self->settings);
}

static void
on_preferences_changed(gpointer user_data)
{
  StartWindow *self = user_data;
  g_autofree char *path = host_settings_dup_path();
  g_auto(GStrv) hosts = self->hosts_given ? NULL : host_settings_load(path);

  if (hosts != NULL)
    hosts_page_sync(self->hosts, (const char *const *)hosts);
}

static void
on_preferences(GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StartWindow *self = user_data;

  preferences_present(self->window, on_preferences_changed, self);
}

static void
on_close(GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StartWindow *self = user_data;

  gtk_window_close(self->window);
}

static void
on_shortcuts(GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StartWindow *self = user_data;

  start_keys_present(self->window);
}

static void
on_about(GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StartWindow *self = user_data;

  adw_show_about_window(self->window, "application-name", "Oriel", "application-icon",
                        "org.oriel.Oriel", "version", ORIEL_VERSION, "comments",
                        _("See and control the consoles of virtual machines"), "license-type",
                        GTK_LICENSE_LGPL_2_1, NULL);
}

/* Connections have one shape only. */
void
start_window_update_actions(StartWindow *self)
{
  GAction *list = g_action_map_lookup_action(G_ACTION_MAP(self->actions), "list");
  GtkWidget *page = adw_view_stack_get_visible_child(ADW_VIEW_STACK(self->pages));

  g_simple_action_set_enabled(G_SIMPLE_ACTION(list), page == hosts_page_get_widget(self->hosts));
}

void
start_window_add_actions(StartWindow *self)
{
  static const GActionEntry entries[] = {
      {"add", on_add},
      {"find", on_find},
      {"list", NULL, NULL, "false", set_list},
      {"retry", on_retry},
      {"close", on_close},
      {"about", on_about},
      {"preferences", on_preferences},
      {"shortcuts", on_shortcuts},
  };
  GAction *list;

  self->actions = g_simple_action_group_new();
  g_action_map_add_action_entries(G_ACTION_MAP(self->actions), entries, G_N_ELEMENTS(entries),
                                  self);
  list = g_action_map_lookup_action(G_ACTION_MAP(self->actions), "list");
  g_simple_action_set_state(G_SIMPLE_ACTION(list), g_variant_new_boolean(self->settings->list));
  gtk_widget_insert_action_group(GTK_WIDGET(self->window), "start", G_ACTION_GROUP(self->actions));
  start_keys_add(GTK_WIDGET(self->window));
}

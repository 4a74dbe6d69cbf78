// SPDX-License-Identifier: LGPL-2.1-or-later
#include "start/start-window-private.h"

#include "icon-button.h"
#include "start/questions.h"
#include "toasts.h"

#include "shared/host-settings.h"

#include <glib/gi18n.h>

#define WIDTH 860 /* points */
#define HEIGHT 640

GtkWindow *
start_window_get_window(StartWindow *self)
{
  return self->window;
}

Thumbnails *
start_window_get_thumbnails(StartWindow *self)
{
  return self->thumbnails;
}

AdwToastOverlay *
start_window_get_toasts(StartWindow *self)
{
  return ADW_TOAST_OVERLAY(self->toasts);
}

gboolean
start_window_is_list(StartWindow *self)
{
  return self->settings->list;
}

void
start_window_tell(StartWindow *self, const char *text)
{
  toasts_tell(ADW_TOAST_OVERLAY(self->toasts), text);
}

static void
open_console(StartWindow *self, const char *const *words, OrielGuest *guest)
{
  g_autoptr(GError) error = NULL;

  if (!self->hooks.open(words, guest, self->user_data, &error))
    start_window_tell(self, error->message);
}

void
start_window_open(StartWindow *self, const char *const *words)
{
  open_console(self, words, NULL);
}

void
start_window_open_guest(StartWindow *self, OrielGuest *guest, const char *graphics)
{
  OrielHost *host = oriel_guest_get_host(guest);
  const char *uri = oriel_host_get_uri(host), *name = oriel_guest_get_name(guest);
  const char *words[] = {"-c", uri, "--domain-name", "--", name, NULL};
  const char *words_by[] = {"-c", uri, "--domain-name", "--protocol", graphics, "--", name, NULL};

  open_console(self, graphics != NULL ? words_by : words, guest);
}

char *
start_window_dup_prefer(StartWindow *self)
{
  return self->hooks.dup_prefer(self->user_data);
}

gboolean
start_window_matches(StartWindow *self, OrielGuest *guest)
{
  FilterSubject subject = {
      .name = oriel_guest_get_name(guest),
      .title = oriel_guest_get_title(guest),
      .description = oriel_guest_get_description(guest),
      .host = oriel_host_get_name(oriel_guest_get_host(guest)),
      .state = oriel_guest_get_state(guest),
  };

  return filter_matches(self->filter, &subject);
}

gboolean
start_window_is_searching(StartWindow *self)
{
  return !filter_is_empty(self->filter);
}

gboolean
start_window_searches_details(StartWindow *self)
{
  return filter_searches_details(self->filter);
}

void
start_window_update(StartWindow *self)
{
  if (self->hosts != NULL)
    hosts_page_update(self->hosts);
}

void
start_window_update_connections(StartWindow *self)
{
  connections_page_update(self->connections, gtk_editable_get_text(GTK_EDITABLE(self->entry)));
}

static gboolean
on_connections(gpointer user_data)
{
  StartWindow *self = user_data;

  self->connections_id = 0;
  start_window_update_connections(self);
  return G_SOURCE_REMOVE;
}

void
start_window_queue_connections(StartWindow *self)
{
  if (self->connections_id == 0)
    self->connections_id = g_idle_add(on_connections, self);
}

static void
on_search(StartWindow *self)
{
  filter_free(self->filter);
  self->filter = filter_new(gtk_editable_get_text(GTK_EDITABLE(self->entry)));
  hosts_page_refilter(self->hosts);
  start_window_update_connections(self);
}

/* Widgets */

static GtkWidget *
make_menu(void)
{
  GtkWidget *button = gtk_menu_button_new();
  g_autoptr(GMenu) menu = g_menu_new();
  g_autoptr(GMenu) view = g_menu_new();
  g_autoptr(GMenu) program = g_menu_new();

  g_menu_append(view, _("Show as _List"), "start.list");
  g_menu_append(view, _("Connect _Again"), "start.retry");
  g_menu_append_section(menu, NULL, G_MENU_MODEL(view));
  g_menu_append(program, _("_Preferences"), "start.preferences");
  g_menu_append(program, _("_Keyboard Shortcuts"), "start.shortcuts");
  g_menu_append(program, _("_About Oriel"), "start.about");
  g_menu_append_section(menu, NULL, G_MENU_MODEL(program));
  gtk_menu_button_set_icon_name(GTK_MENU_BUTTON(button), "open-menu-symbolic");
  gtk_menu_button_set_menu_model(GTK_MENU_BUTTON(button), G_MENU_MODEL(menu));
  gtk_menu_button_set_primary(GTK_MENU_BUTTON(button), TRUE);
  icon_button_set_label(button, _("Main Menu"));
  return button;
}

/* @switcher: below the pages, for windows that are too narrow for one here. */
static GtkWidget *
make_header(StartWindow *self, GtkWidget *switcher)
{
  GtkWidget *header = adw_header_bar_new();
  GtkWidget *title = adw_view_switcher_title_new();
  GtkWidget *list = gtk_toggle_button_new();

  gtk_button_set_icon_name(GTK_BUTTON(list), "view-list-symbolic");
  gtk_actionable_set_action_name(GTK_ACTIONABLE(list), "start.list");
  icon_button_set_label(list, _("Show as List"));
  adw_view_switcher_title_set_title(ADW_VIEW_SWITCHER_TITLE(title), "Oriel");
  adw_view_switcher_title_set_stack(ADW_VIEW_SWITCHER_TITLE(title), ADW_VIEW_STACK(self->pages));
  g_object_bind_property(title, "title-visible", switcher, "reveal", G_BINDING_SYNC_CREATE);
  adw_header_bar_set_title_widget(ADW_HEADER_BAR(header), title);
  adw_header_bar_set_centering_policy(ADW_HEADER_BAR(header), ADW_CENTERING_POLICY_LOOSE);
  adw_header_bar_pack_start(ADW_HEADER_BAR(header),
                            icon_button_new("list-add-symbolic", _("Add Connection"), "start.add"));
  adw_header_bar_pack_end(ADW_HEADER_BAR(header), make_menu());
  adw_header_bar_pack_end(ADW_HEADER_BAR(header), list);
  adw_header_bar_pack_end(ADW_HEADER_BAR(header),
                          icon_button_new("system-search-symbolic", _("Search"), "start.find"));
  return header;
}

/* The entry would have the focus until it has slid away, and take what is typed meanwhile. */
static void
on_search_mode(StartWindow *self)
{
  if (!gtk_search_bar_get_search_mode(GTK_SEARCH_BAR(self->bar)))
    gtk_widget_child_focus(self->pages, GTK_DIR_TAB_FORWARD);
}

static void
make_search(StartWindow *self)
{
  self->entry = gtk_search_entry_new();
  g_object_set(self->entry, "placeholder-text", _("Name, title, state:running, host:NAME"), NULL);
  gtk_widget_set_hexpand(self->entry, TRUE);
  gtk_widget_set_size_request(self->entry, 320, -1);
  self->bar = gtk_search_bar_new();
  gtk_search_bar_set_child(GTK_SEARCH_BAR(self->bar), self->entry);
  gtk_search_bar_connect_entry(GTK_SEARCH_BAR(self->bar), GTK_EDITABLE(self->entry));
  gtk_search_bar_set_key_capture_widget(GTK_SEARCH_BAR(self->bar), GTK_WIDGET(self->window));
  g_signal_connect_swapped(self->bar, "notify::search-mode-enabled", G_CALLBACK(on_search_mode),
                           self);
  g_signal_connect_swapped(self->entry, "search-changed", G_CALLBACK(on_search), self);
}

static void
make_pages(StartWindow *self, gboolean read_only)
{
  AdwViewStack *pages;

  self->pages = adw_view_stack_new();
  pages = ADW_VIEW_STACK(self->pages);
  self->hosts = hosts_page_new(self, read_only);
  self->thumbnails = thumbnails_new(hosts_page_get_viewport(self->hosts));
  self->connections = connections_page_new(self);
  adw_view_stack_add_titled(pages, hosts_page_get_widget(self->hosts), "guests", _("Guests"));
  adw_view_stack_page_set_icon_name(
      adw_view_stack_get_page(pages, hosts_page_get_widget(self->hosts)), "computer-symbolic");
  adw_view_stack_add_titled(pages, connections_page_get_widget(self->connections), "connections",
                            _("Connections"));
  adw_view_stack_page_set_icon_name(
      adw_view_stack_get_page(pages, connections_page_get_widget(self->connections)),
      "document-open-recent-symbolic");
  g_signal_connect_swapped(pages, "notify::visible-child", G_CALLBACK(start_window_update_actions),
                           self);
}

static gboolean
on_close_request(StartWindow *self)
{
  self->hooks.closed(self->user_data);
  return TRUE;
}

static void
make_window(StartWindow *self, gboolean read_only)
{
  GtkWidget *box = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *switcher = adw_view_switcher_bar_new();

  self->window = g_object_ref(GTK_WINDOW(adw_window_new()));
  gtk_window_set_title(self->window, "Oriel");
  gtk_window_set_icon_name(self->window, "org.oriel.Oriel");
  gtk_window_set_default_size(self->window, WIDTH, HEIGHT);
  start_window_add_actions(self);
  make_pages(self, read_only);
  make_search(self);
  adw_view_switcher_bar_set_stack(ADW_VIEW_SWITCHER_BAR(switcher), ADW_VIEW_STACK(self->pages));
  self->toasts = toasts_new_overlay();
  adw_toast_overlay_set_child(ADW_TOAST_OVERLAY(self->toasts), self->pages);
  gtk_widget_set_vexpand(self->toasts, TRUE);
  gtk_box_append(GTK_BOX(box), make_header(self, switcher));
  gtk_box_append(GTK_BOX(box), self->bar);
  gtk_box_append(GTK_BOX(box), self->toasts);
  gtk_box_append(GTK_BOX(box), switcher);
  adw_window_set_content(ADW_WINDOW(self->window), box);
  g_signal_connect_swapped(self->window, "close-request", G_CALLBACK(on_close_request), self);
}

static void
add_hosts(StartWindow *self, const char *const *hosts)
{
  g_autofree char *path = host_settings_dup_path();
  g_auto(GStrv) set = hosts == NULL ? host_settings_load(path) : NULL;

  self->hosts_given = hosts != NULL;
  hosts_page_sync(self->hosts, hosts != NULL ? hosts : (const char *const *)set);
}

StartWindow *
start_window_new(const char *const *hosts,
                 gboolean read_only,
                 Settings *settings,
                 const StartHooks *hooks,
                 gpointer user_data)
{
  StartWindow *self = g_new0(StartWindow, 1);

  self->settings = settings;
  self->hooks = *hooks;
  self->user_data = user_data;
  self->filter = filter_new("");
  make_window(self, read_only);
  questions_set_parent(self->window);
  add_hosts(self, hosts);
  start_window_update(self);
  start_window_update_connections(self);
  gtk_window_present(self->window);
  return self;
}

void
start_window_free(StartWindow *self)
{
  questions_end();
  g_clear_handle_id(&self->connections_id, g_source_remove);
  g_signal_handlers_disconnect_by_data(self->window, self);
  g_signal_handlers_disconnect_by_data(self->bar, self);
  g_signal_handlers_disconnect_by_data(self->entry, self);
  g_signal_handlers_disconnect_by_data(self->pages, self);
  hosts_page_free(self->hosts);
  self->hosts = NULL;
  gtk_window_destroy(self->window);
  connections_page_free(self->connections);
  g_object_unref(self->window); /* the last of its cards give their thumbnails back */
  thumbnails_free(self->thumbnails);
  filter_free(self->filter);
  g_object_unref(self->actions);
  g_free(self);
}

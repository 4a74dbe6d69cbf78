// SPDX-License-Identifier: LGPL-2.1-or-later
#include "start/hosts-page.h"

#include "start/host-section.h"
#include "status-page.h"
#include "text-button.h"

#include "shared/host-settings.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HostsPage {
  StartWindow *window;
  gboolean read_only;
  GPtrArray *sections; /* (owned) of HostSection (owned) */
  GtkWidget *stack;    /* (owned) */
  GtkWidget *scrolled;
  GtkWidget *box;
  GtkWidget *nothing; /* there are no hosts */
  GtkWidget *unfound; /* the search finds nothing */
};

static GtkWidget *
make_nothing(void)
{
  GtkWidget *page = status_page_new("network-server-symbolic", _("No Hosts"),
                                    _("Add the host of your guests, or the address of a console."));
  GtkWidget *add = text_button_new(_("_Add Connection…"));

  gtk_actionable_set_action_name(GTK_ACTIONABLE(add), "start.add");
  gtk_widget_add_css_class(add, "pill");
  gtk_widget_add_css_class(add, "suggested-action");
  gtk_widget_set_halign(add, GTK_ALIGN_CENTER);
  adw_status_page_set_child(ADW_STATUS_PAGE(page), add);
  return page;
}

HostsPage *
hosts_page_new(StartWindow *window, gboolean read_only)
{
  HostsPage *self = g_new0(HostsPage, 1);
  GtkStack *stack;

  self->window = window;
  self->read_only = read_only;
  self->sections = g_ptr_array_new_with_free_func((GDestroyNotify)host_section_free);
  self->stack = g_object_ref_sink(gtk_stack_new());
  stack = GTK_STACK(self->stack);
  self->box = gtk_box_new(GTK_ORIENTATION_VERTICAL, 24);
  gtk_widget_add_css_class(self->box, "oriel-hosts");
  self->scrolled = gtk_scrolled_window_new();
  gtk_accessible_update_property(GTK_ACCESSIBLE(self->scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                 _("Guests"), -1);
  gtk_scrolled_window_set_policy(GTK_SCROLLED_WINDOW(self->scrolled), GTK_POLICY_NEVER,
                                 GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child(GTK_SCROLLED_WINDOW(self->scrolled), self->box);
  gtk_widget_set_vexpand(self->scrolled, TRUE);
  self->nothing = make_nothing();
  self->unfound = status_page_new("system-search-symbolic", _("No Results"),
                                  _("No guest fits what you search for."));
  gtk_stack_add_child(stack, self->scrolled);
  gtk_stack_add_child(stack, self->nothing);
  gtk_stack_add_child(stack, self->unfound);
  return self;
}

void
hosts_page_free(HostsPage *self)
{
  g_ptr_array_unref(self->sections);
  g_object_unref(self->stack);
  g_free(self);
}

GtkWidget *
hosts_page_get_widget(HostsPage *self)
{
  return self->stack;
}

GtkWidget *
hosts_page_get_viewport(HostsPage *self)
{
  return self->scrolled;
}

/* Takes it from those that are set. */
static void
forget(HostsPage *self, const char *uri)
{
  g_autofree char *path = host_settings_dup_path();
  g_auto(GStrv) hosts = host_settings_load(path);
  g_autoptr(GPtrArray) left = g_ptr_array_new();
  g_autoptr(GError) error = NULL;

  if (!g_strv_contains((const char *const *)hosts, uri))
    return;
  for (char **host = hosts; *host != NULL; host++)
    if (strcmp(*host, uri) != 0)
      g_ptr_array_add(left, *host);
  g_ptr_array_add(left, NULL);
  if (!host_settings_save(path, (const char *const *)left->pdata, &error))
    start_window_tell(self->window, error->message);
}

static void
remove_section(HostsPage *self, HostSection *section)
{
  gtk_box_remove(GTK_BOX(self->box), host_section_get_widget(section));
  g_ptr_array_remove(self->sections, section);
}

static gboolean
on_removed_later(gpointer user_data)
{
  gpointer *both = user_data;
  HostsPage *self = both[0];
  HostSection *section = both[1];

  forget(self, host_section_get_uri(section));
  remove_section(self, section);
  hosts_page_update(self);
  return G_SOURCE_REMOVE;
}

static void
on_removed(HostSection *section, gpointer user_data)
{
  gpointer *both = g_new(gpointer, 2);

  both[0] = user_data;
  both[1] = section;
  /* Its own button is still being clicked; the page outlives the idle loop of a click. */
  g_idle_add_full(G_PRIORITY_HIGH, on_removed_later, both, g_free);
}

gboolean
hosts_page_add(HostsPage *self, const char *uri, GError **error)
{
  HostSection *section;

  for (guint i = 0; i < self->sections->len; i++)
    if (strcmp(host_section_get_uri(self->sections->pdata[i]), uri) == 0) {
      host_section_retry(self->sections->pdata[i]);
      return TRUE;
    }
  section = host_section_new(self->window, uri, self->read_only, on_removed, self, error);
  if (section == NULL)
    return FALSE;
  g_ptr_array_add(self->sections, section);
  gtk_box_append(GTK_BOX(self->box), host_section_get_widget(section));
  hosts_page_update(self);
  return TRUE;
}

void
hosts_page_sync(HostsPage *self, const char *const *uris)
{
  for (guint i = self->sections->len; i > 0; i--) {
    HostSection *section = self->sections->pdata[i - 1];

    if (!g_strv_contains(uris, host_section_get_uri(section)))
      remove_section(self, section);
  }
  for (; *uris != NULL; uris++) {
    g_autoptr(GError) error = NULL;

    if (!hosts_page_add(self, *uris, &error))
      start_window_tell(self->window, error->message);
  }
  hosts_page_update(self);
}

gboolean
hosts_page_keep(const char *uri, GError **error)
{
  g_autofree char *path = host_settings_dup_path();
  g_auto(GStrv) hosts = host_settings_load(path);
  g_autoptr(GPtrArray) all = g_ptr_array_new();

  if (g_strv_contains((const char *const *)hosts, uri))
    return TRUE;
  for (char **host = hosts; *host != NULL; host++)
    g_ptr_array_add(all, *host);
  g_ptr_array_add(all, (gpointer)uri);
  g_ptr_array_add(all, NULL);
  return host_settings_save(path, (const char *const *)all->pdata, error);
}

void
hosts_page_refilter(HostsPage *self)
{
  for (guint i = 0; i < self->sections->len; i++)
    host_section_refilter(self->sections->pdata[i]);
}

void
hosts_page_set_list(HostsPage *self, gboolean is_list)
{
  for (guint i = 0; i < self->sections->len; i++)
    host_section_set_list(self->sections->pdata[i], is_list);
}

void
hosts_page_retry(HostsPage *self)
{
  for (guint i = 0; i < self->sections->len; i++)
    host_section_retry(self->sections->pdata[i]);
}

void
hosts_page_update(HostsPage *self)
{
  gboolean searching = start_window_is_searching(self->window);
  guint n = 0;

  for (guint i = 0; i < self->sections->len; i++) {
    HostSection *section = self->sections->pdata[i];
    guint n_found = host_section_get_n_guests(section);

    gtk_widget_set_visible(host_section_get_widget(section), !searching || n_found > 0);
    n += n_found;
  }
  gtk_stack_set_visible_child(GTK_STACK(self->stack), self->sections->len == 0 ? self->nothing
                                                      : searching && n == 0    ? self->unfound
                                                                               : self->scrolled);
}

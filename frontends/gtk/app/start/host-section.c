// SPDX-License-Identifier: LGPL-2.1-or-later
#include "start/host-section.h"

#include "icon-button.h"
#include "start/guest-group.h"
#include "text-button.h"

#include "shared/host-keeper.h"

#include <glib/gi18n.h>

struct _HostSection {
  StartWindow *window;
  HostKeeper *keeper; /* (owned) */
  OrielHost *host;    /* (unowned): the keeper's */
  HostSectionRemoved removed;
  gpointer user_data;
  GuestGroup *groups[2];     /* (owned): on, off */
  GPtrArray *watched;        /* (owned) of OrielGuest (owned), in the order of the host's list */
  GCancellable *cancellable; /* (owned) */
  gboolean loading;          /* details of a guest are under way */
  guint refilter_id;

  GtkWidget *root; /* (owned) */
  GtkWidget *name;
  GtkWidget *state;
  GtkWidget *spinner;
  GtkWidget *trouble; /* the row that says what is wrong */
  GtkWidget *reason;
  GtkWidget *none; /* says that there are no guests */
};

static void load_details(HostSection *self);

static gboolean
on_refilter(gpointer user_data)
{
  HostSection *self = user_data;

  self->refilter_id = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(self->groups); i++)
    guest_group_refilter(self->groups[i]);
  start_window_update(self->window);
  return G_SOURCE_REMOVE;
}

/* Many guests at once change as one. */
static void
queue_refilter(HostSection *self)
{
  if (self->refilter_id == 0)
    self->refilter_id = g_idle_add(on_refilter, self);
}

static void
on_details(GObject *source, GAsyncResult *result, gpointer user_data)
{
  HostSection *self = user_data;
  g_autoptr(GError) error = NULL;

  if (!oriel_guest_load_details_finish(ORIEL_GUEST(source), result, &error) &&
      g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* we are gone */
  self->loading = FALSE;
  queue_refilter(self);
  if (error == NULL)
    load_details(self);
}

/* The search looks at titles and descriptions: they are loaded one guest after the other. */
static void
load_details(HostSection *self)
{
  if (self->loading || !start_window_searches_details(self->window))
    return;
  for (guint i = 0; i < self->watched->len; i++) {
    OrielGuest *guest = self->watched->pdata[i];

    if (oriel_guest_has_details(guest))
      continue;
    self->loading = TRUE;
    oriel_guest_load_details_async(guest, self->cancellable, on_details, self);
    return;
  }
}

static const char *
get_state_label(OrielHostState state)
{
  switch (state) {
  case ORIEL_HOST_CONNECTING:
    return _("Connecting…");
  case ORIEL_HOST_RECONNECTING:
    return _("Connecting again…");
  case ORIEL_HOST_IDLE:
    return _("Not connected");
  case ORIEL_HOST_CONNECTED:
  case ORIEL_HOST_FAILED:
    break;
  }
  return "";
}

static void
update(HostSection *self)
{
  OrielHostState state = oriel_host_get_state(self->host);
  const GError *error = oriel_host_get_error(self->host);
  g_autofree char *name = start_dup_text(oriel_host_get_name(self->host));
  g_autofree char *uri = start_dup_text(oriel_host_get_uri(self->host));
  gboolean busy = state == ORIEL_HOST_CONNECTING || state == ORIEL_HOST_RECONNECTING;
  g_autofree char *reason = start_dup_text(error != NULL ? error->message : NULL);

  gtk_label_set_text(GTK_LABEL(self->name), *name != '\0' ? name : uri);
  gtk_widget_set_tooltip_text(self->name, uri);
  gtk_label_set_text(GTK_LABEL(self->state), get_state_label(state));
  gtk_spinner_set_spinning(GTK_SPINNER(self->spinner), busy);
  gtk_widget_set_visible(self->spinner, busy);
  gtk_label_set_text(GTK_LABEL(self->reason), reason);
  gtk_widget_set_visible(self->trouble,
                         error != NULL && state != ORIEL_HOST_CONNECTED && !(busy && *reason == 0));
  gtk_widget_set_visible(self->none, state == ORIEL_HOST_CONNECTED && self->watched->len == 0);
  start_window_update(self->window);
}

static void
watch(HostSection *self, guint position, guint n_removed, guint n_added)
{
  GListModel *guests = oriel_host_get_guests(self->host);

  for (guint i = 0; i < n_removed; i++)
    g_signal_handlers_disconnect_by_data(self->watched->pdata[position + i], self);
  if (n_removed > 0)
    g_ptr_array_remove_range(self->watched, position, n_removed);
  for (guint i = 0; i < n_added; i++) {
    OrielGuest *guest = g_list_model_get_item(guests, position + i);

    g_ptr_array_insert(self->watched, (int)(position + i), guest);
    g_signal_connect_swapped(guest, "notify::state", G_CALLBACK(queue_refilter), self);
    g_signal_connect_swapped(guest, "notify::name", G_CALLBACK(queue_refilter), self);
  }
}

static void
on_guests_changed(
    GListModel *guests, guint position, guint n_removed, guint n_added, HostSection *self)
{
  watch(self, position, n_removed, n_added);
  update(self);
  load_details(self);
}

static void
on_remove(HostSection *self)
{
  self->removed(self, self->user_data);
}

static GtkWidget *
make_heading(HostSection *self)
{
  GtkWidget *box = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name("network-server-symbolic");
  GtkWidget *remove = icon_button_new("list-remove-symbolic", _("Remove Host from List"), NULL);

  self->name = gtk_label_new(NULL);
  gtk_label_set_ellipsize(GTK_LABEL(self->name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class(self->name, "title-4");
  self->state = gtk_label_new(NULL);
  gtk_widget_add_css_class(self->state, "dim-label");
  self->spinner = gtk_spinner_new();
  gtk_button_set_has_frame(GTK_BUTTON(remove), FALSE);
  gtk_widget_set_hexpand(remove, TRUE);
  gtk_widget_set_halign(remove, GTK_ALIGN_END);
  g_signal_connect_swapped(remove, "clicked", G_CALLBACK(on_remove), self);
  gtk_box_append(GTK_BOX(box), icon);
  gtk_box_append(GTK_BOX(box), self->name);
  gtk_box_append(GTK_BOX(box), self->spinner);
  gtk_box_append(GTK_BOX(box), self->state);
  gtk_box_append(GTK_BOX(box), remove);
  return box;
}

static GtkWidget *
make_trouble(HostSection *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name("dialog-warning-symbolic");
  GtkWidget *retry = text_button_new(_("_Try Again"));

  self->trouble = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_add_css_class(self->trouble, "card");
  gtk_widget_add_css_class(self->trouble, "oriel-trouble");
  self->reason = gtk_label_new(NULL);
  gtk_label_set_wrap(GTK_LABEL(self->reason), TRUE);
  gtk_label_set_xalign(GTK_LABEL(self->reason), 0);
  gtk_label_set_selectable(GTK_LABEL(self->reason), TRUE);
  gtk_widget_set_hexpand(self->reason, TRUE);
  gtk_widget_set_valign(retry, GTK_ALIGN_CENTER);
  g_signal_connect_swapped(retry, "clicked", G_CALLBACK(host_section_retry), self);
  gtk_box_append(GTK_BOX(self->trouble), icon);
  gtk_box_append(GTK_BOX(self->trouble), self->reason);
  gtk_box_append(GTK_BOX(self->trouble), retry);
  return self->trouble;
}

static void
make_widgets(HostSection *self)
{
  GtkBox *box;

  self->root = g_object_ref_sink(gtk_box_new(GTK_ORIENTATION_VERTICAL, 12));
  box = GTK_BOX(self->root);
  gtk_box_append(box, make_heading(self));
  gtk_box_append(box, make_trouble(self));
  self->none = gtk_label_new(_("This host has no guests"));
  gtk_label_set_xalign(GTK_LABEL(self->none), 0);
  gtk_widget_add_css_class(self->none, "dim-label");
  gtk_box_append(box, self->none);
  for (gsize i = 0; i < G_N_ELEMENTS(self->groups); i++) {
    self->groups[i] = guest_group_new(self->window, oriel_host_get_guests(self->host), i == 0);
    gtk_box_append(box, guest_group_get_widget(self->groups[i]));
  }
}

HostSection *
host_section_new(StartWindow *window,
                 const char *uri,
                 gboolean read_only,
                 HostSectionRemoved removed,
                 gpointer user_data,
                 GError **error)
{
  HostKeeper *keeper = host_keeper_new(uri, read_only, error);
  HostSection *self;
  GListModel *guests;

  if (keeper == NULL)
    return NULL;
  self = g_new0(HostSection, 1);
  self->window = window;
  self->keeper = keeper;
  self->host = host_keeper_get_host(keeper);
  self->removed = removed;
  self->user_data = user_data;
  self->cancellable = g_cancellable_new();
  self->watched = g_ptr_array_new_with_free_func(g_object_unref);
  make_widgets(self);
  guests = oriel_host_get_guests(self->host);
  g_signal_connect(guests, "items-changed", G_CALLBACK(on_guests_changed), self);
  g_signal_connect_swapped(self->host, "notify::state", G_CALLBACK(update), self);
  g_signal_connect_swapped(self->host, "notify::error", G_CALLBACK(update), self);
  g_signal_connect_swapped(self->host, "notify::name", G_CALLBACK(update), self);
  watch(self, 0, 0, g_list_model_get_n_items(guests));
  update(self);
  return self;
}

void
host_section_free(HostSection *self)
{
  g_clear_handle_id(&self->refilter_id, g_source_remove);
  g_cancellable_cancel(self->cancellable);
  g_object_unref(self->cancellable);
  g_signal_handlers_disconnect_by_data(self->host, self);
  g_signal_handlers_disconnect_by_data(oriel_host_get_guests(self->host), self);
  watch(self, 0, self->watched->len, 0);
  g_ptr_array_unref(self->watched);
  for (gsize i = 0; i < G_N_ELEMENTS(self->groups); i++)
    guest_group_free(self->groups[i]);
  g_object_unref(self->root);
  host_keeper_free(self->keeper);
  g_free(self);
}

GtkWidget *
host_section_get_widget(HostSection *self)
{
  return self->root;
}

const char *
host_section_get_uri(HostSection *self)
{
  return oriel_host_get_uri(self->host);
}

guint
host_section_get_n_guests(HostSection *self)
{
  return guest_group_get_n_guests(self->groups[0]) + guest_group_get_n_guests(self->groups[1]);
}

void
host_section_refilter(HostSection *self)
{
  queue_refilter(self);
  load_details(self);
}

void
host_section_set_list(HostSection *self, gboolean is_list)
{
  for (gsize i = 0; i < G_N_ELEMENTS(self->groups); i++)
    guest_group_set_list(self->groups[i], is_list);
}

void
host_section_retry(HostSection *self)
{
  host_keeper_retry(self->keeper);
}

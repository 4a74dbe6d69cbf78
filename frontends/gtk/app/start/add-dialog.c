// SPDX-License-Identifier: LGPL-2.1-or-later
#include "start/add-dialog.h"

#include "focus-guard.h"
#include "text-button.h"

#include "shared/connections.h"

#include <glib/gi18n.h>
#include <string.h>

#define WIDTH 480 /* points */

typedef struct {
  AddDialogHooks hooks;
  gpointer user_data;
  GtkWidget *window;
  GtkWidget *address;
  GtkWidget *name;
  GtkWidget *verdict; /* what the address is, or what is wrong with it */
  GtkWidget *add;
} Dialog;

/* Of libvirt's URIs, as `qemu` or `qemu+ssh`: https://libvirt.org/uri.html and its drivers. */
static gboolean
is_host_scheme(const char *text)
{
  static const char *const drivers[] = {
      "qemu",   "xen",          "lxc",      "test",      "bhyve", "ch",     "vz",
      "vbox",   "openvz",       "esx",      "gsx",       "vpx",   "hyperv", "vmwareplayer",
      "remote", "vmwarefusion", "vmwarews", "parallels", NULL};
  static const char *const transports[] = {"unix", "tls",    "tcp",     "ssh",
                                           "ext",  "libssh", "libssh2", NULL};
  g_autofree char *scheme = g_uri_parse_scheme(text);
  g_auto(GStrv) parts = scheme != NULL ? g_strsplit(scheme, "+", 2) : NULL;

  return parts != NULL && g_strv_contains(drivers, parts[0]) &&
         (parts[1] == NULL || g_strv_contains(transports, parts[1]));
}

/* What no protocol of consoles claims is a host. */
AddressKind
add_dialog_judge(const char *text, GError **error)
{
  g_autoptr(GError) problem = NULL;
  g_autoptr(OrielTarget) target = oriel_target_new_from_uri(text, &problem);
  g_autoptr(OrielHost) host = NULL;

  if (target != NULL)
    return ADDRESS_CONSOLE;
  if (g_error_matches(problem, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED) && is_host_scheme(text))
    host = oriel_host_new(text, error);
  else if (g_error_matches(problem, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED))
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                _("Neither a console (vnc, spice) nor a host of libvirt (qemu, xen, lxc, …)"));
  else
    g_propagate_error(error, g_steal_pointer(&problem));
  return host != NULL ? ADDRESS_HOST : ADDRESS_NONE;
}

/* (transfer full) */
static char *
dup_address(Dialog *self)
{
  return g_strstrip(g_strdup(gtk_editable_get_text(GTK_EDITABLE(self->address))));
}

/* What is wrong with the name to keep it under; NULL = nothing. (transfer full) */
static char *
dup_complaint(Dialog *self, const char *uri)
{
  const char *name = gtk_editable_get_text(GTK_EDITABLE(self->name));
  const char *words[] = {uri, NULL};

  if (*name == '\0' || connections_check(name, words, NULL))
    return NULL;
  return g_strdup(_("A name is of letters, digits, “.”, “_” and “-”"));
}

static void
mark(GtkWidget *widget, gboolean wrong)
{
  if (wrong)
    gtk_widget_add_css_class(widget, "error");
  else
    gtk_widget_remove_css_class(widget, "error");
}

static void
judge(Dialog *self)
{
  g_autofree char *uri = dup_address(self);
  g_autoptr(GError) error = NULL;
  AddressKind kind = *uri != '\0' ? add_dialog_judge(uri, &error) : ADDRESS_NONE;
  g_autofree char *complaint = kind == ADDRESS_CONSOLE ? dup_complaint(self, uri) : NULL;
  g_autofree char *verdict = NULL;

  if (error != NULL)
    verdict = oriel_text_sanitize(error->message, -1, 300);
  else if (complaint != NULL)
    verdict = g_strdup(complaint);
  else
    verdict =
        g_strdup(kind == ADDRESS_CONSOLE ? _("The console of one guest")
                 : kind == ADDRESS_HOST  ? _("A host, whose guests are listed")
                                         : _("vnc://host:port, spice://host:port, qemu:///system,\n"
                                              "qemu+ssh://user@host/system"));
  gtk_label_set_text(GTK_LABEL(self->verdict), verdict);
  mark(self->verdict, error != NULL || complaint != NULL);
  mark(self->address, error != NULL);
  mark(self->name, complaint != NULL);
  gtk_widget_set_sensitive(self->name, kind != ADDRESS_HOST);
  gtk_widget_set_sensitive(self->add, kind != ADDRESS_NONE && complaint == NULL);
  text_button_set_label(self->add, kind == ADDRESS_HOST ? _("_Add Host") : _("C_onnect"));
}

static void
on_add(Dialog *self)
{
  g_autofree char *uri = dup_address(self);
  const char *name = gtk_editable_get_text(GTK_EDITABLE(self->name));

  if (!gtk_widget_get_sensitive(self->add))
    return;
  if (add_dialog_judge(uri, NULL) == ADDRESS_CONSOLE)
    self->hooks.console(uri, *name != '\0' ? name : NULL, self->user_data);
  else
    self->hooks.host(uri, self->user_data);
  gtk_window_close(GTK_WINDOW(self->window));
}

static GtkWidget *
make_header(Dialog *self)
{
  GtkWidget *header = adw_header_bar_new();
  GtkWidget *cancel = text_button_new(_("_Cancel"));

  self->add = text_button_new("");
  gtk_widget_add_css_class(self->add, "suggested-action");
  adw_header_bar_set_show_end_title_buttons(ADW_HEADER_BAR(header), FALSE);
  adw_header_bar_set_show_start_title_buttons(ADW_HEADER_BAR(header), FALSE);
  g_signal_connect_swapped(cancel, "clicked", G_CALLBACK(gtk_window_close), self->window);
  g_signal_connect_swapped(self->add, "clicked", G_CALLBACK(on_add), self);
  adw_header_bar_pack_start(ADW_HEADER_BAR(header), cancel);
  adw_header_bar_pack_end(ADW_HEADER_BAR(header), self->add);
  return header;
}

static GtkWidget *
make_form(Dialog *self)
{
  GtkWidget *box = gtk_box_new(GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *group = adw_preferences_group_new();

  self->address = adw_entry_row_new();
  adw_preferences_row_set_title(ADW_PREFERENCES_ROW(self->address), _("Address"));
  self->name = adw_entry_row_new();
  adw_preferences_row_set_title(ADW_PREFERENCES_ROW(self->name),
                                _("Keep under the name (optional)"));
  self->verdict = gtk_label_new(NULL);
  gtk_label_set_wrap(GTK_LABEL(self->verdict), TRUE);
  gtk_label_set_xalign(GTK_LABEL(self->verdict), 0);
  gtk_label_set_width_chars(GTK_LABEL(self->verdict), 20);
  g_signal_connect_swapped(self->address, "changed", G_CALLBACK(judge), self);
  g_signal_connect_swapped(self->name, "changed", G_CALLBACK(judge), self);
  g_signal_connect_swapped(self->address, "entry-activated", G_CALLBACK(on_add), self);
  g_signal_connect_swapped(self->name, "entry-activated", G_CALLBACK(on_add), self);
  adw_preferences_group_add(ADW_PREFERENCES_GROUP(group), self->address);
  adw_preferences_group_add(ADW_PREFERENCES_GROUP(group), self->name);
  gtk_widget_add_css_class(box, "oriel-form");
  gtk_box_append(GTK_BOX(box), group);
  gtk_box_append(GTK_BOX(box), self->verdict);
  return box;
}

static gboolean
on_escape(GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close(GTK_WINDOW(widget));
  return TRUE;
}

void
add_dialog_present(GtkWindow *parent, const AddDialogHooks *hooks, gpointer user_data)
{
  Dialog *self = g_new0(Dialog, 1);
  GtkWidget *box = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_shortcut_controller_new();

  self->hooks = *hooks;
  self->user_data = user_data;
  self->window = adw_window_new();
  g_object_set_data_full(G_OBJECT(self->window), "oriel-add-dialog", self, g_free);
  gtk_window_set_title(GTK_WINDOW(self->window), _("Add Connection"));
  gtk_window_set_modal(GTK_WINDOW(self->window), TRUE);
  gtk_window_set_transient_for(GTK_WINDOW(self->window), parent);
  gtk_window_set_destroy_with_parent(GTK_WINDOW(self->window), TRUE);
  gtk_window_set_default_size(GTK_WINDOW(self->window), WIDTH, -1);
  gtk_box_append(GTK_BOX(box), make_header(self));
  gtk_box_append(GTK_BOX(box), make_form(self));
  adw_window_set_content(ADW_WINDOW(self->window), box);
  gtk_shortcut_controller_add_shortcut(
      GTK_SHORTCUT_CONTROLLER(keys),
      gtk_shortcut_new(gtk_keyval_trigger_new(GDK_KEY_Escape, 0),
                       gtk_callback_action_new(on_escape, NULL, NULL)));
  gtk_widget_add_controller(self->window, keys);
  focus_guard_add(GTK_WINDOW(self->window));
  judge(self);
  gtk_window_present(GTK_WINDOW(self->window));
  gtk_widget_grab_focus(self->address);
}

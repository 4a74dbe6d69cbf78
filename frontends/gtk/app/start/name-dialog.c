// SPDX-License-Identifier: LGPL-2.1-or-later
#include "start/name-dialog.h"

#include "focus-guard.h"
#include "text-button.h"

#include "shared/connections.h"

#include <glib/gi18n.h>

/* It goes with its dialog. */
typedef struct {
  AdwMessageDialog *dialog;
  GtkWidget *entry;
  GStrv words; /* (owned) */
  void (*named)(const char *name, gpointer user_data);
  gpointer user_data;
  GDestroyNotify destroy;
} NameDialog;

static void
name_dialog_free(gpointer data)
{
  NameDialog *self = data;

  self->destroy(self->user_data);
  g_strfreev(self->words);
  g_free(self);
}

static const char *
get_name(NameDialog *self)
{
  return gtk_editable_get_text(GTK_EDITABLE(self->entry));
}

static void
judge(NameDialog *self)
{
  gboolean good = connections_check(get_name(self), (const char *const *)self->words, NULL);

  adw_message_dialog_set_response_enabled(self->dialog, "keep", good);
  adw_message_dialog_set_body(self->dialog,
                              good || *get_name(self) == '\0'
                                  ? _("“oriel view” opens it by this name, too.")
                                  : _("A name is of letters, digits, “.”, “_” and “-”"));
  if (good || *get_name(self) == '\0')
    gtk_widget_remove_css_class(self->entry, "error");
  else
    gtk_widget_add_css_class(self->entry, "error");
}

static void
on_response(AdwMessageDialog *dialog, const char *response, NameDialog *self)
{
  if (g_str_equal(response, "keep"))
    self->named(get_name(self), self->user_data);
}

static void
on_activated(NameDialog *self)
{
  if (!adw_message_dialog_get_response_enabled(self->dialog, "keep"))
    return;
  adw_message_dialog_response(self->dialog, "keep");
  gtk_window_close(GTK_WINDOW(self->dialog));
}

void
name_dialog_present(GtkWindow *parent,
                    const char *heading,
                    const char *name,
                    const char *const *words,
                    void (*named)(const char *name, gpointer user_data),
                    gpointer user_data,
                    GDestroyNotify destroy)
{
  NameDialog *self = g_new0(NameDialog, 1);
  GtkWidget *group = adw_preferences_group_new();

  self->dialog = ADW_MESSAGE_DIALOG(adw_message_dialog_new(parent, heading, NULL));
  self->entry = adw_entry_row_new();
  self->words = g_strdupv((char **)words);
  self->named = named;
  self->user_data = user_data;
  self->destroy = destroy;
  g_object_set_data_full(G_OBJECT(self->dialog), "oriel-name", self, name_dialog_free);
  adw_preferences_row_set_title(ADW_PREFERENCES_ROW(self->entry), _("Name"));
  adw_preferences_group_add(ADW_PREFERENCES_GROUP(group), self->entry);
  adw_message_dialog_set_extra_child(self->dialog, group);
  adw_message_dialog_add_responses(self->dialog, "cancel", _("_Cancel"), "keep", _("_Keep"), NULL);
  adw_message_dialog_set_response_appearance(self->dialog, "keep", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response(self->dialog, "keep");
  g_signal_connect_swapped(self->entry, "changed", G_CALLBACK(judge), self);
  g_signal_connect_swapped(self->entry, "entry-activated", G_CALLBACK(on_activated), self);
  g_signal_connect(self->dialog, "response", G_CALLBACK(on_response), self);
  if (name != NULL)
    gtk_editable_set_text(GTK_EDITABLE(self->entry), name);
  judge(self);
  focus_guard_add(GTK_WINDOW(self->dialog));
  text_button_name_all(GTK_WIDGET(self->dialog));
  gtk_window_present(GTK_WINDOW(self->dialog));
  gtk_widget_grab_focus(self->entry);
}

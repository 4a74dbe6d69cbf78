// SPDX-License-Identifier: LGPL-2.1-or-later
#include "start/connection-row.h"

#include "icon-button.h"
#include "start/name-dialog.h"
#include "toasts.h"

#include "shared/connections.h"

#include <glib/gi18n.h>

#define ROW "oriel-connection"

/* It goes with its widget. */
typedef struct {
  StartWindow *window;
  char *name;  /* (owned) (nullable) */
  char *line;  /* (owned) */
  GStrv words; /* (owned) */
} Row;

static Row *
row_new(StartWindow *window, const char *name, const char *line, const char *const *words)
{
  Row *self = g_new0(Row, 1);

  self->window = window;
  self->name = g_strdup(name);
  self->line = g_strdup(line);
  self->words = g_strdupv((char **)words);
  return self;
}

static void
row_free(gpointer data)
{
  Row *self = data;

  g_free(self->name);
  g_free(self->line);
  g_strfreev(self->words);
  g_free(self);
}

static void
on_named(const char *name, gpointer user_data)
{
  Row *self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean done = self->name != NULL
                      ? connections_rename(self->name, name, &error)
                      : connections_save(name, (const char *const *)self->words, &error);

  if (!done)
    start_window_tell(self->window, error->message);
  start_window_queue_connections(self->window);
}

/* The dialog outlives the row: it has one of its own. */
static void
on_name(Row *self)
{
  name_dialog_present(
      start_window_get_window(self->window),
      self->name != NULL ? _("Rename Connection") : _("Keep Connection"), self->name,
      (const char *const *)self->words, on_named,
      row_new(self->window, self->name, self->line, (const char *const *)self->words), row_free);
}

static void
on_undo(AdwToast *toast, Row *kept)
{
  g_autoptr(GError) error = NULL;

  if (!connections_save(kept->name, (const char *const *)kept->words, &error))
    start_window_tell(kept->window, error->message);
  start_window_queue_connections(kept->window);
}

static void
offer_undo(Row *self, const char *const *words)
{
  g_autofree char *text = g_strdup_printf(_("%s is not kept any more"), self->name);
  AdwToast *toast = toasts_new(text);

  adw_toast_set_button_label(toast, _("_Undo"));
  g_signal_connect_data(toast, "button-clicked", G_CALLBACK(on_undo),
                        row_new(self->window, self->name, self->line, words),
                        (GClosureNotify)(GCallback)row_free, 0);
  adw_toast_overlay_add_toast(start_window_get_toasts(self->window), toast);
}

static void
on_forget(Row *self)
{
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) words = self->name != NULL ? connections_load(self->name, NULL) : NULL;

  if (self->name == NULL)
    connections_forget_recent(self->line);
  else if (!connections_forget(self->name, &error))
    start_window_tell(self->window, error->message);
  else if (words != NULL)
    offer_undo(self, (const char *const *)words);
  start_window_queue_connections(self->window);
}

static void
add_button(
    GtkWidget *widget, Row *self, const char *icon, const char *label, void (*clicked)(Row *self))
{
  GtkWidget *button = icon_button_new(icon, label, NULL);

  gtk_widget_set_valign(button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class(button, "flat");
  g_signal_connect_swapped(button, "clicked", G_CALLBACK(clicked), self);
  adw_action_row_add_suffix(ADW_ACTION_ROW(widget), button);
}

/* Of what was open last, the last word is the target, and what is before it tells where that is. */
static char *
dup_subtitle(Row *self)
{
  guint n = g_strv_length(self->words);

  if (self->name != NULL)
    return start_dup_text(self->line);
  return n == 3 && g_str_equal(self->words[0], "-c") ? start_dup_text(self->words[1])
                                                     : g_strdup("");
}

GtkWidget *
connection_row_new(StartWindow *window,
                   const char *name,
                   const char *line,
                   const char *const *words)
{
  GtkWidget *widget = adw_action_row_new();
  Row *self = row_new(window, name, line, words);
  guint n = g_strv_length(self->words);
  g_autofree char *title = start_dup_text(name != NULL ? name : n > 0 ? words[n - 1] : line);
  g_autofree char *escaped = g_markup_escape_text(title, -1);
  g_autofree char *below = dup_subtitle(self);
  g_autofree char *escaped_below = g_markup_escape_text(below, -1);
  g_autofree char *rename = g_strdup_printf(_("Rename %s"), title);
  g_autofree char *keep = g_strdup_printf(_("Keep %s under a Name"), title);
  g_autofree char *forget = g_strdup_printf(_("Forget %s"), title);

  g_object_set_data_full(G_OBJECT(widget), ROW, self, row_free);
  adw_preferences_row_set_title(ADW_PREFERENCES_ROW(widget), escaped);
  adw_action_row_set_subtitle(ADW_ACTION_ROW(widget), escaped_below);
  adw_action_row_add_prefix(ADW_ACTION_ROW(widget),
                            gtk_image_new_from_icon_name("computer-symbolic"));
  gtk_list_box_row_set_activatable(GTK_LIST_BOX_ROW(widget), TRUE);
  if (name != NULL)
    add_button(widget, self, "document-edit-symbolic", rename, on_name);
  else
    add_button(widget, self, "bookmark-new-symbolic", keep, on_name);
  add_button(widget, self, "user-trash-symbolic", forget, on_forget);
  return widget;
}

const char *const *
connection_row_get_words(GtkWidget *row)
{
  Row *self = g_object_get_data(G_OBJECT(row), ROW);

  return (const char *const *)self->words;
}

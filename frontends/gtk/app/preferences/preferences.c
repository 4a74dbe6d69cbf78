// SPDX-License-Identifier: LGPL-2.1-or-later
#include "preferences/preferences-private.h"

#include "focus-guard.h"
#include "text-button.h"
#include "toasts.h"

#include <glib/gi18n.h>

#define WIDTH 620 /* points */
#define HEIGHT 640

void
preferences_tell(Preferences *self, const char *text)
{
  adw_preferences_window_add_toast(self->window, toasts_new(text));
  text_button_name_all(GTK_WIDGET(self->window));
}

void
preferences_save(Preferences *self)
{
  g_autoptr(GError) error = NULL;

  settings_save(self->settings);
  if (!view_settings_save(&self->view, &error))
    preferences_tell(self, error->message);
  self->changed(self->user_data);
}

static void
preferences_free(gpointer data)
{
  Preferences *self = data;

  view_settings_clear(&self->view);
  g_free(self);
}

void
preferences_present(GtkWindow *parent, void (*changed)(gpointer user_data), gpointer user_data)
{
  Preferences *self = g_new0(Preferences, 1);
  g_autofree char *complaint = NULL;

  self->window = ADW_PREFERENCES_WINDOW(adw_preferences_window_new());
  self->settings = settings_get_default();
  self->changed = changed;
  self->user_data = user_data;
  view_settings_load(&self->view, NULL, &complaint);
  g_object_set_data_full(G_OBJECT(self->window), "oriel-preferences", self, preferences_free);
  gtk_window_set_modal(GTK_WINDOW(self->window), TRUE);
  gtk_window_set_transient_for(GTK_WINDOW(self->window), parent);
  gtk_window_set_destroy_with_parent(GTK_WINDOW(self->window), TRUE);
  gtk_window_set_default_size(GTK_WINDOW(self->window), WIDTH, HEIGHT);
  adw_preferences_window_add(self->window, preferences_make_consoles(self));
  adw_preferences_window_add(self->window, preferences_make_keys(self));
  adw_preferences_window_add(self->window, preferences_make_hosts(self));
  if (complaint != NULL)
    preferences_tell(self, complaint);
  focus_guard_add(GTK_WINDOW(self->window));
  gtk_window_present(GTK_WINDOW(self->window));
}

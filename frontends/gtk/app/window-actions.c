// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the menus of the windows do to the guest and its console. */
#include "window-private.h"

#include "guest-details.h"
#include "preferences/preferences.h"
#include "shared/view-settings.h"
#include "shortcuts.h"

#include <glib/gi18n.h>

static void
type_clipboard(GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  console_window_type_clipboard(user_data);
}

static void
set_view_only(GSimpleAction *action, GVariant *state, gpointer user_data)
{
  ConsoleWindow *self = user_data;

  g_simple_action_set_state(action, state);
  self->options->view_only = g_variant_get_boolean(state);
  if (console_window_get_display(self) != NULL)
    oriel_gtk_view_set_view_only(self->head->view, self->options->view_only);
  for (guint i = 0; i < self->heads->len; i++)
    oriel_gtk_view_set_view_only(((Head *)self->heads->pdata[i])->view, self->options->view_only);
  console_window_update_actions(self);
}

static void
toggle_usb(GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ConsoleWindow *self = user_data;

  usb_menu_activate(self->usb, g_variant_get_uint32(parameter));
}

static void
toggle_screen(GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  console_window_toggle_screen(user_data, g_variant_get_uint32(parameter));
}

static void
open_console(GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gboolean of_guest;
  const char *alias;

  g_variant_get(parameter, "(b&s)", &of_guest, &alias);
  console_window_open_console(user_data, of_guest, alias);
}

static void
show_details(GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ConsoleWindow *self = user_data;
  g_autofree char *name = attachment_dup_name(self->attachment);

  guest_details_present(self->head->window, name, attachment_get_guest(self->attachment),
                        attachment_get_session(self->attachment), console_window_get_display(self));
}

static void
show_shortcuts(GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ConsoleWindow *self = user_data;

  shortcuts_present_console(self->head->window, &self->options->hotkeys);
}

/* What holds for windows that are open, too. */
static void
on_preferences_changed(gpointer user_data)
{
  ConsoleWindow *self = user_data;
  g_auto(ViewSettings) settings = {0};
  g_autofree char *complaint = NULL;

  view_settings_load(&settings, NULL, &complaint);
  hotkeys_remove_own(&self->options->hotkeys);
  view_settings_add_keys(&settings, &self->options->hotkeys);
  console_window_update_keys_menu(self);
  head_update_grab(self->head);
  for (guint i = 0; i < self->heads->len; i++)
    head_update_grab(self->heads->pdata[i]);
}

static void
show_preferences(GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ConsoleWindow *self = user_data;

  preferences_present(self->head->window, on_preferences_changed, self);
}

static void
show_about(GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ConsoleWindow *self = user_data;

  adw_show_about_window(self->head->window, "application-name", "Oriel", "application-icon",
                        "org.oriel.Oriel", "version", ORIEL_VERSION, "comments",
                        _("See and control the consoles of virtual machines"), "license-type",
                        GTK_LICENSE_LGPL_2_1, NULL);
}

static const GActionEntry entries[] = {
    {"type-clipboard", type_clipboard},
    {"view-only", NULL, NULL, "false", set_view_only},
    {"usb", toggle_usb, "u"},
    {"screen", toggle_screen, "u"},
    {"text-console", open_console, "(bs)"},
    {"details", show_details},
    {"preferences", show_preferences},
    {"shortcuts", show_shortcuts},
    {"about", show_about},
};

static GSimpleAction *
find_action(ConsoleWindow *self, const char *name)
{
  return G_SIMPLE_ACTION(g_action_map_lookup_action(G_ACTION_MAP(self->actions), name));
}

void
console_window_add_actions(ConsoleWindow *self)
{
  self->actions = g_simple_action_group_new();
  g_action_map_add_action_entries(G_ACTION_MAP(self->actions), entries, G_N_ELEMENTS(entries),
                                  self);
  console_window_add_folder(self);
  console_window_add_power(self);
  console_window_add_graphics(self);
  g_simple_action_set_state(find_action(self, "view-only"),
                            g_variant_new_boolean(self->options->view_only));
}

/* What cannot be done is grey, or says why. */
void
console_window_update_actions(ConsoleWindow *self)
{
  gboolean there = console_window_get_display(self) != NULL;

  g_simple_action_set_enabled(find_action(self, "type-clipboard"),
                              there && !self->options->view_only);
  g_simple_action_set_enabled(find_action(self, "details"),
                              there || attachment_get_guest(self->attachment) != NULL);
  console_window_update_menu(self);
  console_window_update_keys_menu(self);
  console_window_update_folder(self);
  console_window_update_graphics(self);
  head_update_actions(self->head);
  console_window_update_power(self);
}

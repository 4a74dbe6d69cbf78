// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the menus of the windows do to the guest and its console. */
#include "window-private.h"

#include "guest-details.h"
#include "preferences/preferences.h"
#include "shared/view-settings.h"
#include "shortcuts.h"
#include "toasts.h"

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
on_power_done(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(AdwToastOverlay) toasts = user_data;
  g_autoptr(GError) error = NULL;

  if (!oriel_session_power_finish(ORIEL_SESSION(source), result, &error))
    toasts_tell(toasts, error->message);
}

static void
change_power(GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ConsoleWindow *self = user_data;
  OrielSession *session = attachment_get_session(self->attachment);

  if (session != NULL)
    oriel_session_power_async(session, (OrielPowerAction)g_variant_get_int32(parameter), NULL,
                              on_power_done, g_object_ref(self->head->toasts));
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
    {"type-clipboard", type_clipboard}, {"view-only", NULL, NULL, "false", set_view_only},
    {"power", change_power, "i"},       {"usb", toggle_usb, "u"},
    {"screen", toggle_screen, "u"},     {"text-console", open_console, "(bs)"},
    {"details", show_details},          {"preferences", show_preferences},
    {"shortcuts", show_shortcuts},      {"about", show_about},
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
  console_window_add_graphics(self);
  g_simple_action_set_state(find_action(self, "view-only"),
                            g_variant_new_boolean(self->options->view_only));
}

static void
append_power(ConsoleWindow *self, const char *label, OrielPowerAction action)
{
  g_autoptr(GMenuItem) item = g_menu_item_new(label, NULL);

  g_menu_item_set_action_and_target(item, "console.power", "i", (int)action);
  g_menu_append_item(self->power, item);
}

/* What cannot be done is grey, or says why. */
void
console_window_update_actions(ConsoleWindow *self)
{
  OrielSession *session = attachment_get_session(self->attachment);
  gboolean there = console_window_get_display(self) != NULL;
  OrielPowerAction power = there ? oriel_session_get_power_actions(session) : 0;

  g_simple_action_set_enabled(find_action(self, "type-clipboard"),
                              there && !self->options->view_only);
  g_simple_action_set_enabled(find_action(self, "details"),
                              there || attachment_get_guest(self->attachment) != NULL);
  console_window_update_menu(self);
  console_window_update_keys_menu(self);
  console_window_update_folder(self);
  console_window_update_graphics(self);
  head_update_actions(self->head);
  g_menu_remove_all(self->power);
  if (power & ORIEL_POWER_REBOOT)
    append_power(self, _("_Reboot"), ORIEL_POWER_REBOOT);
  if (power & ORIEL_POWER_SHUTDOWN)
    append_power(self, _("_Shut Down"), ORIEL_POWER_SHUTDOWN);
  if (power & ORIEL_POWER_RESET)
    append_power(self, _("R_eset"), ORIEL_POWER_RESET);
  if (power == 0)
    g_menu_append(self->power,
                  there ? _("The console's server offers none") : _("There is no guest"),
                  "console.none");
}

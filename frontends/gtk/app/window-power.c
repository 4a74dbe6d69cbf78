// SPDX-License-Identifier: LGPL-2.1-or-later
/* The menu of the machine's power. The host of the guest changes it where the guest is known, else
 * the server of its console, of those that can. */
#include "window-private.h"

#include "guest-power.h"
#include "toasts.h"

#include <glib/gi18n.h>

static void
on_done(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(AdwToastOverlay) toasts = user_data;
  g_autoptr(GError) error = NULL;

  if (!oriel_session_power_finish(ORIEL_SESSION(source), result, &error))
    toasts_tell(toasts, error->message);
}

static void
ask_server(GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ConsoleWindow *self = user_data;
  OrielSession *session = attachment_get_session(self->attachment);

  if (session != NULL)
    oriel_session_power_async(session, (OrielPowerAction)g_variant_get_int32(parameter), NULL,
                              on_done, g_object_ref(self->head->toasts));
}

static void
ask_host(GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ConsoleWindow *self = user_data;

  if (self->machine != NULL)
    guest_power_perform(self->machine, g_variant_get_int32(parameter), self->head->window,
                        ADW_TOAST_OVERLAY(self->head->toasts));
}

void
console_window_add_power(ConsoleWindow *self)
{
  static const GActionEntry entries[] = {{"power", ask_server, "i"}, {"machine", ask_host, "i"}};

  self->power = g_menu_new();
  g_action_map_add_action_entries(G_ACTION_MAP(self->actions), entries, G_N_ELEMENTS(entries),
                                  self);
}

static void
watch(ConsoleWindow *self, GObject **place, gpointer object)
{
  if (*place == object)
    return;
  if (*place != NULL)
    g_signal_handlers_disconnect_by_func(*place, console_window_update_power, self);
  g_set_object(place, object);
  if (object != NULL)
    g_signal_connect_swapped(object, "notify::state", G_CALLBACK(console_window_update_power),
                             self);
}

void
console_window_remove_power(ConsoleWindow *self)
{
  watch(self, (GObject **)&self->machine, NULL);
  watch(self, (GObject **)&self->host, NULL);
  g_object_unref(self->power);
}

static void
append(ConsoleWindow *self, const char *label, OrielPowerAction action)
{
  g_autoptr(GMenuItem) item = g_menu_item_new(label, NULL);

  g_menu_item_set_action_and_target(item, "console.power", "i", (int)action);
  g_menu_append_item(self->power, item);
}

/* Returns why there is nothing, or NULL. */
static const char *
append_of_server(ConsoleWindow *self)
{
  OrielSession *session = attachment_get_session(self->attachment);
  gboolean there = console_window_get_display(self) != NULL;
  OrielPowerAction power = there ? oriel_session_get_power_actions(session) : 0;

  if (power & ORIEL_POWER_REBOOT)
    append(self, _("_Reboot"), ORIEL_POWER_REBOOT);
  if (power & ORIEL_POWER_SHUTDOWN)
    append(self, _("_Shut Down"), ORIEL_POWER_SHUTDOWN);
  if (power & ORIEL_POWER_RESET)
    append(self, _("R_eset"), ORIEL_POWER_RESET);
  if (power != 0)
    return NULL;
  return there ? _("The console's server offers none") : _("There is no guest");
}

static const char *
append_of_host(ConsoleWindow *self)
{
  if (oriel_host_get_state(self->host) != ORIEL_HOST_CONNECTED)
    return _("The guest's host is not connected");
  if (!guest_power_append(self->power, self->machine, "console.machine"))
    return _("The host does not tell what state the guest is in");
  return NULL;
}

void
console_window_update_power(ConsoleWindow *self)
{
  OrielGuest *guest = attachment_get_guest(self->attachment);
  const char *reason;

  watch(self, (GObject **)&self->machine, guest);
  watch(self, (GObject **)&self->host, guest != NULL ? oriel_guest_get_host(guest) : NULL);
  g_menu_remove_all(self->power);
  if (self->options->view_only)
    reason = _("The guest is only viewed");
  else
    reason = self->host != NULL ? append_of_host(self) : append_of_server(self);
  if (reason != NULL)
    g_menu_append(self->power, reason, "console.none"); /* grey: nothing has this action */
  console_window_update_titles(self);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* The menu of the guest's text consoles: those that its host has, and those of its session. */
#include "window-private.h"

#include "guest-state.h"
#include "menus.h"
#include "text-console.h"

#include <glib/gi18n.h>

/* An entry for the console called @alias; "" = the first, whatever it is called. */
static void
append(ConsoleWindow *self, const char *label, gboolean of_guest, const char *alias)
{
  g_autofree char *escaped = menus_dup_label(label);
  g_autoptr(GMenuItem) item = g_menu_item_new(escaped, NULL);

  g_menu_item_set_action_and_target(item, "console.text-console", "(bs)", of_guest, alias);
  g_menu_append_item(self->consoles, item);
}

static void
append_all(ConsoleWindow *self, GListModel *consoles, gboolean of_guest)
{
  for (guint i = 0; i < g_list_model_get_n_items(consoles); i++) {
    g_autoptr(OrielConsole) console = g_list_model_get_item(consoles, i);
    const char *alias = oriel_console_get_alias(console);

    append(self, alias, of_guest, alias);
  }
}

void
console_window_update_consoles(ConsoleWindow *self)
{
  OrielGuest *guest = attachment_get_guest(self->attachment);
  OrielSession *session = attachment_get_session(self->attachment);

  g_menu_remove_all(self->consoles);
  if (text_console_is_built() && guest != NULL && oriel_guest_has_details(guest))
    append_all(self, oriel_guest_get_consoles(guest), TRUE);
  else if (text_console_is_built() && guest != NULL)
    append(self, _("The First"), TRUE, "");
  if (text_console_is_built() && session != NULL)
    append_all(self, oriel_session_get_consoles(session), FALSE);
  if (g_menu_model_get_n_items(G_MENU_MODEL(self->consoles)) == 0) /* grey */
    g_menu_append(self->consoles,
                  !text_console_is_built() ? _("This program was built without a terminal")
                                           : _("The guest has no text console"),
                  "console.none");
}

void
console_window_open_console(ConsoleWindow *self, gboolean of_guest, const char *alias)
{
  OrielGuest *guest = of_guest ? attachment_get_guest(self->attachment) : NULL;
  OrielSession *session = attachment_get_session(self->attachment);

  if (!text_console_load())
    console_window_tell(self, _("The terminal is missing: the installation is not complete"));
  else if (of_guest ? guest != NULL : session != NULL)
    tabs_open(self->tabs, guest, session, *alias != '\0' ? alias : NULL);
}

/* Whether it runs, and text is all that there is to see of it. */
static gboolean
has_text_alone(OrielGuest *guest)
{
  return guest != NULL && guest_state_is_on(oriel_guest_get_state(guest)) &&
         oriel_guest_has_details(guest) &&
         g_list_model_get_n_items(oriel_guest_get_graphics(guest)) == 0 &&
         g_list_model_get_n_items(oriel_guest_get_consoles(guest)) > 0;
}

void
console_window_offer_console(ConsoleWindow *self)
{
  const ViewOptions *options = self->options;
  OrielGuest *guest = attachment_get_guest(self->attachment);
  g_autoptr(OrielConsole) first = NULL;

  if (self->console_offered || options->kiosk || options->view_only || !text_console_is_built() ||
      !has_text_alone(guest))
    return;
  self->console_offered = TRUE;
  first = g_list_model_get_item(oriel_guest_get_consoles(guest), 0);
  console_window_open_console(self, TRUE, oriel_console_get_alias(first));
}

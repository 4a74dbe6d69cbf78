// SPDX-License-Identifier: LGPL-2.1-or-later
/* What is done to guests: their power, autostart, and the menu of it all. */
#include "picker/bulk.h"

#include <string.h>
#include <xkbcommon/xkbcommon-keysyms.h>

static void
start_power(OrielGuest *guest,
            gconstpointer data,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  oriel_guest_perform_async(guest, (OrielGuestAction)GPOINTER_TO_INT(data), cancellable, callback,
                            user_data);
}

static const BulkKind powers[] = {
    [ORIEL_GUEST_START] = {"Start", "start", FALSE, start_power, oriel_guest_perform_finish},
    [ORIEL_GUEST_SHUTDOWN] = {"Shut down", "shut down", TRUE, start_power,
                              oriel_guest_perform_finish, .asked = "asked to shut down"},
    [ORIEL_GUEST_REBOOT] = {"Reboot", "reboot", TRUE, start_power, oriel_guest_perform_finish,
                            .asked = "asked to reboot"},
    [ORIEL_GUEST_RESET] = {"Reset", "reset", TRUE, start_power, oriel_guest_perform_finish},
    [ORIEL_GUEST_FORCE_OFF] = {"Cut the power of", "cut the power", TRUE, start_power,
                               oriel_guest_perform_finish},
    [ORIEL_GUEST_PAUSE] = {"Pause", "pause", FALSE, start_power, oriel_guest_perform_finish},
    [ORIEL_GUEST_RESUME] = {"Resume", "resume", FALSE, start_power, oriel_guest_perform_finish},
    [ORIEL_GUEST_SAVE] = {"Save and stop", "save and stop", TRUE, start_power,
                          oriel_guest_perform_finish},
};

static void
run_power(Picker *self, OrielGuestAction action)
{
  bulk_run_on_marked(self, &powers[action], GINT_TO_POINTER(action), NULL);
}

PICKER_OPERATION(start)
{
  run_power(self, ORIEL_GUEST_START);
}

PICKER_OPERATION(shutdown)
{
  run_power(self, ORIEL_GUEST_SHUTDOWN);
}

PICKER_OPERATION(reboot)
{
  run_power(self, ORIEL_GUEST_REBOOT);
}

PICKER_OPERATION(reset)
{
  run_power(self, ORIEL_GUEST_RESET);
}

PICKER_OPERATION(force_off)
{
  run_power(self, ORIEL_GUEST_FORCE_OFF);
}

PICKER_OPERATION(pause)
{
  run_power(self, ORIEL_GUEST_PAUSE);
}

PICKER_OPERATION(resume)
{
  run_power(self, ORIEL_GUEST_RESUME);
}

PICKER_OPERATION(save)
{
  run_power(self, ORIEL_GUEST_SAVE);
}

/* Autostart */

static void
start_autostart(OrielGuest *guest,
                gconstpointer data,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer user_data)
{
  oriel_guest_set_autostart_async(guest, GPOINTER_TO_INT(data), cancellable, callback, user_data);
}

/* Without a word it becomes what the guest at the cursor is not. */
PICKER_OPERATION(autostart)
{
  static const BulkKind on = {"Autostart", "start with the host", FALSE, start_autostart,
                              oriel_guest_set_autostart_finish};
  static const BulkKind off = {"No autostart", "do not start with the host", FALSE, start_autostart,
                               oriel_guest_set_autostart_finish};
  OrielGuest *guest = picker_get_guest(self);
  gboolean wanted = guest != NULL && !oriel_guest_get_autostart(guest);

  if (strcmp(argument, "on") == 0)
    wanted = TRUE;
  else if (strcmp(argument, "off") == 0)
    wanted = FALSE;
  else if (*argument != '\0') {
    picker_complain(self, "autostart is on or off, not “%s”", argument);
    return;
  }
  bulk_run_on_marked(self, wanted ? &on : &off, GINT_TO_POINTER(wanted), NULL);
}

/* The menu */

static const struct {
  guint keysym;
  const char *operation;
  const char *text;
  gboolean danger;
} menu[] = {
    {XKB_KEY_Return, "open", "Enter  open its screen here", FALSE},
    {XKB_KEY_c, "console", "c  serial console", FALSE},
    {XKB_KEY_o, "gtk", "o  open its screen in a window (GTK)", FALSE},
    {XKB_KEY_d, "sdl", "d  open its screen in a window (SDL)", FALSE},
    {XKB_KEY_s, "start", "s  start", FALSE},
    {XKB_KEY_h, "shutdown", "h  shut down", TRUE},
    {XKB_KEY_r, "reboot", "r  reboot", TRUE},
    {XKB_KEY_e, "reset", "e  reset", TRUE},
    {XKB_KEY_f, "force-off", "f  cut the power", TRUE},
    {XKB_KEY_p, "pause", "p  pause", FALSE},
    {XKB_KEY_u, "resume", "u  resume", FALSE},
    {XKB_KEY_v, "save", "v  save and stop", TRUE},
    {XKB_KEY_n, "snapshot", "n  make a snapshot", FALSE},
    {XKB_KEY_t, "snapshots", "t  snapshots", FALSE},
    {XKB_KEY_a, "autostart", "a  autostart on or off", FALSE},
    {XKB_KEY_i, "screenshot", "i  save a picture of the screen", FALSE},
    {XKB_KEY_k, "send-key", "k  press keys in it", FALSE},
    {XKB_KEY_x, "type", "x  type a text into it", FALSE},
    {XKB_KEY_y, "copy", "y  copy the address of its screen", FALSE},
};

static void
on_chosen(int item, gpointer user_data)
{
  if (item >= 0)
    operations_run_command(user_data, menu[item].operation);
}

PICKER_OPERATION(actions)
{
  g_autoptr(GPtrArray) victims = model_list_victims(self->model, self->cursor);
  g_autofree char *title = NULL;
  Popup *popup;

  if (victims->len == 0) {
    picker_complain(self, "there is no guest here; move to one, or mark some");
    return;
  }
  title = victims->len == 1 ? g_strdup(oriel_guest_get_name(victims->pdata[0]))
                            : g_strdup_printf("%u marked guests", victims->len);
  popup = popup_new(title, FALSE, on_chosen, self, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(menu); i++)
    popup_add_item(popup, menu[i].keysym, menu[i].text, menu[i].danger);
  picker_open_popup(self, popup);
}

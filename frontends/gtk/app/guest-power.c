// SPDX-License-Identifier: LGPL-2.1-or-later
#include "guest-power.h"

#include "guest-state.h"
#include "text-button.h"
#include "toasts.h"

#include <glib/gi18n.h>

#define ORDER "oriel-order"

typedef struct {
  OrielGuestAction action;
  const char *label;
  const char *question; /* NULL = it loses nothing, and is done at once; %s: the guest */
  const char *warning;
  const char *answer;
} Deed;

static const Deed deeds[] = {
    {ORIEL_GUEST_START, N_("_Start"), NULL, NULL, NULL},
    {ORIEL_GUEST_RESUME, N_("_Resume"), NULL, NULL, NULL},
    {ORIEL_GUEST_PAUSE, N_("_Pause"), NULL, NULL, NULL},
    {ORIEL_GUEST_SHUTDOWN, N_("Shut _Down…"), N_("Shut Down “%s”?"),
     N_("The guest is asked to end all its programs and to turn itself off."), N_("_Shut Down")},
    {ORIEL_GUEST_REBOOT, N_("Re_boot…"), N_("Reboot “%s”?"),
     N_("The guest is asked to end all its programs and to begin anew."), N_("_Reboot")},
    {ORIEL_GUEST_SAVE, N_("Sa_ve and Turn Off"), NULL, NULL, NULL},
    {ORIEL_GUEST_RESET, N_("Force R_eset…"), N_("Force a Reset of “%s”?"),
     N_("It is as if its reset button were pressed: what the guest has not written to its disks is "
        "lost."),
     N_("_Reset")},
    {ORIEL_GUEST_FORCE_OFF, N_("_Force Off…"), N_("Force “%s” Off?"),
     N_("It is as if its plug were pulled: what the guest has not written to its disks is lost."),
     N_("_Force Off")},
};

/* An action that was asked for, until it is done. */
typedef struct {
  AdwToastOverlay *toasts; /* (owned): what came of it is shown there; it may have gone by then */
  OrielGuest *guest;       /* (owned) */
  const Deed *deed;
} Order;

static void
order_free(gpointer data)
{
  Order *order = data;

  g_object_unref(order->toasts);
  g_object_unref(order->guest);
  g_free(order);
}

static void
on_performed(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Order *order = user_data;
  g_autoptr(GError) error = NULL;

  if (!oriel_guest_perform_finish(ORIEL_GUEST(source), result, &error))
    toasts_tell(order->toasts, error->message);
  order_free(order);
}

/* @order: (transfer full) */
static void
perform(Order *order)
{
  oriel_guest_perform_async(order->guest, order->deed->action, NULL, on_performed, order);
}

static void
on_answered(AdwMessageDialog *dialog, const char *answer, gpointer user_data)
{
  if (g_str_equal(answer, "do"))
    perform(g_object_steal_data(G_OBJECT(dialog), ORDER));
}

/* @order: (transfer full) */
static void
ask(Order *order, GtkWindow *parent)
{
  const Deed *deed = order->deed;
  g_autofree char *name = oriel_text_sanitize(oriel_guest_get_name(order->guest), -1, 400);
  GtkWidget *widget = adw_message_dialog_new(parent, NULL, _(deed->warning));
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG(widget);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* all of them stand in the table above */
  adw_message_dialog_format_heading(dialog, _(deed->question), name);
#pragma GCC diagnostic pop
  adw_message_dialog_add_responses(dialog, "cancel", _("_Cancel"), "do", _(deed->answer), NULL);
  adw_message_dialog_set_response_appearance(dialog, "do", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response(dialog, "cancel");
  adw_message_dialog_set_close_response(dialog, "cancel");
  g_object_set_data_full(G_OBJECT(dialog), ORDER, order, order_free);
  g_signal_connect(dialog, "response", G_CALLBACK(on_answered), NULL);
  text_button_name_all(widget);
  gtk_window_present(GTK_WINDOW(dialog));
}

void
guest_power_perform(OrielGuest *guest, int which, GtkWindow *parent, AdwToastOverlay *toasts)
{
  Order *order = g_new0(Order, 1);

  order->toasts = g_object_ref(toasts);
  order->guest = g_object_ref(guest);
  order->deed = &deeds[which];
  if (order->deed->question != NULL)
    ask(order, parent);
  else
    perform(order);
}

gboolean
guest_power_append(GMenu *menu, OrielGuest *guest, const char *action)
{
  gboolean any = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS(deeds); i++) {
    g_autoptr(GMenuItem) item = g_menu_item_new(_(deeds[i].label), NULL);

    if (!guest_state_allows(oriel_guest_get_state(guest), deeds[i].action))
      continue;
    any = TRUE;
    g_menu_item_set_action_and_target(item, action, "i", (int)i);
    g_menu_append_item(menu, item);
  }
  return any;
}

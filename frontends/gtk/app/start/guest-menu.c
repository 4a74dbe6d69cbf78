// SPDX-License-Identifier: LGPL-2.1-or-later
#include "start/guest-menu.h"

#include "graphics-item.h"
#include "start/guest-state.h"
#include "text-button.h"

#include "shared/graphics-name.h"

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
    {ORIEL_GUEST_FORCE_OFF, N_("_Force Off…"), N_("Force “%s” Off?"),
     N_("It is as if its plug were pulled: what the guest has not written to its disks is lost."),
     N_("_Force Off")},
};

/* What belongs to the actions of one guest in one place. */
typedef struct {
  StartWindow *window; /* (unowned) */
  OrielGuest *guest;   /* (owned) */
} Subject;

/* An action that was asked for, until it is done. */
typedef struct {
  GtkWindow *parent; /* (owned): what shows what came of it may be gone by then */
  StartWindow *window;
  OrielGuest *guest; /* (owned) */
  const Deed *deed;
} Order;

static void
subject_free(gpointer data, GClosure *closure)
{
  Subject *self = data;

  g_object_unref(self->guest);
  g_free(self);
}

static void
order_free(gpointer data)
{
  Order *order = data;

  g_object_unref(order->parent);
  g_object_unref(order->guest);
  g_free(order);
}

static void
on_performed(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Order *order = user_data;
  g_autoptr(GError) error = NULL;

  if (!oriel_guest_perform_finish(ORIEL_GUEST(source), result, &error) &&
      gtk_widget_get_visible(GTK_WIDGET(order->parent)))
    start_window_tell(order->window, error->message);
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
ask(Order *order)
{
  const Deed *deed = order->deed;
  g_autofree char *name = start_dup_text(oriel_guest_get_name(order->guest));
  GtkWidget *widget = adw_message_dialog_new(order->parent, NULL, _(deed->warning));
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

static void
on_perform(GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Subject *self = user_data;
  const Deed *deed = &deeds[g_variant_get_int32(parameter)];
  Order *order = g_new0(Order, 1);

  order->window = self->window;
  order->parent = g_object_ref(start_window_get_window(self->window));
  order->guest = g_object_ref(self->guest);
  order->deed = deed;
  if (deed->question != NULL)
    ask(order);
  else
    perform(order);
}

static void
on_open(GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Subject *self = user_data;

  start_window_open_guest(self->window, self->guest, NULL);
}

static void
on_open_by(GSimpleAction *action, GVariant *name, gpointer user_data)
{
  Subject *self = user_data;

  start_window_open_guest(self->window, self->guest, g_variant_get_string(name, NULL));
}

void
guest_menu_add_actions(StartWindow *window, GtkWidget *widget, OrielGuest *guest)
{
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new();
  g_autoptr(GSimpleAction) open = g_simple_action_new("open", NULL);
  g_autoptr(GSimpleAction) open_by = g_simple_action_new("open-by", G_VARIANT_TYPE_STRING);
  g_autoptr(GSimpleAction) power = g_simple_action_new("perform", G_VARIANT_TYPE_INT32);
  Subject *self = g_new0(Subject, 1);

  self->window = window;
  self->guest = g_object_ref(guest);
  g_signal_connect_data(power, "activate", G_CALLBACK(on_perform), self, subject_free, 0);
  /* These live as long as that one. */
  g_signal_connect(open, "activate", G_CALLBACK(on_open), self);
  g_signal_connect(open_by, "activate", G_CALLBACK(on_open_by), self);
  g_action_map_add_action(G_ACTION_MAP(group), G_ACTION(open));
  g_action_map_add_action(G_ACTION_MAP(group), G_ACTION(open_by));
  g_action_map_add_action(G_ACTION_MAP(group), G_ACTION(power));
  gtk_widget_insert_action_group(widget, "guest", G_ACTION_GROUP(group));
}

/* One that has several displays is opened by the one that is chosen. */
static void
append_displays(StartWindow *window, GMenu *menu, OrielGuest *guest)
{
  g_autofree char *prefer = start_window_dup_prefer(window);
  g_auto(GStrv) names = graphics_name_list(guest, prefer);
  g_autoptr(GMenu) displays = g_menu_new();

  if (g_strv_length(names) < 2)
    return;
  for (char **name = names; *name != NULL; name++)
    graphics_item_append(displays, *name, "guest.open-by");
  g_menu_append_submenu(menu, _("Open Console _By"), G_MENU_MODEL(displays));
}

GMenuModel *
guest_menu_new(StartWindow *window, OrielGuest *guest)
{
  OrielHost *host = oriel_guest_get_host(guest);
  GMenu *menu = g_menu_new();
  g_autoptr(GMenu) first = g_menu_new();
  g_autoptr(GMenu) power = g_menu_new();

  g_menu_append(first, _("_Open Console"), "guest.open");
  append_displays(window, first, guest);
  g_menu_append_section(menu, NULL, G_MENU_MODEL(first));
  if (host == NULL || oriel_host_get_read_only(host))
    return G_MENU_MODEL(menu);
  for (gsize i = 0; i < G_N_ELEMENTS(deeds); i++) {
    g_autoptr(GMenuItem) item = g_menu_item_new(_(deeds[i].label), NULL);

    if (!guest_state_allows(oriel_guest_get_state(guest), deeds[i].action))
      continue;
    g_menu_item_set_action_and_target(item, "guest.perform", "i", (int)i);
    g_menu_append_item(power, item);
  }
  g_menu_append_section(menu, NULL, G_MENU_MODEL(power));
  return G_MENU_MODEL(menu);
}

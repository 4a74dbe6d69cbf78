// SPDX-License-Identifier: LGPL-2.1-or-later
#include "start/guest-menu.h"

#include "graphics-item.h"
#include "guest-power.h"

#include "shared/graphics-name.h"

#include <glib/gi18n.h>

/* What belongs to the actions of one guest in one place. */
typedef struct {
  StartWindow *window; /* (unowned) */
  OrielGuest *guest;   /* (owned) */
} Subject;

static void
subject_free(gpointer data, GClosure *closure)
{
  Subject *self = data;

  g_object_unref(self->guest);
  g_free(self);
}

static void
on_perform(GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Subject *self = user_data;

  guest_power_perform(self->guest, g_variant_get_int32(parameter),
                      start_window_get_window(self->window), start_window_get_toasts(self->window));
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
  guest_power_append(power, guest, "guest.perform");
  g_menu_append_section(menu, NULL, G_MENU_MODEL(power));
  return G_MENU_MODEL(menu);
}

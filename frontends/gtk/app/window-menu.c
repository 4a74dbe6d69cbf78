// SPDX-License-Identifier: LGPL-2.1-or-later
/* The menu of the windows: models of actions, see window-actions.c and head-actions.c. */
#include "window-private.h"

#include <glib/gi18n.h>

static void
append(GMenu *menu, const char *label, const char *action)
{
  g_menu_append(menu, label, action);
}

/* Where there is a @reason (nullable) why it is grey, that stands behind it: menus have no
 * tooltips. */
static void
append_with_reason(GMenu *menu, const char *label, const char *action, const char *reason)
{
  g_autofree char *both = reason != NULL ? g_strdup_printf(_("%s (%s)"), label, reason) : NULL;

  append(menu, both != NULL ? both : label, action);
}

static void
append_section(GMenu *menu, GMenu *section)
{
  g_menu_append_section(menu, NULL, G_MENU_MODEL(section));
}

/* What is grey without a guest, and says so. */
static void
fill(ConsoleWindow *self, const char *no_guest, const char *no_details)
{
  GMenu *picture = self->sections[0], *zoom = self->sections[1], *program = self->sections[2];

  append_with_reason(picture, _("_Take Screenshot"), "screen.screenshot", no_guest);
  append(picture, _("_View Only"), "console.view-only");
  if (g_action_group_get_action_enabled(G_ACTION_GROUP(self->actions), "cancel-sending"))
    append(picture, _("Cancel _Sending Files"), "console.cancel-sending");
  append_with_reason(zoom, _("Zoom _In"), "screen.zoom-in", no_guest);
  append_with_reason(zoom, _("Zoom _Out"), "screen.zoom-out", no_guest);
  append_with_reason(zoom, _("_Normal Size"), "screen.zoom-reset", no_guest);
  append(zoom, _("_Fit to Window"), "screen.zoom-fit");
  append_with_reason(zoom, _("Resize _Guest with Window"), "screen.auto-resize", no_guest);
  append_with_reason(program, _("Guest Detai_ls"), "console.details", no_details);
  append(program, _("_Preferences"), "console.preferences");
  append(program, _("_Keyboard Shortcuts"), "console.shortcuts");
  append(program, _("_About Oriel"), "console.about");
}

void
console_window_make_menu(ConsoleWindow *self)
{
  g_autoptr(GMenu) guest = g_menu_new();

  self->menu = g_menu_new();
  self->usb = usb_menu_new("console.usb");
  self->screens = g_menu_new();
  self->consoles = g_menu_new();
  for (gsize i = 0; i < G_N_ELEMENTS(self->sections); i++)
    self->sections[i] = g_menu_new();
  g_menu_append_submenu(guest, _("_Machine"), G_MENU_MODEL(self->power));
  /* Which has a button of its own, that no key gets to from the guest. */
  g_menu_append_submenu(guest, _("Send Ke_y"), G_MENU_MODEL(self->keys));
  g_menu_append_submenu(guest, _("_USB Devices"), usb_menu_get_model(self->usb));
  g_menu_append_submenu(guest, _("Shared Fol_der"), G_MENU_MODEL(self->folder));
  g_menu_append_submenu(guest, _("Connect _By"), G_MENU_MODEL(self->graphics));
  g_menu_append_submenu(guest, _("Scr_eens"), G_MENU_MODEL(self->screens));
  g_menu_append_submenu(guest, _("Text _Consoles"), G_MENU_MODEL(self->consoles));
  append_section(self->menu, self->sections[0]);
  append_section(self->menu, self->sections[1]);
  append_section(self->menu, guest);
  append_section(self->menu, self->sections[2]);
  console_window_update_menu(self);
}

void
console_window_update_menu(ConsoleWindow *self)
{
  gboolean there = console_window_get_display(self) != NULL;
  gboolean known = there || attachment_get_guest(self->attachment) != NULL;

  for (gsize i = 0; i < G_N_ELEMENTS(self->sections); i++)
    g_menu_remove_all(self->sections[i]);
  fill(self, there ? NULL : _("there is no guest"), known ? NULL : _("there is no guest"));
}

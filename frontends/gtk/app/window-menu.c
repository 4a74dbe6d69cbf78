// SPDX-License-Identifier: LGPL-2.1-or-later
/* The menu of the windows: models of actions, see window-actions.c and head-actions.c. */
#include "window-private.h"

#include <glib/gi18n.h>

static void
append(GMenu *menu, const char *label, const char *action)
{
  g_menu_append(menu, label, action);
}

static void
append_section(GMenu *menu, GMenu *section)
{
  g_menu_append_section(menu, NULL, G_MENU_MODEL(section));
}

void
console_window_make_menu(ConsoleWindow *self)
{
  GMenu *menu = self->menu = g_menu_new();
  g_autoptr(GMenu) picture = g_menu_new();
  g_autoptr(GMenu) zoom = g_menu_new();
  g_autoptr(GMenu) guest = g_menu_new();
  g_autoptr(GMenu) program = g_menu_new();

  append(picture, _("_Take Screenshot"), "screen.screenshot");
  append(picture, _("_View Only"), "console.view-only");
  append_section(menu, picture);
  append(zoom, _("Zoom _In"), "screen.zoom-in");
  append(zoom, _("Zoom _Out"), "screen.zoom-out");
  append(zoom, _("_Normal Size"), "screen.zoom-reset");
  append(zoom, _("_Fit to Window"), "screen.zoom-fit");
  append(zoom, _("Resize _Guest with Window"), "screen.auto-resize");
  append_section(menu, zoom);
  self->power = g_menu_new();
  g_menu_append_submenu(guest, _("_Machine"), G_MENU_MODEL(self->power));
  self->usb = usb_menu_new("console.usb");
  g_menu_append_submenu(guest, _("_USB Devices"), usb_menu_get_model(self->usb));
  self->screens = g_menu_new();
  g_menu_append_submenu(guest, _("Scr_eens"), G_MENU_MODEL(self->screens));
  self->consoles = g_menu_new();
  g_menu_append_submenu(guest, _("Text _Consoles"), G_MENU_MODEL(self->consoles));
  append(guest, _("Guest _Details"), "console.details");
  append_section(menu, guest);
  append(program, _("_Preferences"), "console.preferences");
  append(program, _("_Keyboard Shortcuts"), "console.shortcuts");
  append(program, _("_About Oriel"), "console.about");
  append_section(menu, program);
}

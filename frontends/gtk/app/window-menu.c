// SPDX-License-Identifier: LGPL-2.1-or-later
/* The menus of the window: models of actions, see window-actions.c. */
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

/* (transfer full) */
GMenuModel *
console_window_make_menu(ConsoleWindow *self)
{
  GMenu *menu = g_menu_new();
  g_autoptr(GMenu) picture = g_menu_new();
  g_autoptr(GMenu) zoom = g_menu_new();
  g_autoptr(GMenu) guest = g_menu_new();
  g_autoptr(GMenu) program = g_menu_new();

  append(picture, _("_Take Screenshot"), "console.screenshot");
  append(picture, _("_View Only"), "console.view-only");
  append_section(menu, picture);
  append(zoom, _("Zoom _In"), "console.zoom-in");
  append(zoom, _("Zoom _Out"), "console.zoom-out");
  append(zoom, _("_Normal Size"), "console.zoom-reset");
  append(zoom, _("_Fit to Window"), "console.zoom-fit");
  append(zoom, _("Resize _Guest with Window"), "console.auto-resize");
  append_section(menu, zoom);
  self->power = g_menu_new();
  g_menu_append_submenu(guest, _("_Machine"), G_MENU_MODEL(self->power));
  self->usb = usb_menu_new("console.usb");
  g_menu_append_submenu(guest, _("_USB Devices"), usb_menu_get_model(self->usb));
  append(guest, _("Guest _Details"), "console.details");
  append_section(menu, guest);
  append(program, _("_Keyboard Shortcuts"), "console.shortcuts");
  append(program, _("_About Oriel"), "console.about");
  append_section(menu, program);
  return G_MENU_MODEL(menu);
}

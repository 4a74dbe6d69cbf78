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

static void
append_submenus(ConsoleWindow *self, GMenu *guest)
{
  g_menu_append_submenu(guest, _("_Machine"), G_MENU_MODEL(self->power));
  g_menu_append_submenu(guest, _("_USB Devices"), usb_menu_get_model(self->usb));
  g_menu_append_submenu(guest, _("Shared Fol_der"), G_MENU_MODEL(self->folder));
  g_menu_append_submenu(guest, _("Scr_eens"), G_MENU_MODEL(self->screens));
  g_menu_append_submenu(guest, _("Text _Consoles"), G_MENU_MODEL(self->consoles));
}

static void
fill(ConsoleWindow *self, const char *no_guest, const char *no_details)
{
  GMenu *menu = self->menu;
  g_autoptr(GMenu) picture = g_menu_new();
  g_autoptr(GMenu) zoom = g_menu_new();
  g_autoptr(GMenu) guest = g_menu_new();
  g_autoptr(GMenu) program = g_menu_new();

  append_with_reason(picture, _("_Take Screenshot"), "screen.screenshot", no_guest);
  append(picture, _("_View Only"), "console.view-only");
  append_section(menu, picture);
  append_with_reason(zoom, _("Zoom _In"), "screen.zoom-in", no_guest);
  append_with_reason(zoom, _("Zoom _Out"), "screen.zoom-out", no_guest);
  append_with_reason(zoom, _("_Normal Size"), "screen.zoom-reset", no_guest);
  append(zoom, _("_Fit to Window"), "screen.zoom-fit");
  append_with_reason(zoom, _("Resize _Guest with Window"), "screen.auto-resize", no_guest);
  append_section(menu, zoom);
  append_submenus(self, guest);
  append_with_reason(guest, _("Guest _Details"), "console.details", no_details);
  append_section(menu, guest);
  append(program, _("_Preferences"), "console.preferences");
  append(program, _("_Keyboard Shortcuts"), "console.shortcuts");
  append(program, _("_About Oriel"), "console.about");
  append_section(menu, program);
}

void
console_window_make_menu(ConsoleWindow *self)
{
  self->menu = g_menu_new();
  self->power = g_menu_new();
  self->usb = usb_menu_new("console.usb");
  self->screens = g_menu_new();
  self->consoles = g_menu_new();
  console_window_update_menu(self);
}

void
console_window_update_menu(ConsoleWindow *self)
{
  gboolean there = console_window_get_display(self) != NULL;
  gboolean known = there || attachment_get_guest(self->attachment) != NULL;

  g_menu_remove_all(self->menu);
  fill(self, there ? NULL : _("there is no guest"), known ? NULL : _("there is no guest"));
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* The menus of the window: models of actions, see window-actions.c. */
#include "window-private.h"

#include <glib/gi18n.h>

/* Keys that the desktop keeps for itself, in the words of virt-viewer. */
static const char *const combinations[] = {"Ctrl+Alt+Delete", "Ctrl+Alt+BackSpace", NULL};
static const char *const others[] = {"Print", "Super", NULL};

static void
append_keys(GMenu *menu, const char *const *keys)
{
  g_autoptr(GMenu) section = g_menu_new();

  for (; *keys != NULL; keys++) {
    g_autoptr(GMenuItem) item = g_menu_item_new(*keys, NULL);

    g_menu_item_set_action_and_target(item, "console.send-keys", "s", *keys);
    g_menu_append_item(section, item);
  }
  g_menu_append_section(menu, NULL, G_MENU_MODEL(section));
}

/* (transfer none) */
GMenuModel *
console_window_get_keys_menu(ConsoleWindow *self)
{
  g_autoptr(GMenu) functions = g_menu_new();

  if (self->keys != NULL)
    return G_MENU_MODEL(self->keys);
  self->keys = g_menu_new();
  append_keys(self->keys, combinations);
  for (int i = 1; i <= 12; i++) {
    g_autofree char *keys = g_strdup_printf("Ctrl+Alt+F%d", i);
    g_autoptr(GMenuItem) item = g_menu_item_new(keys, NULL);

    g_menu_item_set_action_and_target(item, "console.send-keys", "s", keys);
    g_menu_append_item(functions, item);
  }
  g_menu_append_submenu(self->keys, "Ctrl+Alt+F1 … F12", G_MENU_MODEL(functions));
  append_keys(self->keys, others);
  return G_MENU_MODEL(self->keys);
}

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

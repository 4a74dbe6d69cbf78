// SPDX-License-Identifier: LGPL-2.1-or-later
/* The menu of the windows: models of actions, see window-actions.c and head-actions.c. */
#include "window-private.h"

#include "menus.h"
#include "shortcuts.h"

#include <glib/gi18n.h>

/* What an entry has, besides its action. */
typedef struct {
  const Hotkeys *hotkeys;
  const char
      *reason; /* (nullable): why it is grey, which stands behind it: menus have no tooltips */
} Manner;

/* @hotkey: the action of the hotkey that does the same, which is told */
static void
append(
    const Manner *manner, GMenu *menu, const char *label, const char *action, HotkeyAction hotkey)
{
  g_autofree char *both =
      manner->reason != NULL ? g_strdup_printf(_("%s (%s)"), label, manner->reason) : NULL;
  g_autofree char *accelerator = shortcuts_dup_accelerator(manner->hotkeys, hotkey);

  menus_append(menu, both != NULL ? both : label, action, accelerator);
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
  const Hotkeys *hotkeys = &self->options->hotkeys;
  const Manner always = {hotkeys, NULL}, of_guest = {hotkeys, no_guest};

  append(&of_guest, picture, _("_Take Screenshot"), "screen.screenshot", HOTKEY_SCREENSHOT);
  append(&always, picture, _("_View Only"), "console.view-only", HOTKEY_NONE);
  if (g_action_group_get_action_enabled(G_ACTION_GROUP(self->actions), "cancel-sending"))
    append(&always, picture, _("Cancel _Sending Files"), "console.cancel-sending", HOTKEY_NONE);
  if (g_action_group_get_action_enabled(G_ACTION_GROUP(self->actions), "search-text"))
    menus_append(picture, _("Find Te_xt…"), "console.search-text", SHORTCUTS_SEARCH_TEXT);
  append(&of_guest, zoom, _("Zoom _In"), "screen.zoom-in", HOTKEY_ZOOM_IN);
  append(&of_guest, zoom, _("Zoom _Out"), "screen.zoom-out", HOTKEY_ZOOM_OUT);
  append(&of_guest, zoom, _("_Normal Size"), "screen.zoom-reset", HOTKEY_ZOOM_RESET);
  append(&always, zoom, _("_Fit to Window"), "screen.zoom-fit", HOTKEY_ZOOM_FIT);
  append(&of_guest, zoom, _("Resize _Guest with Window"), "screen.auto-resize", HOTKEY_NONE);
  append(&(Manner){hotkeys, no_details}, program, _("Guest Detai_ls"), "console.details",
         HOTKEY_NONE);
  menus_append(program, _("_Preferences"), "console.preferences",
               hotkeys->chosen ? NULL : SHORTCUTS_PREFERENCES);
  append(&always, program, _("_Keyboard Shortcuts"), "console.shortcuts", HOTKEY_NONE);
  append(&always, program, _("_About Oriel"), "console.about", HOTKEY_NONE);
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

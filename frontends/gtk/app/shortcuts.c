// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shortcuts.h"

#include <glib/gi18n.h>

static const struct {
  HotkeyAction action;
  const char *title;
} actions[] = {
    {HOTKEY_TOGGLE_FULLSCREEN, N_("Full screen")},
    {HOTKEY_ZOOM_IN, N_("Zoom in")},
    {HOTKEY_ZOOM_OUT, N_("Zoom out")},
    {HOTKEY_ZOOM_RESET, N_("Normal size")},
    {HOTKEY_ZOOM_FIT, N_("Fit to window")},
    {HOTKEY_SCREENSHOT, N_("Take screenshot")},
    {HOTKEY_TYPE_CLIPBOARD, N_("Type the clipboard")},
    {HOTKEY_SECURE_ATTENTION, N_("Send Ctrl+Alt+Del")},
    {HOTKEY_RELEASE_CURSOR, N_("Release or take keyboard and pointer")},
};

/* In GTK's words. (transfer full) (nullable) */
static char *
make_accelerator(const Hotkey *key)
{
  GdkModifierType state = 0;

  if (key == NULL || key->keysym == 0)
    return NULL;
  if (key->modifiers & HOTKEY_SHIFT)
    state |= GDK_SHIFT_MASK;
  if (key->modifiers & HOTKEY_CTRL)
    state |= GDK_CONTROL_MASK;
  if (key->modifiers & HOTKEY_ALT)
    state |= GDK_ALT_MASK;
  if (key->modifiers & HOTKEY_SUPER)
    state |= GDK_SUPER_MASK;
  return gtk_accelerator_name(key->keysym, state);
}

static void
append(GString *xml, const char *title, const char *accelerator)
{
  g_autofree char *item = g_markup_printf_escaped("<child><object class='GtkShortcutsShortcut'>"
                                                  "<property name='title'>%s</property>"
                                                  "<property name='accelerator'>%s</property>"
                                                  "</object></child>",
                                                  title, accelerator);

  g_string_append(xml, item);
}

/* Its parts can be made by a builder alone. (transfer full) */
static char *
describe(const Hotkeys *hotkeys)
{
  GString *xml =
      g_string_new("<interface><object class='GtkShortcutsWindow' id='window'><child>"
                   "<object class='GtkShortcutsSection'><child><object class='GtkShortcutsGroup'>");

  for (gsize i = 0; i < G_N_ELEMENTS(actions); i++) {
    g_autofree char *accelerator = make_accelerator(hotkeys_find(hotkeys, actions[i].action));

    if (accelerator != NULL)
      append(xml, _(actions[i].title), accelerator);
  }
  if (!hotkeys->chosen)
    append(xml, _("Open the menu"), "F10");
  if (!hotkeys->chosen)
    append(xml, _("Preferences"), "<Control>comma");
  append(xml, _("Copy and paste in a text console"), "<Control><Shift>c <Control><Shift>v");
  append(xml, _("To the next tab, from a text console"), "<Control>Tab");
  g_string_append(xml, "</object></child></object></child></object></interface>");
  return g_string_free(xml, FALSE);
}

GtkWindow *
shortcuts_new(GtkWindow *parent, const Hotkeys *hotkeys)
{
  g_autofree char *xml = describe(hotkeys);
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_string(xml, -1);
  GtkWindow *window = GTK_WINDOW(gtk_builder_get_object(builder, "window"));

  gtk_window_set_transient_for(window, parent);
  gtk_window_set_modal(window, TRUE);
  return window;
}

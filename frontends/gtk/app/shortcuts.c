// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shortcuts.h"

#include "sent-keys.h"

#include <glib/gi18n.h>

/* In the order of the list. What is not among them has no key in these windows: it is in the menu.
 */
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
    {HOTKEY_USB_DEVICE_RESET, N_("Reset USB devices")},
    {HOTKEY_SMARTCARD_INSERT, N_("Insert the smart card")},
    {HOTKEY_SMARTCARD_REMOVE, N_("Remove the smart card")},
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

char *
shortcuts_dup_accelerator(const Hotkeys *hotkeys, HotkeyAction action)
{
  const Hotkey *key = hotkeys_find(hotkeys, action);

  return key != NULL && key->modifiers == HOTKEY_ANY_SIDE(key->modifiers) ? make_accelerator(key)
                                                                          : NULL;
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

/* Keys of the user's own for the guest; those without a hotkey are in the menu alone. */
static void
append_sent(GString *xml, const Hotkeys *hotkeys)
{
  for (guint i = 0; i < hotkeys->n_keys; i++) {
    const Hotkey *key = &hotkeys->keys[i];
    g_autofree char *sent = key->action == HOTKEY_SEND ? sent_keys_describe(key) : NULL;
    g_autofree char *accelerator = sent != NULL ? make_accelerator(key) : NULL;
    g_autofree char *title = sent != NULL ? g_strdup_printf(_("Send %s"), sent) : NULL;

    if (accelerator != NULL)
      append(xml, title, accelerator);
  }
}

void
shortcuts_append_console(GString *xml, const Hotkeys *hotkeys)
{
  for (gsize i = 0; i < G_N_ELEMENTS(actions); i++) {
    g_autofree char *accelerator = make_accelerator(hotkeys_find(hotkeys, actions[i].action));

    if (accelerator != NULL)
      append(xml, _(actions[i].title), accelerator);
  }
  append_sent(xml, hotkeys);
  if (!hotkeys->chosen)
    append(xml, _("Open the menu"), "F10");
  if (!hotkeys->chosen)
    append(xml, _("Preferences"), SHORTCUTS_PREFERENCES);
  append(xml, _("Copy and paste in a text console"), "<Control><Shift>c <Control><Shift>v");
  append(xml, _("Find in a text console"), SHORTCUTS_SEARCH_TEXT);
  append(xml, _("Find the one before, or the next one"), "Return <Shift>Return");
  append(xml, _("To the next tab, from a text console"), "<Control>Tab");
}

/* Its parts can be made by a builder alone. @items: theirs */
static void
present(GtkWindow *parent, const GString *items)
{
  g_autofree char *xml =
      g_strconcat("<interface><object class='GtkShortcutsWindow' id='window'><child>"
                  "<object class='GtkShortcutsSection'><child><object class='GtkShortcutsGroup'>",
                  items->str, "</object></child></object></child></object></interface>", NULL);
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_string(xml, -1);
  GtkWindow *window = GTK_WINDOW(gtk_builder_get_object(builder, "window"));

  gtk_window_set_title(window, _("Keyboard Shortcuts"));
  gtk_window_set_transient_for(window, parent);
  gtk_window_set_modal(window, TRUE);
  gtk_window_present(window);
}

void
shortcuts_present_console(GtkWindow *parent, const Hotkeys *hotkeys)
{
  g_autoptr(GString) items = g_string_new(NULL);

  shortcuts_append_console(items, hotkeys);
  present(parent, items);
}

void
shortcuts_present(GtkWindow *parent, const Shortcut *shortcuts, gsize n)
{
  g_autoptr(GString) items = g_string_new(NULL);

  for (gsize i = 0; i < n; i++) {
    g_autofree char *accelerators = g_strdelimit(g_strdup(shortcuts[i].trigger), "|", ' ');

    append(items, _(shortcuts[i].title), accelerators);
  }
  present(parent, items);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/key-menu.h"

#include <xkbcommon/xkbcommon-keysyms.h>

#define CTRL XKB_KEY_Control_L
#define ALT XKB_KEY_Alt_L

static const KeyMenuEntry entries[] = {
    {'d', "Ctrl+Alt+Delete", 0, 3, {CTRL, ALT, XKB_KEY_Delete}},
    {'b', "Ctrl+Alt+Backspace", 0, 3, {CTRL, ALT, XKB_KEY_BackSpace}},
    {'e', "Ctrl+Escape", 0, 2, {CTRL, XKB_KEY_Escape}},
    {'t', "Alt+Tab", 0, 2, {ALT, XKB_KEY_Tab}},
    {'x', "Alt+F4", 0, 2, {ALT, XKB_KEY_F4}},
    {'s', "Super", 0, 1, {XKB_KEY_Super_L}},
    {'m', "Menu", 0, 1, {XKB_KEY_Menu}},
    {'p', "Print", 0, 1, {XKB_KEY_Print}},
    {'u', "Pause", 0, 1, {XKB_KEY_Pause}},
    {'i', "Insert", 0, 1, {XKB_KEY_Insert}},
    {'n', "Num Lock", 0, 1, {XKB_KEY_Num_Lock}},
    {'k', "Caps Lock", 0, 1, {XKB_KEY_Caps_Lock}},
    {'l', "Scroll Lock", 0, 1, {XKB_KEY_Scroll_Lock}},
    {'C', "Ctrl with the next key", MODIFIER_CTRL, 0, {0}},
    {'A', "Alt with the next key", MODIFIER_ALT, 0, {0}},
    {'S', "Shift with the next key", MODIFIER_SHIFT, 0, {0}},
    {'W', "Super with the next key", MODIFIER_SUPER, 0, {0}},
};

const KeyMenuEntry *
key_menu_find(guint keysym)
{
  static KeyMenuEntry virtual_terminal = {0, "Ctrl+Alt+F", 0, 3, {CTRL, ALT, 0}};

  for (gsize i = 0; i < G_N_ELEMENTS(entries); i++)
    if (entries[i].chooser == keysym)
      return &entries[i];
  if (keysym < XKB_KEY_F1 || keysym > XKB_KEY_F12)
    return NULL;
  virtual_terminal.keysyms[2] = keysym;
  return &virtual_terminal;
}

void
key_menu_list(Modifiers sticky, Panel *panel)
{
  for (gsize i = 0; i < G_N_ELEMENTS(entries); i++) {
    const char key[] = {(char)entries[i].chooser, '\0'};
    g_autofree char *marked =
        entries[i].sticky & sticky ? g_strconcat(entries[i].label, " *", NULL) : NULL;

    panel_add_item(panel, key, marked != NULL ? marked : entries[i].label);
  }
  panel_add_item(panel, "F1-F12", "Ctrl+Alt+F1 to F12");
}

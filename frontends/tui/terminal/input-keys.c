// SPDX-License-Identifier: LGPL-2.1-or-later
#include "terminal/input-keys.h"

#include <xkbcommon/xkbcommon-keysyms.h>

/* VT220 and xterm, "PC-Style Function Keys". */
static const guint16 numbers[] = {
    [1] = XKB_KEY_Home,  [2] = XKB_KEY_Insert, [3] = XKB_KEY_Delete, [4] = XKB_KEY_End,
    [5] = XKB_KEY_Prior, [6] = XKB_KEY_Next,   [7] = XKB_KEY_Home,   [8] = XKB_KEY_End,
    [11] = XKB_KEY_F1,   [12] = XKB_KEY_F2,    [13] = XKB_KEY_F3,    [14] = XKB_KEY_F4,
    [15] = XKB_KEY_F5,   [17] = XKB_KEY_F6,    [18] = XKB_KEY_F7,    [19] = XKB_KEY_F8,
    [20] = XKB_KEY_F9,   [21] = XKB_KEY_F10,   [23] = XKB_KEY_F11,   [24] = XKB_KEY_F12,
    [25] = XKB_KEY_F13,  [26] = XKB_KEY_F14,   [28] = XKB_KEY_F15,   [29] = XKB_KEY_F16,
    [31] = XKB_KEY_F17,  [32] = XKB_KEY_F18,   [33] = XKB_KEY_F19,   [34] = XKB_KEY_F20,
};

/* The same letters follow CSI and SS3. */
static const guint16 letters[] = {
    ['A' - 'A'] = XKB_KEY_Up,   ['B' - 'A'] = XKB_KEY_Down,     ['C' - 'A'] = XKB_KEY_Right,
    ['D' - 'A'] = XKB_KEY_Left, ['E' - 'A'] = XKB_KEY_KP_Begin, ['F' - 'A'] = XKB_KEY_End,
    ['H' - 'A'] = XKB_KEY_Home, ['P' - 'A'] = XKB_KEY_F1,       ['Q' - 'A'] = XKB_KEY_F2,
    ['R' - 'A'] = XKB_KEY_F3,   ['S' - 'A'] = XKB_KEY_F4,
};

/* VT100 User Guide, table 3-8; from 'j' on. */
static const guint16 keypad[] = {
    XKB_KEY_KP_Multiply, XKB_KEY_KP_Add,    XKB_KEY_KP_Separator, XKB_KEY_KP_Subtract,
    XKB_KEY_KP_Decimal,  XKB_KEY_KP_Divide, XKB_KEY_KP_0,         XKB_KEY_KP_1,
    XKB_KEY_KP_2,        XKB_KEY_KP_3,      XKB_KEY_KP_4,         XKB_KEY_KP_5,
    XKB_KEY_KP_6,        XKB_KEY_KP_7,      XKB_KEY_KP_8,         XKB_KEY_KP_9,
};

/* kitty keyboard protocol, "Functional key definitions": in runs of consecutive numbers. */
#define KITTY_FIRST 57358
#define KITTY_LAST 57454
static const guint kitty[KITTY_LAST - KITTY_FIRST + 1] = {
    [57358 - KITTY_FIRST] = XKB_KEY_Caps_Lock,
    XKB_KEY_Scroll_Lock,
    XKB_KEY_Num_Lock,
    XKB_KEY_Print,
    XKB_KEY_Pause,
    XKB_KEY_Menu,
    [57376 - KITTY_FIRST] = XKB_KEY_F13,
    XKB_KEY_F14,
    XKB_KEY_F15,
    XKB_KEY_F16,
    XKB_KEY_F17,
    XKB_KEY_F18,
    XKB_KEY_F19,
    XKB_KEY_F20,
    XKB_KEY_F21,
    XKB_KEY_F22,
    XKB_KEY_F23,
    XKB_KEY_F24,
    XKB_KEY_F25,
    XKB_KEY_F26,
    XKB_KEY_F27,
    XKB_KEY_F28,
    XKB_KEY_F29,
    XKB_KEY_F30,
    XKB_KEY_F31,
    XKB_KEY_F32,
    XKB_KEY_F33,
    XKB_KEY_F34,
    XKB_KEY_F35,
    [57399 - KITTY_FIRST] = XKB_KEY_KP_0,
    XKB_KEY_KP_1,
    XKB_KEY_KP_2,
    XKB_KEY_KP_3,
    XKB_KEY_KP_4,
    XKB_KEY_KP_5,
    XKB_KEY_KP_6,
    XKB_KEY_KP_7,
    XKB_KEY_KP_8,
    XKB_KEY_KP_9,
    XKB_KEY_KP_Decimal,
    XKB_KEY_KP_Divide,
    XKB_KEY_KP_Multiply,
    XKB_KEY_KP_Subtract,
    XKB_KEY_KP_Add,
    XKB_KEY_KP_Enter,
    XKB_KEY_KP_Equal,
    XKB_KEY_KP_Separator,
    XKB_KEY_KP_Left,
    XKB_KEY_KP_Right,
    XKB_KEY_KP_Up,
    XKB_KEY_KP_Down,
    XKB_KEY_KP_Prior,
    XKB_KEY_KP_Next,
    XKB_KEY_KP_Home,
    XKB_KEY_KP_End,
    XKB_KEY_KP_Insert,
    XKB_KEY_KP_Delete,
    XKB_KEY_KP_Begin,
    [57428 - KITTY_FIRST] = XKB_KEY_XF86AudioPlay,
    XKB_KEY_XF86AudioPause,
    XKB_KEY_XF86AudioPlay,
    0,
    XKB_KEY_XF86AudioStop,
    XKB_KEY_XF86AudioForward,
    XKB_KEY_XF86AudioRewind,
    XKB_KEY_XF86AudioNext,
    XKB_KEY_XF86AudioPrev,
    XKB_KEY_XF86AudioRecord,
    XKB_KEY_XF86AudioLowerVolume,
    XKB_KEY_XF86AudioRaiseVolume,
    XKB_KEY_XF86AudioMute,
    [57441 - KITTY_FIRST] = XKB_KEY_Shift_L,
    XKB_KEY_Control_L,
    XKB_KEY_Alt_L,
    XKB_KEY_Super_L,
    XKB_KEY_Hyper_L,
    XKB_KEY_Meta_L,
    XKB_KEY_Shift_R,
    XKB_KEY_Control_R,
    XKB_KEY_Alt_R,
    XKB_KEY_Super_R,
    XKB_KEY_Hyper_R,
    XKB_KEY_Meta_R,
    XKB_KEY_ISO_Level3_Shift,
    XKB_KEY_ISO_Level5_Shift,
};

guint
input_keys_from_number(guint number)
{
  return number < G_N_ELEMENTS(numbers) ? numbers[number] : 0;
}

/* rxvt: lower-case arrows. */
static guint
get_arrow(char final)
{
  return final >= 'a' && final <= 'd' ? letters[final - 'a'] : 0;
}

guint
input_keys_from_letter(char final, Modifiers *modifiers)
{
  if (final == 'Z') {
    *modifiers |= MODIFIER_SHIFT;
    return XKB_KEY_Tab;
  }
  if (get_arrow(final) != 0) {
    *modifiers |= MODIFIER_SHIFT;
    return get_arrow(final);
  }
  return final >= 'A' && final < 'A' + (int)G_N_ELEMENTS(letters) ? letters[final - 'A'] : 0;
}

guint
input_keys_from_ss3(char final, Modifiers *modifiers)
{
  if (get_arrow(final) != 0) {
    *modifiers |= MODIFIER_CTRL;
    return get_arrow(final);
  }
  if (final >= 'j' && final < 'j' + (int)G_N_ELEMENTS(keypad))
    return keypad[final - 'j'];
  if (final == 'M')
    return XKB_KEY_KP_Enter;
  if (final == 'X')
    return XKB_KEY_KP_Equal;
  return final == 'Z' ? 0 : input_keys_from_letter(final, modifiers);
}

guint
input_keys_from_kitty(guint code)
{
  switch (code) {
  case 8:
  case 127:
    return XKB_KEY_BackSpace;
  case 9:
    return XKB_KEY_Tab;
  case 13:
    return XKB_KEY_Return;
  case 27:
    return XKB_KEY_Escape;
  default:
    break;
  }
  if (code >= KITTY_FIRST && code <= KITTY_LAST)
    return kitty[code - KITTY_FIRST];
  if (code >= 0xe000 && code <= 0xf8ff)
    return 0; /* the rest of the private use area, in which the protocol has its numbers */
  return code >= 0x20 ? oriel_keymap_keysym_from_unicode(code) : 0;
}

Modifiers
input_keys_get_modifier(guint keysym)
{
  switch (keysym) {
  case XKB_KEY_Shift_L:
  case XKB_KEY_Shift_R:
    return MODIFIER_SHIFT;
  case XKB_KEY_Control_L:
  case XKB_KEY_Control_R:
    return MODIFIER_CTRL;
  case XKB_KEY_Alt_L:
  case XKB_KEY_Alt_R:
  case XKB_KEY_Meta_L:
  case XKB_KEY_Meta_R:
    return MODIFIER_ALT;
  case XKB_KEY_Super_L:
  case XKB_KEY_Super_R:
    return MODIFIER_SUPER;
  default:
    return 0;
  }
}

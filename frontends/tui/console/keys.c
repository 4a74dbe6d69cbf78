// SPDX-License-Identifier: LGPL-2.1-or-later
#include "console/keys.h"

#include <string.h>
#include <xkbcommon/xkbcommon.h>

/* Keys that are "CSI number ~", or "CSI letter", with modifiers as a second parameter (xterm's
 * "PC-Style Function Keys"). A letter of F1 to F4 follows SS3 where no modifier is held. */
static const struct {
  guint keysym;
  guint8 number; /* 0 = by letter */
  char letter;
  gboolean function;
} keys[] = {
    {XKB_KEY_Up, 0, 'A', FALSE},         {XKB_KEY_Down, 0, 'B', FALSE},
    {XKB_KEY_Right, 0, 'C', FALSE},      {XKB_KEY_Left, 0, 'D', FALSE},
    {XKB_KEY_Home, 0, 'H', FALSE},       {XKB_KEY_End, 0, 'F', FALSE},
    {XKB_KEY_KP_Up, 0, 'A', FALSE},      {XKB_KEY_KP_Down, 0, 'B', FALSE},
    {XKB_KEY_KP_Right, 0, 'C', FALSE},   {XKB_KEY_KP_Left, 0, 'D', FALSE},
    {XKB_KEY_KP_Home, 0, 'H', FALSE},    {XKB_KEY_KP_End, 0, 'F', FALSE},
    {XKB_KEY_KP_Begin, 0, 'E', FALSE},   {XKB_KEY_Insert, 2, 0, FALSE},
    {XKB_KEY_Delete, 3, 0, FALSE},       {XKB_KEY_Page_Up, 5, 0, FALSE},
    {XKB_KEY_Page_Down, 6, 0, FALSE},    {XKB_KEY_KP_Insert, 2, 0, FALSE},
    {XKB_KEY_KP_Delete, 3, 0, FALSE},    {XKB_KEY_KP_Page_Up, 5, 0, FALSE},
    {XKB_KEY_KP_Page_Down, 6, 0, FALSE}, {XKB_KEY_F1, 0, 'P', TRUE},
    {XKB_KEY_F2, 0, 'Q', TRUE},          {XKB_KEY_F3, 0, 'R', TRUE},
    {XKB_KEY_F4, 0, 'S', TRUE},          {XKB_KEY_F5, 15, 0, TRUE},
    {XKB_KEY_F6, 17, 0, TRUE},           {XKB_KEY_F7, 18, 0, TRUE},
    {XKB_KEY_F8, 19, 0, TRUE},           {XKB_KEY_F9, 20, 0, TRUE},
    {XKB_KEY_F10, 21, 0, TRUE},          {XKB_KEY_F11, 23, 0, TRUE},
    {XKB_KEY_F12, 24, 0, TRUE},
};

/* What the keypad is in its application mode: SS3 and a letter (VT220 Programmer Reference, table
 * 3-7, and xterm's additions). */
static const struct {
  guint keysym;
  char letter;
} keypad[] = {
    {XKB_KEY_KP_0, 'p'},         {XKB_KEY_KP_1, 'q'},        {XKB_KEY_KP_2, 'r'},
    {XKB_KEY_KP_3, 's'},         {XKB_KEY_KP_4, 't'},        {XKB_KEY_KP_5, 'u'},
    {XKB_KEY_KP_6, 'v'},         {XKB_KEY_KP_7, 'w'},        {XKB_KEY_KP_8, 'x'},
    {XKB_KEY_KP_9, 'y'},         {XKB_KEY_KP_Multiply, 'j'}, {XKB_KEY_KP_Add, 'k'},
    {XKB_KEY_KP_Separator, 'l'}, {XKB_KEY_KP_Subtract, 'm'}, {XKB_KEY_KP_Decimal, 'n'},
    {XKB_KEY_KP_Divide, 'o'},    {XKB_KEY_KP_Enter, 'M'},    {XKB_KEY_KP_Equal, 'X'},
};

/* xterm's parameter of modifiers; 1 = none. */
static guint
get_parameter(Modifiers modifiers)
{
  return 1 + (modifiers & (MODIFIER_SHIFT | MODIFIER_ALT | MODIFIER_CTRL));
}

static gboolean
append_function(guint keysym, guint parameter, const EmulatorModes *modes, GString *out)
{
  for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
    gboolean ss3 = parameter == 1 && (keys[i].function || modes->application_cursor);

    if (keys[i].keysym != keysym)
      continue;
    if (keys[i].number != 0 && parameter > 1)
      g_string_append_printf(out, "\033[%u;%u~", keys[i].number, parameter);
    else if (keys[i].number != 0)
      g_string_append_printf(out, "\033[%u~", keys[i].number);
    else if (parameter > 1)
      g_string_append_printf(out, "\033[1;%u%c", parameter, keys[i].letter);
    else
      g_string_append_printf(out, "\033%c%c", ss3 ? 'O' : '[', keys[i].letter);
    return TRUE;
  }
  return FALSE;
}

static gboolean
append_keypad(guint keysym, const EmulatorModes *modes, GString *out)
{
  if (!modes->application_keypad)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(keypad); i++)
    if (keypad[i].keysym == keysym) {
      g_string_append_printf(out, "\033O%c", keypad[i].letter);
      return TRUE;
    }
  return FALSE;
}

/* What Ctrl makes of a character: its last five bits, and the habits of terminals for digits. */
static gunichar
with_ctrl(gunichar character)
{
  static const char digits[] = {0, 0x1b, 0x1c, 0x1d, 0x1e, 0x1f, 0x7f}; /* 2 to 8 */

  if (character >= '2' && character <= '8')
    return (guchar)digits[character - '2'];
  if (character == '/')
    return 0x1f;
  if (character == '?')
    return 0x7f;
  if (character == ' ' || (character >= '@' && character <= '~'))
    return character & 0x1f;
  return character;
}

static void
append_character(guint keysym, Modifiers modifiers, GString *out)
{
  gunichar character = xkb_keysym_to_utf32(keysym);

  if (character == 0)
    return;
  if ((modifiers & MODIFIER_CTRL) != 0)
    character = with_ctrl(character);
  if ((modifiers & MODIFIER_ALT) != 0)
    g_string_append_c(out, '\033');
  if (character == 0)
    g_string_append_c(out, '\0');
  else
    g_string_append_unichar(out, character);
}

static gboolean
append_special(guint keysym, Modifiers modifiers, const EmulatorModes *modes, GString *out)
{
  const char *bytes = NULL;

  if (keysym == XKB_KEY_Return || keysym == XKB_KEY_KP_Enter)
    bytes = modes->line_mode ? "\r\n" : "\r";
  else if (keysym == XKB_KEY_ISO_Left_Tab ||
           (keysym == XKB_KEY_Tab && (modifiers & MODIFIER_SHIFT) != 0))
    bytes = "\033[Z";
  else if (keysym == XKB_KEY_Tab)
    bytes = "\t";
  else if (keysym == XKB_KEY_Escape)
    bytes = "\033";
  else if (keysym == XKB_KEY_BackSpace)
    bytes = (modifiers & MODIFIER_CTRL) != 0 ? "\b" : "\177";
  if (bytes == NULL)
    return FALSE;
  if ((modifiers & MODIFIER_ALT) != 0)
    g_string_append_c(out, '\033');
  g_string_append(out, bytes);
  return TRUE;
}

void
keys_append(const KeyEvent *key, const EmulatorModes *modes, GString *out)
{
  if (key->phase == KEY_RELEASE)
    return;
  if (!append_keypad(key->keysym, modes, out) &&
      !append_function(key->keysym, get_parameter(key->modifiers), modes, out) &&
      !append_special(key->keysym, key->modifiers, modes, out))
    append_character(key->keysym, key->modifiers, out);
}

void
keys_append_paste(const char *text,
                  gsize length,
                  gboolean first,
                  gboolean last,
                  const EmulatorModes *modes,
                  GString *out)
{
  if (first && modes->bracketed_paste)
    g_string_append(out, "\033[200~");
  for (gsize i = 0; i < length; i++) {
    guint8 byte = (guint8)text[i];

    if (byte == '\n' && i > 0 && text[i - 1] == '\r')
      continue;
    if (byte == '\n' || byte == '\r')
      g_string_append(out, modes->line_mode ? "\r\n" : "\r");
    else if (byte >= ' ' ? byte != 0x7f : byte == '\t')
      g_string_append_c(out, (char)byte);
  }
  if (last && modes->bracketed_paste)
    g_string_append(out, "\033[201~");
}

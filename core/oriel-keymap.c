// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel.h"

#include "oriel-keymap-tables.h"

#include <string.h>

/* The tables are searched from the start: some 300 rows take less than a microsecond, and nobody
 * types faster. */

/* Keysyms of Unicode characters: this plus the character. */
#define UNICODE_KEYSYM 0x01000000u
#define LAST_CHARACTER 0x10ffffu

#define KEYSYM_BACKSPACE 0xff08u
#define KEYSYM_RETURN 0xff0du
#define KEYSYM_ESCAPE 0xff1bu
#define KEYSYM_DELETE 0xffffu
/* From here to KP_9, keypad keysyms are this plus the character they type. */
#define KEYSYM_KEYPAD 0xff80u

/**
 * oriel_keymap_qnum_from_evdev:
 * @evdev: a key code of Linux (`KEY_A` is 30)
 *
 * Which key a Linux key code means. Codes of X servers and Wayland compositors on Linux are 8 more
 * than these.
 *
 * Returns: a qnum, or 0
 */
guint
oriel_keymap_qnum_from_evdev(guint evdev)
{
  for (guint i = 0; i < oriel_keymap_n_keys && evdev != 0; i++)
    if (oriel_keymap_keys[i].evdev == evdev)
      return oriel_keymap_keys[i].qnum;
  return 0;
}

/**
 * oriel_keymap_qnum_from_usb:
 * @usage: a usage of the keyboard page of USB HID, as SDL's scan codes (A is 4)
 *
 * Which key a USB keyboard means.
 *
 * Returns: a qnum, or 0
 */
guint
oriel_keymap_qnum_from_usb(guint usage)
{
  for (guint i = 0; i < oriel_keymap_n_keys && usage != 0; i++)
    if (oriel_keymap_keys[i].usb == usage)
      return oriel_keymap_keys[i].qnum;
  return 0;
}

/**
 * oriel_keymap_evdev_from_qnum:
 * @qnum: a key
 *
 * Which Linux key code a key has.
 *
 * Returns: a key code of Linux, or 0
 */
guint
oriel_keymap_evdev_from_qnum(guint qnum)
{
  for (guint i = 0; i < oriel_keymap_n_keys && qnum != 0; i++)
    if (oriel_keymap_keys[i].qnum == qnum && oriel_keymap_keys[i].evdev != 0)
      return oriel_keymap_keys[i].evdev;
  return 0;
}

static guint
find_key(guint keysym)
{
  for (guint i = 0; i < oriel_keymap_n_symbols; i++)
    if (oriel_keymap_symbols[i].keysym == keysym)
      return oriel_keymap_symbols[i].qnum;
  return 0;
}

/**
 * oriel_keymap_qnum_from_keysym:
 * @keysym: an X keysym
 *
 * Which key of a US keyboard types something, alone or with Shift. Lower and upper case, and a
 * keysym and the Unicode keysym of the same character, have the same key.
 *
 * Returns: a qnum, or 0
 */
guint
oriel_keymap_qnum_from_keysym(guint keysym)
{
  guint qnum = find_key(keysym);

  if (qnum == 0 && keysym > UNICODE_KEYSYM)
    qnum = find_key(oriel_keymap_keysym_from_unicode(oriel_keymap_unicode_from_keysym(keysym)));
  return qnum;
}

/**
 * oriel_keymap_keysym_from_qnum:
 * @qnum: a key
 *
 * What a key types on a US keyboard without modifiers; keys of the keypad type what they do with
 * Num Lock.
 *
 * Returns: an X keysym, or 0
 */
guint
oriel_keymap_keysym_from_qnum(guint qnum)
{
  for (guint i = 0; i < oriel_keymap_n_symbols; i++)
    if (oriel_keymap_symbols[i].qnum == qnum)
      return oriel_keymap_symbols[i].keysym;
  return 0;
}

/**
 * oriel_keymap_keysym_from_unicode:
 * @character: a character
 *
 * Which keysym stands for a character: the one from before Unicode if there is one, as servers
 * know it best. Backspace, tab, newline and carriage return (both Return), escape and DEL give the
 * keys that type them.
 *
 * Returns: an X keysym, or 0 for other controls and what is no character
 */
guint
oriel_keymap_keysym_from_unicode(gunichar character)
{
  if (character == '\b' || character == '\t')
    return KEYSYM_BACKSPACE - '\b' + character;
  if (character == '\n' || character == '\r')
    return KEYSYM_RETURN;
  if (character == 0x1b)
    return KEYSYM_ESCAPE;
  if (character == 0x7f)
    return KEYSYM_DELETE;
  if (!g_unichar_validate(character) || g_unichar_iscntrl(character))
    return 0;
  if (character <= 0xff)
    return character;
  for (guint i = 0; i < oriel_keymap_n_characters; i++)
    if (oriel_keymap_characters[i].character == character)
      return oriel_keymap_characters[i].keysym;
  return UNICODE_KEYSYM + character;
}

/* The keysyms of editing keys and the keypad that type a character. */
static gunichar
key_character(guint keysym)
{
  switch (keysym) {
  case KEYSYM_BACKSPACE:
    return '\b';
  case 0xff09: /* Tab */
  case 0xff89: /* KP_Tab */
    return '\t';
  case KEYSYM_RETURN:
  case 0xff8d: /* KP_Enter */
    return '\r';
  case KEYSYM_ESCAPE:
    return 0x1b;
  case KEYSYM_DELETE:
    return 0x7f;
  case KEYSYM_KEYPAD: /* KP_Space */
    return ' ';
  case KEYSYM_KEYPAD + '=':
    return '=';
  default:
    return keysym >= KEYSYM_KEYPAD + '*' && keysym <= KEYSYM_KEYPAD + '9' ? keysym - KEYSYM_KEYPAD
                                                                          : 0;
  }
}

/**
 * oriel_keymap_unicode_from_keysym:
 * @keysym: an X keysym
 *
 * Which character a keysym stands for. Keys of the keypad stand for what they type; Return is a
 * carriage return.
 *
 * Returns: a character, or 0 when it stands for none
 */
gunichar
oriel_keymap_unicode_from_keysym(guint keysym)
{
  if ((keysym >= 0x20 && keysym <= 0x7e) || (keysym >= 0xa0 && keysym <= 0xff))
    return keysym;
  if (keysym > UNICODE_KEYSYM && keysym <= UNICODE_KEYSYM + LAST_CHARACTER) {
    gunichar character = keysym - UNICODE_KEYSYM;
    return g_unichar_validate(character) ? character : 0;
  }
  for (guint i = 0; i < oriel_keymap_n_characters; i++)
    if (oriel_keymap_characters[i].keysym == keysym)
      return oriel_keymap_characters[i].character;
  return key_character(keysym);
}

/* "U" and four to six hexadecimal digits: the character of that number. */
static guint
keysym_from_code_point(const char *name)
{
  gsize length = strlen(name);
  guint64 character;

  if (name[0] != 'U' || length < 5 || length > 7 ||
      !g_ascii_string_to_unsigned(name + 1, 16, 1, LAST_CHARACTER, &character, NULL))
    return 0;
  return oriel_keymap_keysym_from_unicode((gunichar)character);
}

/**
 * oriel_keymap_keysym_from_name:
 * @name: what X calls a keysym, such as `F11`, `Control_L` or `eacute`, or `U20AC` for a character
 *
 * Looks up a keysym. Where no name is spelled like @name exactly, upper and lower case count as
 * the same: `f11` is found, too.
 *
 * Returns: an X keysym, or 0 when there is none of that name
 */
guint
oriel_keymap_keysym_from_name(const char *name)
{
  guint keysym;

  g_return_val_if_fail(name != NULL, 0);

  for (guint i = 0; i < oriel_keymap_n_names; i++)
    if (g_str_equal(oriel_keymap_names[i].name, name))
      return oriel_keymap_names[i].keysym;
  keysym = keysym_from_code_point(name);
  for (guint i = 0; i < oriel_keymap_n_names && keysym == 0; i++)
    if (g_ascii_strcasecmp(oriel_keymap_names[i].name, name) == 0)
      keysym = oriel_keymap_names[i].keysym;
  return keysym;
}

/**
 * oriel_keymap_name_from_keysym:
 * @keysym: an X keysym
 *
 * What X calls a keysym.
 *
 * Returns: (transfer none) (nullable): a name, or %NULL when it has none here
 */
const char *
oriel_keymap_name_from_keysym(guint keysym)
{
  for (guint i = 0; i < oriel_keymap_n_names; i++)
    if (oriel_keymap_names[i].keysym == keysym)
      return oriel_keymap_names[i].name;
  return NULL;
}

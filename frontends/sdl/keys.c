// SPDX-License-Identifier: LGPL-2.1-or-later
#include "keys.h"

/* SDL's scancodes are USB usages of the keyboard page up to here. */
#define LAST_USAGE SDL_SCANCODE_RGUI

/* The rest are its own; the kernel has names for them. */
static const struct {
  SDL_Scancode scancode;
  guint evdev;
} media_keys[] = {
    {SDL_SCANCODE_AUDIONEXT, 163},      {SDL_SCANCODE_AUDIOPREV, 165},
    {SDL_SCANCODE_AUDIOSTOP, 166},      {SDL_SCANCODE_AUDIOPLAY, 164},
    {SDL_SCANCODE_AUDIOMUTE, 113},      {SDL_SCANCODE_WWW, 150},
    {SDL_SCANCODE_MAIL, 155},           {SDL_SCANCODE_CALCULATOR, 140},
    {SDL_SCANCODE_COMPUTER, 157},       {SDL_SCANCODE_AC_SEARCH, 217},
    {SDL_SCANCODE_AC_HOME, 172},        {SDL_SCANCODE_AC_BACK, 158},
    {SDL_SCANCODE_AC_FORWARD, 159},     {SDL_SCANCODE_AC_STOP, 128},
    {SDL_SCANCODE_AC_REFRESH, 173},     {SDL_SCANCODE_AC_BOOKMARKS, 156},
    {SDL_SCANCODE_BRIGHTNESSDOWN, 224}, {SDL_SCANCODE_BRIGHTNESSUP, 225},
    {SDL_SCANCODE_EJECT, 161},          {SDL_SCANCODE_SLEEP, 142},
};

/* The keypad without num lock, X keysyms from KP_1 to KP_0 and KP_Separator. */
static const guint keypad_keysyms[] = {
    0xff9c, 0xff99, 0xff9b, 0xff96, 0xff9d, 0xff98, 0xff95, 0xff97, 0xff9a, 0xff9e, 0xff9f,
};

static guint
get_qnum(SDL_Scancode scancode)
{
  if (scancode <= LAST_USAGE)
    return oriel_keymap_qnum_from_usb(scancode);
  for (guint i = 0; i < G_N_ELEMENTS(media_keys); i++) {
    if (media_keys[i].scancode == scancode)
      return oriel_keymap_qnum_from_evdev(media_keys[i].evdev);
  }
  return 0;
}

/* What the layout makes of the key alone. */
static guint
get_plain(const SDL_Keysym *key, guint qnum)
{
  gboolean character =
      key->sym > SDLK_SPACE && key->sym < SDLK_SCANCODE_MASK && key->sym != SDLK_DELETE;

  if (character || key->sym == SDLK_SPACE)
    return oriel_keymap_keysym_from_unicode((gunichar)key->sym);
  return oriel_keymap_keysym_from_qnum(qnum);
}

static guint
get_keypad(const SDL_Keysym *key, guint plain)
{
  gboolean digits = ((key->mod & KMOD_NUM) != 0) != ((key->mod & KMOD_SHIFT) != 0);

  if (digits || key->scancode < SDL_SCANCODE_KP_1 || key->scancode > SDL_SCANCODE_KP_PERIOD)
    return plain;
  return keypad_keysyms[key->scancode - SDL_SCANCODE_KP_1];
}

/**
 * keys_translate:
 * @key: a key, with the modifiers that are down
 * @text: (nullable): what the key types, as the window system says
 *
 * The text decides the keysym where there is one: it knows layouts, shift levels and caps lock.
 *
 * Returns: the key for a guest
 */
Keystroke
keys_translate(const SDL_Keysym *key, const char *text)
{
  gunichar character = text != NULL ? g_utf8_get_char_validated(text, -1) : 0;
  guint qnum = get_qnum(key->scancode);
  guint plain = get_plain(key, qnum);
  Keystroke stroke = {.qnum = qnum, .keysym = plain, .plain = plain};
  gboolean upper = ((key->mod & KMOD_SHIFT) != 0) != ((key->mod & KMOD_CAPS) != 0);
  gunichar letter = oriel_keymap_unicode_from_keysym(plain);

  if (key->scancode >= SDL_SCANCODE_KP_1 && key->scancode <= SDL_SCANCODE_KP_PERIOD)
    stroke.keysym = get_keypad(key, plain);
  else if (key->scancode >= SDL_SCANCODE_NUMLOCKCLEAR && key->scancode <= SDL_SCANCODE_KP_ENTER)
    stroke.keysym = plain; /* the keypad's signs are keys of their own, whatever they type */
  else if (character > 0x20 && character < 0x110000 && character != 0x7f)
    stroke.keysym = oriel_keymap_keysym_from_unicode(character);
  else if (upper && letter != 0 && g_unichar_islower(letter))
    stroke.keysym = oriel_keymap_keysym_from_unicode(g_unichar_toupper(letter));
  return stroke;
}

/**
 * keys_get_modifiers:
 * @state: SDL's modifiers
 *
 * Returns: those that hotkeys know
 */
HotkeyModifiers
keys_get_modifiers(Uint16 state)
{
  static const struct {
    Uint16 left, right;
    HotkeyModifiers modifier;
  } rows[] = {
      {KMOD_LSHIFT, KMOD_RSHIFT, HOTKEY_SHIFT},
      {KMOD_LCTRL, KMOD_RCTRL, HOTKEY_CTRL},
      {KMOD_LALT, KMOD_RALT, HOTKEY_ALT},
      {KMOD_LGUI, KMOD_RGUI, HOTKEY_SUPER},
  };
  HotkeyModifiers modifiers = 0;

  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    if (state & rows[i].left)
      modifiers |= rows[i].modifier | HOTKEY_LEFT(rows[i].modifier);
    if (state & rows[i].right)
      modifiers |= rows[i].modifier | HOTKEY_RIGHT(rows[i].modifier);
  }
  return modifiers;
}

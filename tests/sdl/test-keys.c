// SPDX-License-Identifier: LGPL-2.1-or-later
#include "keys.h"

static void
assert_key(SDL_Scancode scancode,
           SDL_Keycode sym,
           Uint16 modifiers,
           const char *text,
           guint qnum,
           guint keysym)
{
  SDL_Keysym key = {.scancode = scancode, .sym = sym, .mod = modifiers};
  Keystroke stroke = keys_translate(&key, text);

  g_assert_cmphex(stroke.qnum, ==, qnum);
  g_assert_cmphex(stroke.keysym, ==, keysym);
}

static void
test_letters(void)
{
  assert_key(SDL_SCANCODE_A, SDLK_a, 0, "a", 0x1e, 'a');
  assert_key(SDL_SCANCODE_A, SDLK_a, KMOD_LSHIFT, "A", 0x1e, 'A');
  /* There is no text while Ctrl is down. */
  assert_key(SDL_SCANCODE_A, SDLK_a, KMOD_LCTRL, NULL, 0x1e, 'a');
  assert_key(SDL_SCANCODE_A, SDLK_a, KMOD_LCTRL | KMOD_LSHIFT, NULL, 0x1e, 'A');
  assert_key(SDL_SCANCODE_A, SDLK_a, KMOD_LSHIFT | KMOD_CAPS, NULL, 0x1e, 'a');
}

/* The key is where it is; what it types is the layout's affair. */
static void
test_layouts(void)
{
  assert_key(SDL_SCANCODE_Q, SDLK_a, 0, "a", 0x10, 'a');
  assert_key(SDL_SCANCODE_Q, SDLK_q, KMOD_RALT, "@", 0x10, '@');
  assert_key(SDL_SCANCODE_SEMICOLON, 0xf6, 0, "\xc3\xb6", 0x27, 0xf6);
  assert_key(SDL_SCANCODE_E, SDLK_e, KMOD_RALT, "\xe2\x82\xac", 0x12, 0x20ac);
}

static void
test_controls(void)
{
  assert_key(SDL_SCANCODE_RETURN, SDLK_RETURN, 0, NULL, 0x1c, 0xff0d);
  assert_key(SDL_SCANCODE_ESCAPE, SDLK_ESCAPE, 0, NULL, 0x01, 0xff1b);
  assert_key(SDL_SCANCODE_DELETE, SDLK_DELETE, 0, NULL, 0xd3, 0xffff);
  assert_key(SDL_SCANCODE_SPACE, SDLK_SPACE, 0, " ", 0x39, ' ');
  assert_key(SDL_SCANCODE_LCTRL, SDLK_LCTRL, 0, NULL, 0x1d, 0xffe3);
  assert_key(SDL_SCANCODE_F11, SDLK_F11, 0, NULL, 0x57, 0xffc8);
}

static void
test_keypad(void)
{
  assert_key(SDL_SCANCODE_KP_7, SDLK_KP_7, KMOD_NUM, "7", 0x47, 0xffb7);
  assert_key(SDL_SCANCODE_KP_7, SDLK_KP_7, 0, NULL, 0x47, 0xff95);
  assert_key(SDL_SCANCODE_KP_7, SDLK_KP_7, KMOD_NUM | KMOD_LSHIFT, NULL, 0x47, 0xff95);
  assert_key(SDL_SCANCODE_KP_PLUS, SDLK_KP_PLUS, 0, "+", 0x4e, 0xffab);
}

static void
test_media(void)
{
  SDL_Keysym key = {.scancode = SDL_SCANCODE_AUDIONEXT, .sym = SDLK_AUDIONEXT};

  g_assert_cmphex(keys_translate(&key, NULL).qnum, ==, 0x99);
}

static void
test_modifiers(void)
{
  g_assert_cmpint(keys_get_modifiers(KMOD_LCTRL | KMOD_NUM | KMOD_RSHIFT), ==,
                  HOTKEY_CTRL | HOTKEY_LEFT(HOTKEY_CTRL) | HOTKEY_SHIFT |
                      HOTKEY_RIGHT(HOTKEY_SHIFT));
  g_assert_cmpint(keys_get_modifiers(KMOD_RALT | KMOD_LGUI), ==,
                  HOTKEY_ALT | HOTKEY_RIGHT(HOTKEY_ALT) | HOTKEY_SUPER | HOTKEY_LEFT(HOTKEY_SUPER));
  g_assert_cmpint(keys_get_modifiers(KMOD_CAPS), ==, 0);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/keys/letters", test_letters);
  g_test_add_func("/keys/layouts", test_layouts);
  g_test_add_func("/keys/controls", test_controls);
  g_test_add_func("/keys/keypad", test_keypad);
  g_test_add_func("/keys/media", test_media);
  g_test_add_func("/keys/modifiers", test_modifiers);
  return g_test_run();
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/desktop-keys.h"

#include <string.h>

#define CTRL HOTKEY_CTRL
#define ALT HOTKEY_ALT
#define SUPER HOTKEY_SUPER
#define TAB 0xff09

static DesktopKeys
parse(const char *text)
{
  g_autoptr(GError) error = NULL;
  DesktopKeys keys;

  desktop_keys_parse(&keys, text, &error);
  g_assert_no_error(error);
  return keys;
}

static void
test_match(void)
{
  DesktopKeys keys = parse("alt+Tab, super+l,right-ctrl+F1,");

  g_assert_true(desktop_keys_match(&keys, ALT, TAB, TAB));
  g_assert_true(desktop_keys_match(&keys, SUPER, 'l', 'l'));
  g_assert_false(desktop_keys_match(&keys, 0, 'l', 'l'));
  g_assert_false(desktop_keys_match(&keys, SUPER | CTRL, 'l', 'l'));
  g_assert_false(desktop_keys_match(&keys, SUPER, TAB, TAB));
  g_assert_true(desktop_keys_match(&keys, CTRL | HOTKEY_RIGHT(CTRL), 0xffbe, 0xffbe));
  g_assert_false(desktop_keys_match(&keys, CTRL | HOTKEY_LEFT(CTRL), 0xffbe, 0xffbe));
}

/* The desktop comes first while their modifiers are down, these and no others. */
static void
test_await(void)
{
  DesktopKeys keys = parse("alt+Tab,right-ctrl+F1");

  g_assert_true(desktop_keys_await(&keys, ALT));
  g_assert_true(desktop_keys_await(&keys, ALT | HOTKEY_LEFT(ALT)));
  g_assert_false(desktop_keys_await(&keys, 0));
  g_assert_false(desktop_keys_await(&keys, ALT | CTRL));
  g_assert_false(desktop_keys_await(&keys, CTRL | HOTKEY_LEFT(CTRL)));
}

static void
test_none(void)
{
  DesktopKeys keys = parse("");

  g_assert_false(desktop_keys_await(&keys, 0));
  g_assert_false(desktop_keys_match(&keys, ALT, TAB, TAB));
}

static void
test_mistakes(void)
{
  static const char *const mistakes[] = {"F1", "super", "alt+nokey", "alt+a+b"};

  for (guint i = 0; i < G_N_ELEMENTS(mistakes); i++) {
    DesktopKeys keys = parse("alt+Tab");
    g_autoptr(GError) error = NULL;

    g_assert_false(desktop_keys_parse(&keys, mistakes[i], &error));
    g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, mistakes[i]));
    g_assert_true(desktop_keys_match(&keys, ALT, TAB, TAB));
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/desktop-keys/match", test_match);
  g_test_add_func("/desktop-keys/await", test_await);
  g_test_add_func("/desktop-keys/none", test_none);
  g_test_add_func("/desktop-keys/mistakes", test_mistakes);
  return g_test_run();
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* The list of keys of a console's window leaves none out. */
#include "shortcuts.h"

#include <string.h>

static guint
count_listed(const Hotkeys *hotkeys)
{
  g_autoptr(GString) xml = g_string_new(NULL);
  guint n = 0;

  shortcuts_append_console(xml, hotkeys);
  for (const char *at = xml->str; (at = strstr(at, "<child>")) != NULL; at++)
    n++;
  return n;
}

/* A new action is in the list, or is one of those that the menu alone has. */
static void
test_all_actions(void)
{
  Hotkeys none = {0};
  guint n_without = count_listed(&none);

  for (HotkeyAction action = HOTKEY_NONE + 1; action < HOTKEY_N_ACTIONS; action++) {
    Hotkeys one = {.n_keys = 1,
                   .keys = {{.action = action, .keysym = GDK_KEY_F7, .send = {GDK_KEY_F2}}}};
    gboolean in_menu = action == HOTKEY_USB_DEVICES || action == HOTKEY_CONNECT_BY;

    if (count_listed(&one) != n_without + !in_menu)
      g_error("action %d is listed %u times", action, count_listed(&one) - n_without);
  }
}

static void
test_own_keys(void)
{
  g_autoptr(GString) xml = g_string_new(NULL);
  g_autoptr(GError) error = NULL;
  Hotkeys hotkeys = {0};

  hotkeys_init(&hotkeys);
  g_assert_true(hotkeys_set(&hotkeys, "send:ctrl+alt+F2", "shift+F2", &error));
  g_assert_no_error(error);
  shortcuts_append_console(xml, &hotkeys);
  g_assert_nonnull(strstr(xml->str, "Send Ctrl+Alt+F2<"));
  g_assert_nonnull(strstr(xml->str, "&lt;Shift&gt;F2<"));
}

static char *
dup_accelerator(const char *keys)
{
  Hotkeys hotkeys = {0};

  hotkeys_init(&hotkeys);
  hotkeys_clear(&hotkeys);
  g_assert_true(hotkeys_set(&hotkeys, "zoom-in", keys, NULL));
  return shortcuts_dup_accelerator(&hotkeys, HOTKEY_ZOOM_IN);
}

/* GTK has no word for a modifier of one side. */
static void
test_accelerator(void)
{
  g_autofree char *plain = dup_accelerator("ctrl+shift+F5");
  g_autofree char *sided = dup_accelerator("right-ctrl+F5");

  g_assert_cmpstr(plain, ==, "<Shift><Control>F5");
  g_assert_null(sided);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/shortcuts/all-actions", test_all_actions);
  g_test_add_func("/shortcuts/own-keys", test_own_keys);
  g_test_add_func("/shortcuts/accelerator", test_accelerator);
  return g_test_run();
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/key-map.h"

#include <xkbcommon/xkbcommon-keysyms.h>

/* "+1d" is the key of that qnum (hexadecimal) pressed, "-1d" released. */
static char *
translate(KeyMap *map, const KeyEvent *event)
{
  g_autoptr(GArray) strokes = g_array_new(FALSE, FALSE, sizeof(KeyStroke));
  GString *text = g_string_new(NULL);

  if (event != NULL)
    key_map_translate(map, event, strokes);
  else
    key_map_release(map, strokes);
  for (guint i = 0; i < strokes->len; i++) {
    const KeyStroke *stroke = &g_array_index(strokes, KeyStroke, i);

    g_string_append_printf(text, "%s%c%x", i > 0 ? " " : "", stroke->pressed ? '+' : '-',
                           stroke->qnum != 0 ? stroke->qnum : stroke->keysym);
  }
  return g_string_free(text, FALSE);
}

static KeyMap *
new_map(const char *layout)
{
  g_autoptr(GError) error = NULL;
  KeyMap *map = key_map_new(key_layout_new(layout, &error));

  g_assert_no_error(error);
  return map;
}

static void
check(KeyMap *map, KeyEvent event, const char *expected)
{
  g_autofree char *strokes = translate(map, &event);

  g_assert_cmpstr(strokes, ==, expected);
}

/* Characters, as every terminal tells them. */
static void
test_us(void)
{
  g_autoptr(KeyMap) map = new_map("us");

  check(map, (KeyEvent){.keysym = 'a'}, "+1e -1e");
  check(map, (KeyEvent){.keysym = 'A'}, "+2a +1e -1e -2a");
  check(map, (KeyEvent){.keysym = '@'}, "+2a +3 -3 -2a");
  check(map, (KeyEvent){.keysym = 'a', .modifiers = MODIFIER_CTRL}, "+1d +1e -1e -1d");
  check(map, (KeyEvent){.keysym = 'x', .modifiers = MODIFIER_CTRL | MODIFIER_ALT},
        "+1d +38 +2d -2d -38 -1d");
  check(map, (KeyEvent){.keysym = XKB_KEY_F5}, "+3f -3f");
  check(map, (KeyEvent){.keysym = XKB_KEY_Up, .modifiers = MODIFIER_SHIFT}, "+2a +c8 -c8 -2a");
  check(map, (KeyEvent){.keysym = XKB_KEY_Return}, "+1c -1c");
  check(map, (KeyEvent){.keysym = XKB_KEY_KP_1}, "+4f -4f");
  check(map, (KeyEvent){.keysym = XKB_KEY_adiaeresis}, "+e4 -e4"); /* no key: the keysym alone */
}

static void
test_german(void)
{
  g_autoptr(KeyMap) map = new_map("de");

  check(map, (KeyEvent){.keysym = 'z'}, "+15 -15");
  check(map, (KeyEvent){.keysym = XKB_KEY_adiaeresis}, "+28 -28");
  check(map, (KeyEvent){.keysym = '@'}, "+b8 +10 -10 -b8");
}

/* Presses and releases. */
static void
test_exact(void)
{
  g_autoptr(KeyMap) map = new_map("us");
  KeyEvent shift = {XKB_KEY_Shift_L, XKB_KEY_Shift_L, XKB_KEY_Shift_L, 0, KEY_PRESS, TRUE};
  KeyEvent a = {'A', 0, 'a', MODIFIER_SHIFT, KEY_PRESS, TRUE};

  check(map, shift, "+2a");
  check(map, a, "+1e");
  a.phase = KEY_REPEAT;
  check(map, a, "+1e");
  a.phase = KEY_RELEASE;
  a.keysym = 'a';
  check(map, a, "-1e");
  check(map, a, ""); /* it went down elsewhere */
  shift.phase = KEY_RELEASE;
  check(map, shift, "-2a");
  /* By its place, whatever the layout makes of it. */
  check(map,
        (KeyEvent){XKB_KEY_odiaeresis, XKB_KEY_semicolon, XKB_KEY_odiaeresis, 0, KEY_PRESS, TRUE},
        "+27");
}

/* foot tells keys by what they type alone: so they are looked up. */
static void
test_exact_without_place(void)
{
  g_autoptr(KeyMap) map = new_map("de");
  KeyEvent nine = {'9', 0, '9', MODIFIER_CTRL, KEY_PRESS, TRUE};

  check(map, (KeyEvent){'z', 0, 'z', 0, KEY_PRESS, TRUE}, "+15");
  check(map, (KeyEvent){'z', 0, 'z', 0, KEY_RELEASE, TRUE}, "-15");
  check(map, (KeyEvent){'@', 0, 'q', 0, KEY_PRESS, TRUE}, "+10");
  g_assert_false(key_map_types(map, &nine, ']'));
  check(map,
        (KeyEvent){XKB_KEY_ISO_Level3_Shift, XKB_KEY_ISO_Level3_Shift, XKB_KEY_ISO_Level3_Shift, 0,
                   KEY_PRESS, TRUE},
        "+b8");
  g_assert_true(key_map_types(map, &nine, ']'));
}

static void
test_release(void)
{
  g_autoptr(KeyMap) map = new_map("us");
  g_autofree char *released = NULL, *again = NULL;

  check(map,
        (KeyEvent){XKB_KEY_Control_L, XKB_KEY_Control_L, XKB_KEY_Control_L, 0, KEY_PRESS, TRUE},
        "+1d");
  check(map, (KeyEvent){'a', 0, 'a', MODIFIER_CTRL, KEY_PRESS, TRUE}, "+1e");
  released = translate(map, NULL);
  g_assert_cmpstr(released, ==, "-1e -1d");
  again = translate(map, NULL);
  g_assert_cmpstr(again, ==, "");
}

static void
test_sticky(void)
{
  g_autoptr(KeyMap) map = new_map("us");

  key_map_set_sticky(map, MODIFIER_SUPER);
  check(map, (KeyEvent){.keysym = 'e'}, "+db +12 -12 -db");
  check(map, (KeyEvent){.keysym = 'e'}, "+12 -12");
  key_map_set_sticky(map, MODIFIER_CTRL);
  check(map, (KeyEvent){XKB_KEY_Shift_L, XKB_KEY_Shift_L, XKB_KEY_Shift_L, 0, KEY_PRESS, TRUE},
        "+2a");
  check(map, (KeyEvent){'E', 0, 'e', MODIFIER_SHIFT, KEY_PRESS, TRUE}, "+1d +12 -1d");
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/tui-key-map/us", test_us);
  g_test_add_func("/tui-key-map/german", test_german);
  g_test_add_func("/tui-key-map/exact", test_exact);
  g_test_add_func("/tui-key-map/exact-without-place", test_exact_without_place);
  g_test_add_func("/tui-key-map/release", test_release);
  g_test_add_func("/tui-key-map/sticky", test_sticky);
  return g_test_run();
}

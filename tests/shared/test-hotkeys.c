// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/hotkeys.h"

#include <string.h>

#define F11 0xffc8
#define F12 0xffc9
#define END 0xff57
#define CTRL HOTKEY_CTRL
#define ALT HOTKEY_ALT
#define SHIFT HOTKEY_SHIFT

static void
test_defaults(void)
{
  g_autofree char *secure = NULL;
  Hotkeys keys;

  hotkeys_init(&keys);
  g_assert_false(keys.chosen);
  g_assert_cmpint(hotkeys_match(&keys, 0, F11, F11), ==, HOTKEY_TOGGLE_FULLSCREEN);
  g_assert_cmpint(hotkeys_match(&keys, CTRL, F11, F11), ==, HOTKEY_NONE);
  g_assert_cmpint(hotkeys_match(&keys, SHIFT, F12, F12), ==, HOTKEY_RELEASE_CURSOR);
  g_assert_cmpint(hotkeys_match(&keys, CTRL | ALT, END, END), ==, HOTKEY_SECURE_ATTENTION);
  g_assert_cmpint(hotkeys_match(&keys, CTRL, '0', '0'), ==, HOTKEY_ZOOM_RESET);
  g_assert_cmpint(hotkeys_match(&keys, CTRL, '-', '-'), ==, HOTKEY_ZOOM_OUT);
  secure = hotkeys_describe(&keys, HOTKEY_SECURE_ATTENTION);
  g_assert_cmpstr(secure, ==, "Ctrl+Alt+End");
}

/* The plus is on a key of its own, on the keypad, or on shift. */
static void
test_plus(void)
{
  Hotkeys keys;

  hotkeys_init(&keys);
  g_assert_cmpint(hotkeys_match(&keys, CTRL, '+', '+'), ==, HOTKEY_ZOOM_IN);
  g_assert_cmpint(hotkeys_match(&keys, CTRL, 0xffab, 0xffab), ==, HOTKEY_ZOOM_IN);
  g_assert_cmpint(hotkeys_match(&keys, CTRL | SHIFT, '=', '+'), ==, HOTKEY_ZOOM_IN);
  g_assert_cmpint(hotkeys_match(&keys, CTRL, '=', '='), ==, HOTKEY_NONE);
}

static void
test_choice_replaces(void)
{
  g_autoptr(GError) error = NULL;
  Hotkeys keys;

  hotkeys_init(&keys);
  g_assert_true(hotkeys_parse(
      &keys, "toggle-fullscreen=Shift+f12, release-cursor=ctrl+ALT ,zoom-in=left-ctrl++", &error));
  g_assert_no_error(error);
  g_assert_true(keys.chosen);
  g_assert_cmpint(hotkeys_match(&keys, SHIFT, F12, F12), ==, HOTKEY_TOGGLE_FULLSCREEN);
  g_assert_cmpint(hotkeys_match(&keys, 0, F11, F11), ==, HOTKEY_NONE);
  g_assert_cmpint(hotkeys_match(&keys, CTRL, '+', '+'), ==, HOTKEY_ZOOM_IN);
  g_assert_null(hotkeys_find(&keys, HOTKEY_ZOOM_OUT));
  g_assert_cmpint(hotkeys_find(&keys, HOTKEY_RELEASE_CURSOR)->modifiers, ==, CTRL | ALT);
  g_assert_cmpuint(hotkeys_find(&keys, HOTKEY_RELEASE_CURSOR)->keysym, ==, 0);

  /* Modifiers alone are never a match: the grab watches for them. */
  g_assert_cmpint(hotkeys_match(&keys, CTRL | ALT, 0xffe9, 0xffe9), ==, HOTKEY_NONE);
}

static void
test_words(void)
{
  static const struct {
    const char *text;
    HotkeyModifiers modifiers;
    guint keysym;
  } cases[] = {
      {"screenshot=win+rctrl+lalt+right-shift+page_up", 15, 0xff55},
      {"screenshot=cmd+A", CTRL, 'a'},
      {"screenshot=super+Delete", HOTKEY_SUPER, 0xffff},
      {"screenshot=KP_ADD", 0, 0xffab},
      {"screenshot=+", 0, '+'},
  };

  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    Hotkeys keys;

    g_assert_true(hotkeys_parse(&keys, cases[i].text, &error));
    g_assert_no_error(error);
    g_assert_cmpint(HOTKEY_ANY_SIDE(keys.keys[0].modifiers), ==, cases[i].modifiers);
    g_assert_cmphex(keys.keys[0].keysym, ==, cases[i].keysym);
  }
}

/* Where it is known which one is held, and the hotkey names one, it has to be that one. */
static void
test_sides(void)
{
  Hotkeys keys;
  g_autofree char *text = NULL;

  g_assert_true(
      hotkeys_parse(&keys, "zoom-in=right-ctrl+F11,zoom-out=lctrl+F11,screenshot=ctrl+F12", NULL));
  g_assert_cmpint(hotkeys_match(&keys, CTRL | HOTKEY_RIGHT(CTRL), F11, F11), ==, HOTKEY_ZOOM_IN);
  g_assert_cmpint(hotkeys_match(&keys, CTRL | HOTKEY_LEFT(CTRL), F11, F11), ==, HOTKEY_ZOOM_OUT);
  g_assert_cmpint(hotkeys_match(&keys, CTRL, F11, F11), ==, HOTKEY_ZOOM_IN);
  g_assert_cmpint(hotkeys_match(&keys, CTRL | HOTKEY_LEFT(CTRL), F12, F12), ==, HOTKEY_SCREENSHOT);
  g_assert_cmpint(hotkeys_match(&keys, CTRL | HOTKEY_RIGHT(CTRL), F12, F12), ==, HOTKEY_SCREENSHOT);
  text = hotkeys_describe(&keys, HOTKEY_ZOOM_IN);
  g_assert_cmpstr(text, ==, "Right Ctrl+F11");
}

static void
test_send(void)
{
  g_autoptr(GError) error = NULL;
  const Hotkey *key;
  Hotkeys keys;

  hotkeys_parse(&keys, "send:ctrl+alt+F2=ctrl+F11,send:Print=F12", &error);
  g_assert_no_error(error);
  key = hotkeys_match_key(&keys, CTRL, F11, F11);
  g_assert_cmpint(key->action, ==, HOTKEY_SEND);
  g_assert_cmphex(key->send[0], ==, 0xffe3);
  g_assert_cmphex(key->send[1], ==, 0xffe9);
  g_assert_cmphex(key->send[2], ==, 0xffbf);
  g_assert_cmphex(key->send[3], ==, 0);
  key = hotkeys_match_key(&keys, 0, F12, F12);
  g_assert_cmphex(key->send[0], ==, 0xff61);
}

static void
test_list(void)
{
  Hotkeys keys;
  g_autofree char *usual = NULL;
  g_autofree char *own = NULL;
  g_autofree char *none = NULL;

  hotkeys_init(&keys);
  usual = hotkeys_list(&keys, NULL);
  g_assert_true(g_str_has_prefix(usual, "F11: full screen, and back\nCtrl++: zoom in\n"));
  g_assert_true(g_str_has_suffix(usual, "Shift+F11: save a screenshot"));
  g_assert_true(hotkeys_parse(&keys, "send:ctrl+F2=rctrl+b,zoom-fit=F5", NULL));
  own = hotkeys_list(&keys, NULL);
  g_assert_cmpstr(own, ==, "F5: fit the window\nRight Ctrl+B: send Control_L+F2");
  hotkeys_clear(&keys);
  none = hotkeys_list(&keys, NULL);
  g_assert_cmpstr(none, ==, "");
}

static void
test_mistakes(void)
{
  static const struct {
    const char *text;
    const char *names; /* what the message tells */
  } cases[] = {
      {"fly=F1", "fly"},           {"zoom-in", "zoom-in"},           {"zoom-in=nokey", "nokey"},
      {"zoom-in=ctrl", "zoom-in"}, {"zoom-in=a+b", "'b'"},           {"send:=F1", "send:"},
      {"send:nokey=F1", "nokey"},  {"send:1+2+3+4+5+6+7=F1", "'7'"},
  };

  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    Hotkeys keys;

    hotkeys_init(&keys);
    g_assert_false(hotkeys_parse(&keys, cases[i].text, &error));
    g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, cases[i].names));
    g_assert_false(keys.chosen);
  }
}

static void
test_empty_unbinds_all(void)
{
  g_autoptr(GError) error = NULL;
  Hotkeys keys;

  hotkeys_init(&keys);
  g_assert_true(hotkeys_parse(&keys, "", &error));
  g_assert_no_error(error);
  g_assert_cmpuint(keys.n_keys, ==, 0);
  g_assert_null(hotkeys_describe(&keys, HOTKEY_ZOOM_IN));
}

/* A combination of the user's own acts always, if there are keys to press for it. */
static void
test_own(void)
{
  static const char *const bad[] = {"", "ctrl+nonsense", "ctrl+F2=", "a=nonsense", "a=ctrl"};
  Hotkeys hotkeys;
  const Hotkey *found;

  hotkeys_init(&hotkeys);
  g_assert_true(hotkeys_add_own(&hotkeys, "ctrl+alt+F2", NULL));
  g_assert_true(hotkeys_add_own(&hotkeys, "super+l=ctrl+F12", NULL));
  found = hotkeys_match_key(&hotkeys, HOTKEY_CTRL, 0xffc9, 0xffc9);
  g_assert_nonnull(found);
  g_assert_cmpint(found->action, ==, HOTKEY_SEND);
  g_assert_cmphex(found->send[0], ==, 0xffeb);
  g_assert_true(found->chosen);
  g_assert_false(hotkeys.chosen || hotkeys_find(&hotkeys, HOTKEY_ZOOM_IN)->chosen);
  g_assert_null(hotkeys_match_key(&hotkeys, 0, 0, 0));
  hotkeys_remove_own(&hotkeys);
  g_assert_null(hotkeys_find(&hotkeys, HOTKEY_SEND));
  g_assert_nonnull(hotkeys_find(&hotkeys, HOTKEY_ZOOM_IN));
  for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autoptr(GError) error = NULL;

    g_assert_false(hotkeys_add_own(&hotkeys, bad[i], &error));
    g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID);
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/hotkeys/defaults", test_defaults);
  g_test_add_func("/hotkeys/plus", test_plus);
  g_test_add_func("/hotkeys/choice-replaces", test_choice_replaces);
  g_test_add_func("/hotkeys/words", test_words);
  g_test_add_func("/hotkeys/sides", test_sides);
  g_test_add_func("/hotkeys/send", test_send);
  g_test_add_func("/hotkeys/list", test_list);
  g_test_add_func("/hotkeys/mistakes", test_mistakes);
  g_test_add_func("/hotkeys/empty", test_empty_unbinds_all);
  g_test_add_func("/hotkeys/own", test_own);
  return g_test_run();
}

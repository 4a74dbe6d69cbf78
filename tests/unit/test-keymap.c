// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel.h"

#include <linux/input-event-codes.h>

/* One key in every numbering; 0 = does not have it. */
typedef struct {
  guint evdev;
  guint usb;
  guint qnum;
  guint keysym;
} Key;

static const Key anchors[] = {
    {KEY_ESC, 0x29, 0x01, 0xff1b},
    {KEY_1, 0x1e, 0x02, '1'},
    {KEY_0, 0x27, 0x0b, '0'},
    {KEY_A, 0x04, 0x1e, 'a'},
    {KEY_Z, 0x1d, 0x2c, 'z'},
    {KEY_ENTER, 0x28, 0x1c, 0xff0d},
    {KEY_SPACE, 0x2c, 0x39, ' '},
    {KEY_BACKSLASH, 0x32, 0x2b, '\\'},
    {KEY_102ND, 0x64, 0x56, '<'},
    {KEY_LEFTCTRL, 0xe0, 0x1d, 0xffe3},
    {KEY_LEFTSHIFT, 0xe1, 0x2a, 0xffe1},
    {KEY_LEFTALT, 0xe2, 0x38, 0xffe9},
    {KEY_LEFTMETA, 0xe3, 0xdb, 0xffeb},
    {KEY_RIGHTCTRL, 0xe4, 0x9d, 0xffe4},
    {KEY_RIGHTSHIFT, 0xe5, 0x36, 0xffe2},
    {KEY_RIGHTALT, 0xe6, 0xb8, 0xffea},
    {KEY_RIGHTMETA, 0xe7, 0xdc, 0xffec},
    {KEY_COMPOSE, 0x65, 0xdd, 0xff67},
    {KEY_F1, 0x3a, 0x3b, 0xffbe},
    {KEY_F10, 0x43, 0x44, 0xffc7},
    {KEY_F11, 0x44, 0x57, 0xffc8},
    {KEY_F12, 0x45, 0x58, 0xffc9},
    {KEY_F13, 0x68, 0x5d, 0xffca},
    {KEY_F16, 0x6b, 0x55, 0xffcd},
    {KEY_F24, 0x73, 0x6f, 0xffd5},
    {KEY_SYSRQ, 0x46, 0x54, 0xff61},
    {KEY_SCROLLLOCK, 0x47, 0x46, 0xff14},
    {KEY_PAUSE, 0x48, 0xc6, 0xff13},
    {KEY_INSERT, 0x49, 0xd2, 0xff63},
    {KEY_HOME, 0x4a, 0xc7, 0xff50},
    {KEY_PAGEUP, 0x4b, 0xc9, 0xff55},
    {KEY_DELETE, 0x4c, 0xd3, 0xffff},
    {KEY_END, 0x4d, 0xcf, 0xff57},
    {KEY_PAGEDOWN, 0x4e, 0xd1, 0xff56},
    {KEY_RIGHT, 0x4f, 0xcd, 0xff53},
    {KEY_LEFT, 0x50, 0xcb, 0xff51},
    {KEY_DOWN, 0x51, 0xd0, 0xff54},
    {KEY_UP, 0x52, 0xc8, 0xff52},
    {KEY_NUMLOCK, 0x53, 0x45, 0xff7f},
    {KEY_KPSLASH, 0x54, 0xb5, 0xffaf},
    {KEY_KPASTERISK, 0x55, 0x37, 0xffaa},
    {KEY_KPENTER, 0x58, 0x9c, 0xff8d},
    {KEY_KP7, 0x5f, 0x47, 0xffb7},
    {KEY_KP0, 0x62, 0x52, 0xffb0},
    {KEY_KPDOT, 0x63, 0x53, 0xffae},
    {KEY_KPEQUAL, 0x67, 0x59, 0xffbd},
    {KEY_RO, 0x87, 0x73, 0},
    {KEY_KATAKANAHIRAGANA, 0x88, 0x70, 0xff27},
    {KEY_YEN, 0x89, 0x7d, 0xa5},
    {KEY_HENKAN, 0x8a, 0x79, 0xff23},
    {KEY_MUHENKAN, 0x8b, 0x7b, 0xff22},
    {KEY_KPJPCOMMA, 0x8c, 0x5c, 0xffac},
    {KEY_HANGEUL, 0x90, 0x72, 0xff31},
    {KEY_HANJA, 0x91, 0x71, 0xff34},
    {KEY_KATAKANA, 0x92, 0x78, 0xff26},
    {KEY_HIRAGANA, 0x93, 0x77, 0xff25},
    {KEY_ZENKAKUHANKAKU, 0x94, 0x76, 0xff2a},
    {KEY_MUTE, 0xef, 0xa0, 0x1008ff12},
    {KEY_VOLUMEDOWN, 0xee, 0xae, 0x1008ff11},
    {KEY_VOLUMEUP, 0xed, 0xb0, 0x1008ff13},
    {KEY_POWER, 0x66, 0xde, 0x1008ff2a},
    {KEY_NEXTSONG, 0xeb, 0x99, 0x1008ff17},
    {KEY_PLAYPAUSE, 0xe8, 0xa2, 0x1008ff14},
    {KEY_CALC, 0xfb, 0xa1, 0x1008ff1d},
    {KEY_BRIGHTNESSUP, 0, 0xd4, 0x1008ff02},
};

static void
test_anchors(void)
{
  for (gsize i = 0; i < G_N_ELEMENTS(anchors); i++) {
    const Key *key = &anchors[i];

    g_assert_cmphex(oriel_keymap_qnum_from_evdev(key->evdev), ==, key->qnum);
    g_assert_cmpuint(oriel_keymap_evdev_from_qnum(key->qnum), ==, key->evdev);
    if (key->usb != 0)
      g_assert_cmphex(oriel_keymap_qnum_from_usb(key->usb), ==, key->qnum);
    if (key->keysym != 0)
      g_assert_cmphex(oriel_keymap_keysym_from_qnum(key->qnum), ==, key->keysym);
    if (key->keysym != 0 && key->evdev != KEY_102ND)
      g_assert_cmphex(oriel_keymap_qnum_from_keysym(key->keysym), ==, key->qnum);
  }
}

static void
test_other_numbers(void)
{
  /* USB has several usages for some keys. */
  g_assert_cmphex(oriel_keymap_qnum_from_usb(0x31), ==, 0x2b);
  g_assert_cmphex(oriel_keymap_qnum_from_usb(0x7f), ==, 0xa0);
  g_assert_cmphex(oriel_keymap_qnum_from_usb(0x80), ==, 0xb0);
  g_assert_cmphex(oriel_keymap_qnum_from_usb(0x81), ==, 0xae);
  g_assert_cmphex(oriel_keymap_qnum_from_evdev(84), ==, 0x54);
}

static void
test_nothing(void)
{
  static const guint nobody[] = {0, 256, 0x10000, G_MAXUINT};

  for (gsize i = 0; i < G_N_ELEMENTS(nobody); i++) {
    g_assert_cmphex(oriel_keymap_qnum_from_evdev(nobody[i]), ==, 0);
    g_assert_cmphex(oriel_keymap_qnum_from_usb(nobody[i]), ==, 0);
    g_assert_cmphex(oriel_keymap_qnum_from_keysym(nobody[i]), ==, 0);
    g_assert_cmphex(oriel_keymap_evdev_from_qnum(nobody[i]), ==, 0);
    g_assert_cmphex(oriel_keymap_keysym_from_qnum(nobody[i]), ==, 0);
    g_assert_null(oriel_keymap_name_from_keysym(nobody[i]));
  }
  /* 1 to 3 are errors of a USB keyboard, not keys. */
  for (guint usage = 1; usage <= 3; usage++)
    g_assert_cmphex(oriel_keymap_qnum_from_usb(usage), ==, 0);
}

static void
test_evdev_round_trip(void)
{
  guint n = 0;

  for (guint evdev = 1; evdev < 256; evdev++) {
    guint qnum = oriel_keymap_qnum_from_evdev(evdev);

    g_assert_cmphex(qnum, <=, 0xff);
    if (qnum == 0)
      continue;
    n++;
    if (evdev == 84) /* the old number of SysRq */
      g_assert_cmpuint(oriel_keymap_evdev_from_qnum(qnum), ==, KEY_SYSRQ);
    else
      g_assert_cmpuint(oriel_keymap_evdev_from_qnum(qnum), ==, evdev);
  }
  g_assert_cmpuint(n, >=, 230);
  /* Up to F10 and the keypad, and F11 and F12, evdev and qnum are the same number. */
  for (guint evdev = 1; evdev <= 83; evdev++)
    g_assert_cmpuint(oriel_keymap_qnum_from_evdev(evdev), ==, evdev);
}

static void
test_all_usb_keys(void)
{
  /* A to the application key, F13 to F24, and the modifiers: no gap. */
  for (guint usage = 0x04; usage <= 0x73; usage++)
    g_assert_cmphex(oriel_keymap_qnum_from_usb(usage), !=, 0);
  for (guint usage = 0xe0; usage <= 0xe7; usage++)
    g_assert_cmphex(oriel_keymap_qnum_from_usb(usage), !=, 0);
}

/* What the keys of a US keyboard type, row by row, alone and with Shift; from their first qnum. */
static void
test_us_layout(void)
{
  static const struct {
    guint first;
    const char *plain;
    const char *shifted;
  } rows[] = {
      {0x02, "1234567890-=", "!@#$%^&*()_+"},
      {0x10, "qwertyuiop[]", "QWERTYUIOP{}"},
      {0x1e, "asdfghjkl;'`", "ASDFGHJKL:\"~"},
      {0x2b, "\\zxcvbnm,./", "|ZXCVBNM<>?"},
      {0x39, " ", " "},
  };
  guint n = 0;

  for (gsize row = 0; row < G_N_ELEMENTS(rows); row++) {
    for (guint i = 0; rows[row].plain[i] != '\0'; i++, n++) {
      guint plain = (guchar)rows[row].plain[i], shifted = (guchar)rows[row].shifted[i];

      g_assert_cmphex(oriel_keymap_qnum_from_keysym(plain), ==, rows[row].first + i);
      g_assert_cmphex(oriel_keymap_qnum_from_keysym(shifted), ==, rows[row].first + i);
      g_assert_cmphex(oriel_keymap_keysym_from_qnum(rows[row].first + i), ==, plain);
      /* The Unicode keysym of a character is the same key. */
      g_assert_cmphex(oriel_keymap_qnum_from_keysym(0x01000000 + shifted), ==, rows[row].first + i);
    }
  }
  g_assert_cmpuint(n, ==, 48);
  /* Keypad and modifiers under the names they have with other locks and layouts. */
  g_assert_cmphex(oriel_keymap_qnum_from_keysym(0xff95), ==, 0x47); /* KP_Home */
  g_assert_cmphex(oriel_keymap_qnum_from_keysym(0xff9f), ==, 0x53); /* KP_Delete */
  g_assert_cmphex(oriel_keymap_qnum_from_keysym(0xfe03), ==, 0xb8); /* ISO_Level3_Shift */
  g_assert_cmphex(oriel_keymap_qnum_from_keysym(0xfe20), ==, 0x0f); /* ISO_Left_Tab */
  g_assert_cmphex(oriel_keymap_qnum_from_keysym(0x6c1), ==, 0);     /* Cyrillic_a */
}

static void
test_unicode(void)
{
  static const struct {
    gunichar character;
    guint keysym;
  } cases[] = {
      {'a', 'a'},          {' ', ' '},           {'~', '~'},
      {0xa0, 0xa0},        {0xe9, 0xe9},         {0xff, 0xff},
      {0x20ac, 0x20ac},    {0x0430, 0x6c1},      {0x03b1, 0x7e1},
      {0x0105, 0x1b1},     {0x0152, 0x13bc},     {0x05d0, 0xce0},
      {0x0e01, 0xda1},     {0x30a2, 0x4b1},      {0x2014, 0xaa9},
      {0x4e16, 0x1004e16}, {0x1f389, 0x101f389}, {0x10fffd, 0x110fffd},
      {'\t', 0xff09},      {'\r', 0xff0d},       {'\b', 0xff08},
      {0x1b, 0xff1b},      {0x7f, 0xffff},
  };

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_assert_cmphex(oriel_keymap_keysym_from_unicode(cases[i].character), ==, cases[i].keysym);
    g_assert_cmphex(oriel_keymap_unicode_from_keysym(cases[i].keysym), ==, cases[i].character);
  }
  g_assert_cmphex(oriel_keymap_keysym_from_unicode('\n'), ==, 0xff0d);
  g_assert_cmphex(oriel_keymap_unicode_from_keysym(0xffb7), ==, '7');
  g_assert_cmphex(oriel_keymap_unicode_from_keysym(0xffaf), ==, '/');
  g_assert_cmphex(oriel_keymap_unicode_from_keysym(0xff8d), ==, '\r');
  g_assert_cmphex(oriel_keymap_unicode_from_keysym(0xffbd), ==, '=');
}

static void
test_no_character(void)
{
  static const gunichar no_characters[] = {0,      1,      0x1f,     0x80,     0x9f,
                                           0xd800, 0xdfff, 0x110000, G_MAXUINT};
  static const guint no_text[] = {0,      0x1f,      0x7f,      0x9f,      0xffe1,     0xffbe,
                                  0xfe50, 0x1000000, 0x100d800, 0x1110000, 0x1008ff12, G_MAXUINT};

  for (gsize i = 0; i < G_N_ELEMENTS(no_characters); i++)
    g_assert_cmphex(oriel_keymap_keysym_from_unicode(no_characters[i]), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS(no_text); i++)
    g_assert_cmphex(oriel_keymap_unicode_from_keysym(no_text[i]), ==, 0);
}

static void
test_every_character(void)
{
  for (gunichar c = 0x20; c <= 0x10ffff; c++) {
    guint keysym = oriel_keymap_keysym_from_unicode(c);

    if (keysym != 0)
      g_assert_cmphex(oriel_keymap_unicode_from_keysym(keysym), ==, c);
    else
      g_assert_true(!g_unichar_validate(c) || g_unichar_iscntrl(c));
    if (c == 0x3000) /* past the last script with keysyms of its own: a sample will do */
      c = 0x10ff00;
  }
}

static void
test_names(void)
{
  static const struct {
    const char *name;
    guint keysym;
  } cases[] = {
      {"a", 'a'},
      {"A", 'A'},
      {"space", ' '},
      {"slash", '/'},
      {"Escape", 0xff1b},
      {"Return", 0xff0d},
      {"Prior", 0xff55},
      {"Page_Up", 0xff55},
      {"F1", 0xffbe},
      {"F12", 0xffc9},
      {"F24", 0xffd5},
      {"F35", 0xffe0},
      {"Control_L", 0xffe3},
      {"Alt_R", 0xffea},
      {"Super_L", 0xffeb},
      {"ISO_Level3_Shift", 0xfe03},
      {"KP_Enter", 0xff8d},
      {"KP_0", 0xffb0},
      {"dead_acute", 0xfe51},
      {"eacute", 0xe9},
      {"Eacute", 0xc9},
      {"EuroSign", 0x20ac},
      {"Hangul", 0xff31},
      {"Zenkaku_Hankaku", 0xff2a},
      {"XF86AudioMute", 0x1008ff12},
      {"U20AC", 0x20ac},
      {"U4E16", 0x1004e16},
      {"U1F389", 0x101f389},
      {"U0041", 'A'},
      /* not spelled as X does */
      {"f11", 0xffc8},
      {"escape", 0xff1b},
      {"control_l", 0xffe3},
      /* nothing */
      {"", 0},
      {"nosuchkey", 0},
      {"F36", 0},
      {" a", 0},
      {"U", 'U'},
      {"U1", 0},
      {"UD800", 0},
      {"U110000", 0},
      {"U-0041", 0},
      {"U+0041", 0},
      {"U0x41", 0},
      {"U000041000041", 0},
      {"\377", 0},
  };

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
    g_assert_cmphex(oriel_keymap_keysym_from_name(cases[i].name), ==, cases[i].keysym);
}

static void
test_names_round_trip(void)
{
  guint n = 0;

  for (guint keysym = 1; keysym <= 0xffff; keysym++) {
    const char *name = oriel_keymap_name_from_keysym(keysym);

    if (name == NULL)
      continue;
    n++;
    g_assert_cmphex(oriel_keymap_keysym_from_name(name), ==, keysym);
  }
  g_assert_cmpuint(n, >=, 400);
  /* Whatever a key types has a name to show in a list of shortcuts. */
  for (guint qnum = 1; qnum <= 0xff; qnum++)
    if (oriel_keymap_keysym_from_qnum(qnum) != 0)
      g_assert_nonnull(oriel_keymap_name_from_keysym(oriel_keymap_keysym_from_qnum(qnum)));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/keymap/anchors", test_anchors);
  g_test_add_func("/keymap/other-numbers", test_other_numbers);
  g_test_add_func("/keymap/nothing", test_nothing);
  g_test_add_func("/keymap/evdev-round-trip", test_evdev_round_trip);
  g_test_add_func("/keymap/all-usb-keys", test_all_usb_keys);
  g_test_add_func("/keymap/us-layout", test_us_layout);
  g_test_add_func("/keymap/unicode", test_unicode);
  g_test_add_func("/keymap/no-character", test_no_character);
  g_test_add_func("/keymap/every-character", test_every_character);
  g_test_add_func("/keymap/names", test_names);
  g_test_add_func("/keymap/names-round-trip", test_names_round_trip);
  return g_test_run();
}

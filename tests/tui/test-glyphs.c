// SPDX-License-Identifier: LGPL-2.1-or-later
#include "terminal/glyphs.h"

static void
test_complement(void)
{
  for (gunichar c = 0; c < 0x20000; c++) {
    gunichar complement = glyph_get_complement(c);

    if (complement != 0)
      g_assert_cmphex(glyph_get_complement(complement), ==, c);
  }
  for (guint dots = 1; dots < 15; dots++)
    g_assert_cmphex(glyph_get_complement(glyph_from_quadrant(dots)), ==,
                    glyph_from_quadrant(15 - dots));
  for (guint dots = 1; dots < 63; dots++)
    g_assert_cmphex(glyph_get_complement(glyph_from_sextant(dots)), ==,
                    glyph_from_sextant(63 - dots));
  g_assert_cmphex(glyph_get_complement(0x2580), ==, 0x2584);
  g_assert_cmphex(glyph_get_complement(0x258c), ==, 0x2590);
  g_assert_cmphex(glyph_get_complement('a'), ==, 0);
}

/* Names of the Unicode standard: BLOCK SEXTANT-1, -2345, -23456. */
static void
test_sextants(void)
{
  g_assert_cmphex(glyph_from_sextant(1), ==, 0x1fb00);
  g_assert_cmphex(glyph_from_sextant(0x1e), ==, 0x1fb1c);
  g_assert_cmphex(glyph_from_sextant(0x3e), ==, 0x1fb3b);
  g_assert_cmphex(glyph_from_sextant(0x15), ==, 0x258c);
  g_assert_cmphex(glyph_from_sextant(0), ==, ' ');
  g_assert_cmphex(glyph_from_sextant(63), ==, 0x2588);
}

/* What a Linux console cannot be trusted to show has something else to stand for it. */
static void
test_common(void)
{
  static const gunichar shown[] = {'a',    0xe4,   0x416,  0x2500, 0x253c,
                                   0x2551, 0x256c, 0x2588, 0x25b2};
  static const gunichar missing[] = {0x2026, 0x2501, 0x2580, 0x2584,
                                     0x258f, 0x25b6, 0x25cf, 0x1fb00};

  for (gsize i = 0; i < G_N_ELEMENTS(shown); i++)
    g_assert_true(glyph_is_common(shown[i]));
  for (gsize i = 0; i < G_N_ELEMENTS(missing); i++) {
    g_assert_false(glyph_is_common(missing[i]));
    g_assert_cmpint(glyph_to_ascii(missing[i]), !=, '?');
  }
}

static void
test_ascii(void)
{
  for (gunichar c = 0xa0; c < 0x20000; c++) {
    char ascii = glyph_to_ascii(c);

    g_assert_true(g_ascii_isprint(ascii));
  }
  g_assert_cmpint(glyph_to_ascii('~'), ==, '~');
  g_assert_cmpint(glyph_to_ascii(0x2500), ==, '-');
  g_assert_cmpint(glyph_to_ascii(0x2502), ==, '|');
  g_assert_cmpint(glyph_to_ascii(0x2518), ==, '+');
  g_assert_cmpint(glyph_to_ascii(0x2550), ==, '=');
  g_assert_cmpint(glyph_to_ascii(0x257f), ==, '|');
  g_assert_cmpint(glyph_to_ascii(0x2588), ==, '#');
  g_assert_cmpint(glyph_to_ascii(0xfc), ==, 'u');
  g_assert_cmpint(glyph_to_ascii(0x4e00), ==, '?');
}

static void
test_printable(void)
{
  for (gunichar c = 0; c < 0x20; c++)
    g_assert_false(glyph_is_printable(c));
  for (gunichar c = 0x20; c < 0x7f; c++)
    g_assert_true(glyph_is_printable(c));
  for (gunichar c = 0x7f; c < 0xa0; c++)
    g_assert_false(glyph_is_printable(c));
  g_assert_false(glyph_is_printable(0x200b));
  g_assert_false(glyph_is_printable(0x202e));
  g_assert_false(glyph_is_printable(0x2028));
  g_assert_false(glyph_is_printable(0x2066));
  g_assert_false(glyph_is_printable(0x061c));
  g_assert_false(glyph_is_printable(0xfffe));
  g_assert_false(glyph_is_printable(0xfdd0));
  g_assert_false(glyph_is_printable(0xdfff));
  g_assert_true(glyph_is_printable(0xfffd));
  g_assert_true(glyph_is_printable(0x65e5));
  g_assert_true(glyph_is_printable(0x1fb00));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/glyphs/complement", test_complement);
  g_test_add_func("/glyphs/sextants", test_sextants);
  g_test_add_func("/glyphs/common", test_common);
  g_test_add_func("/glyphs/ascii", test_ascii);
  g_test_add_func("/glyphs/printable", test_printable);
  return g_test_run();
}

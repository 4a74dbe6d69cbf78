// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel.h"

static GBytes *
make_pixels(gsize n)
{
  return g_bytes_new_take(g_malloc0(n * 4), n * 4);
}

static void
test_new(void)
{
  g_autoptr(GBytes) pixels = make_pixels(24 * 32);
  g_autoptr(GError) error = NULL;
  g_autoptr(OrielCursor) cursor = oriel_cursor_new(24, 32, 3, 31, pixels, &error);
  g_autoptr(OrielCursor) again = NULL;

  g_assert_no_error(error);
  g_assert_cmpint(oriel_cursor_get_width(cursor), ==, 24);
  g_assert_cmpint(oriel_cursor_get_height(cursor), ==, 32);
  g_assert_cmpint(oriel_cursor_get_hot_x(cursor), ==, 3);
  g_assert_cmpint(oriel_cursor_get_hot_y(cursor), ==, 31);
  g_assert_false(oriel_cursor_is_hidden(cursor));
  again = oriel_cursor_ref(cursor);
  g_clear_pointer(&cursor, oriel_cursor_unref);
  g_assert_true(oriel_cursor_get_pixels(again) == pixels);
}

static void
test_hidden(void)
{
  g_autoptr(OrielCursor) hidden = oriel_cursor_new_hidden();
  g_autoptr(GBytes) nothing = g_bytes_new(NULL, 0);
  g_autoptr(GError) error = NULL;
  g_autoptr(OrielCursor) empty = oriel_cursor_new(0, 0, 5, 5, nothing, &error);

  g_assert_no_error(error);
  g_assert_true(oriel_cursor_is_hidden(hidden));
  g_assert_true(oriel_cursor_is_hidden(empty));
  g_assert_cmpint(oriel_cursor_get_hot_x(empty), ==, 0);
  g_assert_cmpuint(g_bytes_get_size(oriel_cursor_get_pixels(hidden)), ==, 0);
}

static void
test_hot_spot(void)
{
  g_autoptr(GBytes) pixels = make_pixels(16);
  g_autoptr(OrielCursor) low = oriel_cursor_new(4, 4, -1, G_MININT, pixels, NULL);
  g_autoptr(OrielCursor) high = oriel_cursor_new(4, 4, 4, G_MAXINT, pixels, NULL);

  g_assert_cmpint(oriel_cursor_get_hot_x(low), ==, 0);
  g_assert_cmpint(oriel_cursor_get_hot_y(low), ==, 0);
  g_assert_cmpint(oriel_cursor_get_hot_x(high), ==, 3);
  g_assert_cmpint(oriel_cursor_get_hot_y(high), ==, 3);
}

static void
test_refused(void)
{
  static const struct {
    int width, height;
    gsize n_pixels;
  } cases[] = {
      {4, 4, 15},      {4, 4, 17},        {4, 4, 0},           {0, 4, 0},
      {4, 0, 0},       {0, 0, 1},         {-1, -1, 1},         {-4, 4, 16},
      {513, 1, 513},   {1, 513, 513},     {65536, 65536, 0},   {G_MAXINT, G_MAXINT, 1},
      {1 << 30, 4, 0}, {G_MININT, 2, 16}, {32768, 131072, 16},
  };

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GBytes) pixels = make_pixels(cases[i].n_pixels);
    g_autoptr(GError) error = NULL;

    g_assert_null(oriel_cursor_new(cases[i].width, cases[i].height, 0, 0, pixels, &error));
    g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID);
  }
}

static void
test_largest(void)
{
  g_autoptr(GBytes) pixels = make_pixels(ORIEL_CURSOR_MAX_SIDE * ORIEL_CURSOR_MAX_SIDE);
  g_autoptr(OrielCursor) cursor =
      oriel_cursor_new(ORIEL_CURSOR_MAX_SIDE, ORIEL_CURSOR_MAX_SIDE, 0, 0, pixels, NULL);

  g_assert_nonnull(cursor);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/cursor/new", test_new);
  g_test_add_func("/cursor/hidden", test_hidden);
  g_test_add_func("/cursor/hot-spot", test_hot_spot);
  g_test_add_func("/cursor/refused", test_refused);
  g_test_add_func("/cursor/largest", test_largest);
  return g_test_run();
}

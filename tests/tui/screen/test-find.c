// SPDX-License-Identifier: LGPL-2.1-or-later
/* Words on a recorded text screen, and where they are in a terminal that shows a part of it. */
#include "picture.h"
#include "screen/find.h"

static Lens *
read_screen(const char *name)
{
  g_autofree char *path = g_test_build_filename(G_TEST_DIST, "screens", name, NULL);
  g_autoptr(OrielFramebuffer) framebuffer = picture_new_from_png(path);
  Lens *lens = lens_new();

  g_assert_true(lens_update(lens, framebuffer, NULL));
  return lens;
}

static void
test_words(void)
{
  g_autoptr(Lens) lens = read_screen("seabios.png");
  g_autoptr(GArray) none = find_words(lens, "");
  g_autoptr(GArray) missing = find_words(lens, "SeaBIOZ");
  g_autoptr(GArray) found = find_words(lens, "seabios (VERSION");
  g_autoptr(GArray) long_line = NULL;
  g_autofree char *words = g_strnfill(81, ' ');
  const FindHit *hit;

  g_assert_cmpuint(none->len, ==, 0);
  g_assert_cmpuint(missing->len, ==, 0);
  g_assert_cmpuint(found->len, ==, 1);
  hit = &g_array_index(found, FindHit, 0);
  g_assert_cmpint(hit->column, ==, 0);
  g_assert_cmpint(hit->row, ==, 0);
  g_assert_cmpint(hit->length, ==, 16);
  long_line = find_words(lens, words); /* wider than the screen */
  g_assert_cmpuint(long_line->len, ==, 0);
}

/* Line by line, and no cell in two of them. */
static void
test_order(void)
{
  g_autoptr(Lens) lens = read_screen("memtest.png");
  g_autoptr(GArray) lines = find_words(lens, "──");
  const FindHit *before = NULL;

  g_assert_cmpuint(lines->len, >, 20);
  for (guint i = 0; i < lines->len; i++) {
    const FindHit *hit = &g_array_index(lines, FindHit, i);

    if (before != NULL)
      g_assert_true(hit->row > before->row ||
                    (hit->row == before->row && hit->column >= before->column + 2));
    before = hit;
  }
}

static void
test_place(void)
{
  LensGrid grid = {80, 25, 9, 16};
  Placement shown = {{9 * 10, 16 * 5, 9 * 20, 16 * 6}, {3, 1, 20, 6}, 8, 16};
  FindHit inside = {12, 10, 4}, right = {27, 10, 4}, above = {12, 4, 4}, left = {9, 6, 4};
  int x, y;

  g_assert_true(find_place(&inside, &grid, &shown, &x, &y));
  g_assert_cmpint(x, ==, 5);
  g_assert_cmpint(y, ==, 6);
  g_assert_false(find_place(&right, &grid, &shown, &x, &y));
  g_assert_false(find_place(&above, &grid, &shown, &x, &y));
  g_assert_false(find_place(&left, &grid, &shown, &x, &y));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/find/words", test_words);
  g_test_add_func("/find/order", test_order);
  g_test_add_func("/find/place", test_place);
  return g_test_run();
}

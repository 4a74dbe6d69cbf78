// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel.h"

#define SCREEN 256
#define SEED 20240817

static void
assert_rect(const OrielRect *rect, int x, int y, int width, int height)
{
  g_assert_cmpint(rect->x, ==, x);
  g_assert_cmpint(rect->y, ==, y);
  g_assert_cmpint(rect->width, ==, width);
  g_assert_cmpint(rect->height, ==, height);
}

static void
test_rect_intersect(void)
{
  OrielRect a = {0, 0, 10, 10}, b = {5, 6, 10, 10}, c = {10, 0, 5, 5}, r;
  OrielRect negative = {3, 3, -2, 4};
  OrielRect far = {G_MAXINT - 2, G_MAXINT - 2, G_MAXINT, G_MAXINT};
  OrielRect all = {G_MININT, G_MININT, G_MAXINT, G_MAXINT};

  g_assert_true(oriel_rect_intersect(&a, &b, &r));
  assert_rect(&r, 5, 6, 5, 4);
  g_assert_false(oriel_rect_intersect(&a, &c, &r));
  assert_rect(&r, 0, 0, 0, 0);
  g_assert_false(oriel_rect_intersect(&a, &negative, &r));
  g_assert_true(oriel_rect_is_empty(&negative));
  g_assert_true(oriel_rect_intersect(&far, &far, &r));
  assert_rect(&r, G_MAXINT - 2, G_MAXINT - 2, G_MAXINT, G_MAXINT);
  g_assert_false(oriel_rect_intersect(&far, &all, &r));
  g_assert_true(oriel_rect_intersect(&a, &b, &a));
  assert_rect(&a, 5, 6, 5, 4);
}

static void
test_rect_union(void)
{
  OrielRect a = {0, 0, 10, 10}, b = {5, 20, 10, 10}, none = {50, 50, 0, 5}, r;
  OrielRect low = {G_MININT, G_MININT, 1, 1}, high = {G_MAXINT, G_MAXINT, 1, 1};

  oriel_rect_union(&a, &b, &r);
  assert_rect(&r, 0, 0, 15, 30);
  oriel_rect_union(&a, &none, &r);
  assert_rect(&r, 0, 0, 10, 10);
  oriel_rect_union(&none, &b, &r);
  assert_rect(&r, 5, 20, 10, 10);
  oriel_rect_union(&none, &none, &r);
  assert_rect(&r, 0, 0, 0, 0);
  oriel_rect_union(&low, &high, &r);
  assert_rect(&r, G_MININT, G_MININT, G_MAXINT, G_MAXINT);
}

static void
test_empty(void)
{
  g_autoptr(OrielRegion) region = oriel_region_new();
  OrielRect empties[] = {{0, 0, 0, 0}, {5, 5, -1, 10}, {5, 5, 10, G_MININT}};
  OrielRect extents = {1, 2, 3, 4};

  for (gsize i = 0; i < G_N_ELEMENTS(empties); i++)
    oriel_region_add(region, &empties[i]);
  g_assert_true(oriel_region_is_empty(region));
  g_assert_cmpuint(oriel_region_get_n_rects(region), ==, 0);
  g_assert_cmpuint(oriel_region_get_area(region), ==, 0);
  oriel_region_get_extents(region, &extents);
  assert_rect(&extents, 0, 0, 0, 0);
}

static void
test_joins_neighbours(void)
{
  g_autoptr(OrielRegion) region = oriel_region_new();
  OrielRect rect;

  /* A screen that arrives as tiles is one rectangle in the end. */
  for (int y = 0; y < 1080; y += 64) {
    for (int x = 0; x < 1920; x += 64) {
      OrielRect tile = {x, y, 64, 64};
      oriel_region_add(region, &tile);
    }
  }
  oriel_region_clip(region, 1920, 1080);
  g_assert_cmpuint(oriel_region_get_n_rects(region), ==, 1);
  oriel_region_get_rect(region, 0, &rect);
  assert_rect(&rect, 0, 0, 1920, 1080);
}

static void
test_keeps_apart(void)
{
  g_autoptr(OrielRegion) region = oriel_region_new();
  OrielRect clock = {1800, 0, 100, 20}, caret = {40, 900, 2, 16}, extents;

  oriel_region_add(region, &clock);
  oriel_region_add(region, &caret);
  oriel_region_add(region, &caret);
  g_assert_cmpuint(oriel_region_get_n_rects(region), ==, 2);
  g_assert_cmpuint(oriel_region_get_area(region), ==, 100 * 20 + 2 * 16);
  oriel_region_get_extents(region, &extents);
  assert_rect(&extents, 40, 0, 1860, 916);
}

static void
test_joins_cheapest(void)
{
  g_autoptr(OrielRegion) region = oriel_region_new();
  OrielRect near = {60, 30010, 50, 50};
  gsize apart;

  /* One more than fits, all far from each other but the last, which is near the one before. */
  for (int i = 0; i < ORIEL_REGION_MAX_RECTS; i++) {
    OrielRect rect = {i % 2 * 5000, i * 1000, 50, 50};
    oriel_region_add(region, &rect);
  }
  g_assert_cmpuint(oriel_region_get_n_rects(region), ==, ORIEL_REGION_MAX_RECTS);
  apart = oriel_region_get_area(region);
  oriel_region_add(region, &near);
  g_assert_cmpuint(oriel_region_get_n_rects(region), ==, ORIEL_REGION_MAX_RECTS);
  /* (0, 30000, 50, 50) and (60, 30010, 50, 50) are the closest pair. */
  g_assert_cmpuint(oriel_region_get_area(region), ==, apart - 50 * 50 + 110 * 60);
}

static void
test_clip(void)
{
  g_autoptr(OrielRegion) region = oriel_region_new();
  OrielRect outside = {700, 0, 10, 10}, across = {-50, 470, 1000, 100}, rect;

  oriel_region_add(region, &outside);
  oriel_region_add(region, &across);
  oriel_region_clip(region, 640, 480);
  g_assert_cmpuint(oriel_region_get_n_rects(region), ==, 1);
  oriel_region_get_rect(region, 0, &rect);
  assert_rect(&rect, 0, 470, 640, 10);
  oriel_region_clip(region, 0, 480);
  g_assert_true(oriel_region_is_empty(region));
}

static void
test_extremes(void)
{
  OrielRect rects[] = {
      {G_MININT, G_MININT, G_MAXINT, G_MAXINT},
      {-1, -1, G_MAXINT, G_MAXINT},
      {G_MAXINT, G_MAXINT, G_MAXINT, G_MAXINT},
      {G_MININT, 0, G_MAXINT, 1},
      {0, G_MAXINT, 1, G_MAXINT},
  };
  g_autoptr(OrielRegion) region = oriel_region_new();
  g_autoptr(OrielRegion) copy = NULL;
  OrielRect extents;

  for (gsize i = 0; i < G_N_ELEMENTS(rects); i++)
    oriel_region_add(region, &rects[i]);
  oriel_region_clip(region, 16384, 16384);
  oriel_region_get_extents(region, &extents);
  assert_rect(&extents, 0, 0, 16384, 16384);

  copy = oriel_region_copy(region);
  oriel_region_clear(region);
  g_assert_true(oriel_region_is_empty(region));
  g_assert_false(oriel_region_is_empty(copy));
}

static gboolean
covers(const OrielRegion *region, int x, int y)
{
  for (guint i = 0; i < oriel_region_get_n_rects(region); i++) {
    OrielRect r;
    oriel_region_get_rect(region, i, &r);
    if (x >= r.x && x < r.x + r.width && y >= r.y && y < r.y + r.height)
      return TRUE;
  }
  return FALSE;
}

static void
check_random_region(GRand *random, int count)
{
  g_autofree gboolean *wanted = g_new0(gboolean, SCREEN * SCREEN);
  g_autoptr(OrielRegion) region = oriel_region_new();
  OrielRect extents, around = {0};

  for (int n = 0; n < count; n++) {
    OrielRect r = {g_rand_int_range(random, -20, SCREEN), g_rand_int_range(random, -20, SCREEN),
                   g_rand_int_range(random, 0, 30), g_rand_int_range(random, 0, 30)};
    oriel_region_add(region, &r);
    oriel_rect_union(&around, &r, &around);
    for (int y = MAX(r.y, 0); y < MIN(r.y + r.height, SCREEN); y++)
      for (int x = MAX(r.x, 0); x < MIN(r.x + r.width, SCREEN); x++)
        if (r.width > 0 && r.height > 0)
          wanted[y * SCREEN + x] = TRUE;
    g_assert_cmpuint(oriel_region_get_n_rects(region), <=, ORIEL_REGION_MAX_RECTS);
  }
  oriel_region_get_extents(region, &extents);
  assert_rect(&extents, around.x, around.y, around.width, around.height);

  for (int i = 0; i < SCREEN * SCREEN; i++)
    if (wanted[i] && !covers(region, i % SCREEN, i / SCREEN))
      g_error("(%d, %d) was added and is not covered", i % SCREEN, i / SCREEN);

  /* Joining never makes reading the region dearer than twice reading all of its extents. */
  g_assert_cmpuint(oriel_region_get_area(region), <=,
                   2 * (gsize)extents.width * (gsize)extents.height);
}

static void
test_covers_all(void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed(SEED);

  for (int round = 0; round < 200; round++)
    check_random_region(random, round);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/rect/intersect", test_rect_intersect);
  g_test_add_func("/rect/union", test_rect_union);
  g_test_add_func("/region/empty", test_empty);
  g_test_add_func("/region/joins-neighbours", test_joins_neighbours);
  g_test_add_func("/region/keeps-apart", test_keeps_apart);
  g_test_add_func("/region/joins-cheapest", test_joins_cheapest);
  g_test_add_func("/region/clip", test_clip);
  g_test_add_func("/region/extremes", test_extremes);
  g_test_add_func("/region/covers-all", test_covers_all);
  return g_test_run();
}

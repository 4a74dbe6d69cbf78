// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/viewport.h"

#define assert_rect(rect, x_, y_, width_, height_)                                                 \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_cmpint((rect).x, ==, x_);                                                             \
    g_assert_cmpint((rect).y, ==, y_);                                                             \
    g_assert_cmpint((rect).width, ==, width_);                                                     \
    g_assert_cmpint((rect).height, ==, height_);                                                   \
  }                                                                                                \
  G_STMT_END

static Viewport
make(int guest_width, int guest_height, int window_width, int window_height)
{
  Viewport viewport;

  viewport_init(&viewport);
  viewport_set_guest(&viewport, guest_width, guest_height);
  viewport_set_window(&viewport, window_width, window_height);
  return viewport;
}

static void
test_fit(void)
{
  Viewport same = make(800, 600, 800, 600);
  Viewport wide = make(800, 600, 1000, 600);
  Viewport tall = make(800, 600, 800, 801);
  Viewport twice = make(320, 200, 640, 400);
  Viewport thin = make(16384, 1, 100, 100);

  assert_rect(same.image, 0, 0, 800, 600);
  g_assert_true(viewport_is_exact(&same));
  assert_rect(wide.image, 100, 0, 800, 600);
  assert_rect(tall.image, 0, 100, 800, 600);
  assert_rect(twice.image, 0, 0, 640, 400);
  g_assert_true(viewport_is_exact(&twice));
  g_assert_cmpint(viewport_get_zoom(&twice), ==, 200);
  assert_rect(thin.image, 0, 49, 100, 1);
  g_assert_false(viewport_is_exact(&thin));
}

static void
test_nothing(void)
{
  Viewport no_guest = make(0, 0, 100, 50);
  Viewport no_window = make(100, 50, 0, 0);
  OrielRect bars[4], window;
  int x, y;

  g_assert_false(viewport_to_guest(&no_guest, 3, 3, &x, &y));
  g_assert_false(viewport_map_damage(&no_guest, &(OrielRect){0, 0, 9, 9}, &window));
  g_assert_cmpuint(viewport_get_bars(&no_guest, bars), ==, 1);
  assert_rect(bars[0], 0, 0, 100, 50);
  g_assert_false(viewport_to_guest(&no_window, 3, 3, &x, &y));
  g_assert_cmpuint(viewport_get_bars(&no_window, bars), ==, 0);
}

static void
test_zoom(void)
{
  Viewport viewport = make(100, 50, 300, 300);

  viewport_set_zoom(&viewport, 150);
  assert_rect(viewport.image, 75, 112, 150, 75);
  g_assert_cmpint(viewport_get_zoom(&viewport), ==, 150);
  viewport_set_zoom(&viewport, 9999);
  g_assert_cmpint(viewport_get_zoom(&viewport), ==, VIEWPORT_ZOOM_MAX);
  viewport_set_zoom(&viewport, 1);
  g_assert_cmpint(viewport_get_zoom(&viewport), ==, VIEWPORT_ZOOM_MIN);
  viewport_set_fit(&viewport);
  assert_rect(viewport.image, 0, 75, 300, 150);

  g_assert_cmpint(viewport_step_zoom(100, 1), ==, 110);
  g_assert_cmpint(viewport_step_zoom(104, 1), ==, 110);
  g_assert_cmpint(viewport_step_zoom(104, -1), ==, 100);
  g_assert_cmpint(viewport_step_zoom(10, -1), ==, 10);
  g_assert_cmpint(viewport_step_zoom(400, 1), ==, 400);
}

static void
test_pan(void)
{
  Viewport viewport = make(1000, 1000, 500, 1000);
  int x, y;

  viewport_set_zoom(&viewport, 100);
  assert_rect(viewport.image, 0, 0, 1000, 1000);
  g_assert_true(viewport_pan_to(&viewport, 499, 500));
  assert_rect(viewport.image, -500, 0, 1000, 1000);
  g_assert_true(viewport_to_guest(&viewport, 499, 999, &x, &y));
  g_assert_cmpint(x, ==, 999);
  g_assert_cmpint(y, ==, 999);
  g_assert_false(viewport_pan_to(&viewport, 499, 10));
}

static void
test_pan_by(void)
{
  Viewport viewport = make(1000, 1000, 500, 1000);
  double dx = -100, dy = 30;

  viewport_set_zoom(&viewport, 100);
  g_assert_true(viewport_pan_by(&viewport, &dx, &dy));
  assert_rect(viewport.image, -100, 0, 1000, 1000);
  g_assert_cmpfloat(dx, ==, 0);
  g_assert_cmpfloat(dy, ==, 30); /* all of it is seen from top to bottom */
  dx = -900;
  g_assert_true(viewport_pan_by(&viewport, &dx, &dy));
  assert_rect(viewport.image, -500, 0, 1000, 1000);
  dx = -1;
  g_assert_false(viewport_pan_by(&viewport, &dx, &dy));
  g_assert_cmpfloat(dx, ==, 0);
  viewport_set_fit(&viewport);
  dx = 100;
  g_assert_false(viewport_pan_by(&viewport, &dx, &dy));
  g_assert_cmpfloat(dx, ==, 100);
}

/* Every pixel of the guest is hit by its own middle, at any scale. */
static void
test_round_trip(void)
{
  static const int sizes[][2] = {{640, 480}, {641, 479}, {200, 333}, {1920, 1080}, {61, 1}};

  for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
    Viewport viewport = make(160, 97, sizes[i][0], sizes[i][1]);

    for (int y = 0; y < 97; y++) {
      for (int x = 0; x < 160; x++) {
        double window_x, window_y;
        int back_x, back_y;

        viewport_to_window(&viewport, x, y, &window_x, &window_y);
        g_assert_true(viewport_to_guest(&viewport, window_x, window_y, &back_x, &back_y));
        g_assert_cmpint(back_x, ==, x);
        g_assert_cmpint(back_y, ==, y);
      }
    }
  }
}

static void
test_outside(void)
{
  Viewport viewport = make(100, 100, 300, 100);
  int x, y;

  g_assert_false(viewport_to_guest(&viewport, 99, 50, &x, &y));
  g_assert_cmpint(x, ==, 0);
  g_assert_true(viewport_to_guest(&viewport, 100, 50, &x, &y));
  g_assert_cmpint(x, ==, 0);
  g_assert_true(viewport_to_guest(&viewport, 199.9, 50, &x, &y));
  g_assert_cmpint(x, ==, 99);
  g_assert_false(viewport_to_guest(&viewport, 200, -1e9, &x, &y));
  g_assert_cmpint(x, ==, 99);
  g_assert_cmpint(y, ==, 0);
}

static void
test_damage(void)
{
  Viewport exact = make(100, 100, 220, 200);
  Viewport smooth = make(100, 100, 150, 150);
  OrielRect window;

  g_assert_true(viewport_map_damage(&exact, &(OrielRect){10, 20, 5, 5}, &window));
  assert_rect(window, 30, 40, 10, 10);
  g_assert_true(viewport_map_damage(&smooth, &(OrielRect){10, 20, 5, 5}, &window));
  assert_rect(window, 13, 28, 11, 11);
  g_assert_true(viewport_map_damage(&smooth, &(OrielRect){0, 0, 100, 100}, &window));
  assert_rect(window, 0, 0, 150, 150);
  g_assert_false(viewport_map_damage(&smooth, &(OrielRect){10, 20, 0, 5}, &window));

  /* What is panned out of sight needs no painting. */
  viewport_set_zoom(&smooth, 400);
  g_assert_false(viewport_map_damage(&smooth, &(OrielRect){50, 50, 10, 10}, &window));
}

/* Image and bars cover each pixel of the window once. */
static void
test_bars(void)
{
  for (int width = 1; width < 40; width += 3) {
    for (int height = 1; height < 40; height += 2) {
      Viewport viewport = make(17, 11, width, height);
      OrielRect bars[4], image;
      int area;

      g_assert_true(viewport_get_visible(&viewport, &image));
      area = image.width * image.height;
      for (guint n = viewport_get_bars(&viewport, bars); n > 0; n--) {
        OrielRect *bar = &bars[n - 1];

        g_assert_cmpint(bar->width, >, 0);
        g_assert_cmpint(bar->height, >, 0);
        g_assert_false(bar->x < image.x + image.width && image.x < bar->x + bar->width &&
                       bar->y < image.y + image.height && image.y < bar->y + bar->height);
        area += bar->width * bar->height;
      }
      g_assert_cmpint(area, ==, width * height);
    }
  }
}

static void
test_points(void)
{
  g_assert_cmpint(viewport_get_points(640, 1), ==, 640);
  g_assert_cmpint(viewport_get_points(640, 2), ==, 320);
  g_assert_cmpint(viewport_get_points(641, 2), ==, 321);
  g_assert_cmpint(viewport_get_points(640, 1.25), ==, 512);
  g_assert_cmpint(viewport_get_points(480, 1.5), ==, 320);
  /* 427 points would be 640.5 pixels. */
  g_assert_cmpint(viewport_get_points(640, 1.5), ==, 428);
  /* A monitor of 1600 pixels that calls itself 1066 points wide. */
  g_assert_cmpint(viewport_get_points(640, 1600 / 1066.0), ==, 428);
  /* What no few points make whole is at least large enough. */
  g_assert_cmpint(viewport_get_points(1000, 121 / 120.0), ==, 992);
}

/* Where a point is not a whole number of device pixels, a window made for a guest still shows each
 * of its pixels as one: at most a bar of a pixel or two is over. */
static void
test_fractions(void)
{
  static const double scales[] = {1.25, 1.5, 1.75, 2.25};

  for (guint i = 0; i < G_N_ELEMENTS(scales); i++) {
    const double width = viewport_get_points(641, scales[i]) * scales[i];
    const double height = viewport_get_points(479, scales[i]) * scales[i];
    Viewport viewport = make(641, 479, (int)width, (int)height);

    g_assert_cmpfloat(width, ==, (int)width);
    g_assert_cmpfloat(height, ==, (int)height);
    viewport_set_zoom(&viewport, 100);
    g_assert_cmpint(viewport.image.width, ==, 641);
    g_assert_cmpint(viewport.image.height, ==, 479);
    g_assert_cmpint(viewport.image.x, >=, 0);
    g_assert_cmpint(viewport.image.y, >=, 0);
    for (int x = 0; x < 641; x++) {
      int guest_x, guest_y;

      g_assert_true(viewport_to_guest(&viewport, viewport.image.x + x, viewport.image.y + 478,
                                      &guest_x, &guest_y));
      g_assert_cmpint(guest_x, ==, x);
      g_assert_cmpint(guest_y, ==, 478);
    }
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/viewport/fit", test_fit);
  g_test_add_func("/viewport/nothing", test_nothing);
  g_test_add_func("/viewport/zoom", test_zoom);
  g_test_add_func("/viewport/pan", test_pan);
  g_test_add_func("/viewport/pan-by", test_pan_by);
  g_test_add_func("/viewport/round-trip", test_round_trip);
  g_test_add_func("/viewport/outside", test_outside);
  g_test_add_func("/viewport/damage", test_damage);
  g_test_add_func("/viewport/bars", test_bars);
  g_test_add_func("/viewport/points", test_points);
  g_test_add_func("/viewport/fractions", test_fractions);
  return g_test_run();
}

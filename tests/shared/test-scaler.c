// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/scaler.h"
#include "shared/viewport.h"

#include <string.h>

#define MAX_SIDE 128

static guint32 source_pixels[MAX_SIDE * MAX_SIDE];

static ScalerSource
make_noise(int width, int height)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(7);

  for (int i = 0; i < width * height; i++)
    source_pixels[i] = g_rand_int(rand) | 0xff000000u;
  return (ScalerSource){(const guint8 *)source_pixels, width, height, width * 4};
}

static guint32 *
draw_whole(const ScalerSource *source, int width, int height)
{
  guint32 *image = g_new(guint32, (gsize)width * (gsize)height);

  scaler_draw(source, width, height, &(OrielRect){0, 0, width, height}, (guint8 *)image, width * 4);
  return image;
}

static void
test_same(void)
{
  ScalerSource source = make_noise(31, 17);
  g_autofree guint32 *image = draw_whole(&source, 31, 17);

  g_assert_cmpmem(image, 31 * 17 * 4, source_pixels, 31 * 17 * 4);
}

static void
test_whole_factors(void)
{
  ScalerSource source = make_noise(9, 7);

  for (int factor = 2; factor <= 4; factor++) {
    int width = 9 * factor, height = 7 * factor;
    g_autofree guint32 *image = draw_whole(&source, width, height);

    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++)
        g_assert_cmphex(image[y * width + x], ==, source_pixels[y / factor * 9 + x / factor]);
    }
  }
}

static void
test_flat_is_exact(void)
{
  static const guint32 colours[] = {0xff000000, 0xffffffff, 0xff010203, 0xff7f80fe};

  for (guint i = 0; i < G_N_ELEMENTS(colours); i++) {
    for (int side = 1; side < 200; side += 7) {
      ScalerSource source = {(const guint8 *)source_pixels, 50, 50, 200};
      g_autofree guint32 *image = NULL;

      for (int p = 0; p < 2500; p++)
        source_pixels[p] = colours[i];
      image = draw_whole(&source, side, side + 3);
      for (int p = 0; p < side * (side + 3); p++)
        g_assert_cmphex(image[p], ==, colours[i]);
    }
  }
}

/* Half the size is the mean of four, and a third bigger keeps the corners. */
static void
test_values(void)
{
  static const guint32 four[] = {0xff000000, 0xff0000ff, 0xff00ff00, 0xffff0000};
  ScalerSource source = {(const guint8 *)four, 2, 2, 8};
  g_autofree guint32 *one = draw_whole(&source, 1, 1);
  g_autofree guint32 *three = draw_whole(&source, 3, 3);

  g_assert_cmphex(one[0], ==, 0xff404040);
  g_assert_cmphex(three[0], ==, 0xff000000);
  g_assert_cmphex(three[2], ==, 0xff0000ff);
  g_assert_cmphex(three[8], ==, 0xffff0000);
  g_assert_cmphex(three[4], ==, 0xff404040);
}

/* Pieces in any cut make the same picture as one call. */
static void
test_pieces(void)
{
  static const int sizes[][2] = {{60, 40}, {120, 80}, {77, 51}, {33, 22}, {7, 5}, {301, 200}};
  g_autoptr(GRand) rand = g_rand_new_with_seed(11);
  ScalerSource source = make_noise(60, 40);

  for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
    int width = sizes[i][0], height = sizes[i][1];
    g_autofree guint32 *whole = draw_whole(&source, width, height);

    for (int n = 0; n < 200; n++) {
      int x = g_rand_int_range(rand, 0, width), y = g_rand_int_range(rand, 0, height);
      OrielRect clip = {x, y, g_rand_int_range(rand, 1, width - x + 1),
                        g_rand_int_range(rand, 1, height - y + 1)};
      gsize stride = (gsize)clip.width * 4;
      g_autofree guint8 *piece = g_malloc(stride * (gsize)clip.height);

      scaler_draw(&source, width, height, &clip, piece, (int)stride);
      for (int row = 0; row < clip.height; row++)
        g_assert_cmpmem(piece + stride * (gsize)row, stride, whole + (y + row) * width + x, stride);
    }
  }
}

/* Painting what the viewport maps damage to is enough: the rest of the picture has not changed. */
static void
test_damage_is_enough(void)
{
  static const int sizes[][2] = {{60, 40}, {120, 80}, {77, 51}, {33, 22}, {7, 5}, {301, 200}};
  g_autoptr(GRand) rand = g_rand_new_with_seed(13);
  ScalerSource source = make_noise(60, 40);

  for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
    int width = sizes[i][0], height = sizes[i][1];
    g_autofree guint32 *image = draw_whole(&source, width, height);
    Viewport viewport;

    viewport_init(&viewport);
    viewport_set_guest(&viewport, 60, 40);
    viewport_set_window(&viewport, width, height);
    if (viewport.image.width != width || viewport.image.height != height)
      continue;
    for (int n = 0; n < 100; n++) {
      OrielRect damage = {g_rand_int_range(rand, 0, 59), g_rand_int_range(rand, 0, 39), 2, 1};
      g_autofree guint32 *whole = NULL;
      OrielRect window;

      source_pixels[damage.y * 60 + damage.x] = g_rand_int(rand) | 0xff000000u;
      source_pixels[damage.y * 60 + damage.x + 1] = g_rand_int(rand) | 0xff000000u;
      g_assert_true(viewport_map_damage(&viewport, &damage, &window));
      scaler_draw(&source, width, height, &window, (guint8 *)(image + window.y * width + window.x),
                  width * 4);
      whole = draw_whole(&source, width, height);
      g_assert_cmpmem(image, (gsize)(width * height) * 4, whole, (gsize)(width * height) * 4);
    }
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/scaler/same", test_same);
  g_test_add_func("/scaler/whole-factors", test_whole_factors);
  g_test_add_func("/scaler/flat-is-exact", test_flat_is_exact);
  g_test_add_func("/scaler/values", test_values);
  g_test_add_func("/scaler/pieces", test_pieces);
  g_test_add_func("/scaler/damage-is-enough", test_damage_is_enough);
  return g_test_run();
}

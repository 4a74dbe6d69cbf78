// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-spice-pixels.h"

#include <spice/enums.h>

static void
test_black_32(void)
{
  guint32 pixels[2 * 4] = {0xff000000, 0, 0, 0xffffff, 0, 0xff000000, 0, 0xffffff};
  OrielSpiceSurface surface = {.data = (const guint8 *)pixels,
                               .format = SPICE_SURFACE_FMT_32_xRGB,
                               .width = 3,
                               .height = 2,
                               .stride = 16};

  /* Neither the fourth byte is a colour, nor what lies beside the surface a part of it. */
  g_assert_true(oriel_spice_surface_is_black(&surface));
  pixels[6] = GUINT32_TO_LE(0x000001);
  g_assert_false(oriel_spice_surface_is_black(&surface));
}

static void
test_black_16(void)
{
  guint16 pixels[4] = {0, 0, 0, 0x8000};
  OrielSpiceSurface surface = {.data = (const guint8 *)pixels,
                               .format = SPICE_SURFACE_FMT_16_565,
                               .width = 3,
                               .height = 1,
                               .stride = 8};

  g_assert_true(oriel_spice_surface_is_black(&surface));
  surface.width = 4;
  g_assert_false(oriel_spice_surface_is_black(&surface));
}

static void
test_black_none(void)
{
  OrielSpiceSurface surface = {0};

  g_assert_true(oriel_spice_surface_is_black(&surface));
}

#define WIDTH 611
#define HEIGHT 307

/* What a copy of @rect makes of every pixel. @surface has its place in each of its pixels. */
static void
check_copy(const OrielSpiceSurface *surface, const OrielRect *rect)
{
  g_autoptr(OrielFramebuffer) framebuffer = oriel_framebuffer_new(WIDTH, HEIGHT, NULL);
  int stride = oriel_framebuffer_get_stride(framebuffer) / 4;
  const guint32 *copied = (const guint32 *)oriel_framebuffer_peek_pixels(framebuffer);

  oriel_spice_pixels_copy(surface, 0, 0, framebuffer, rect);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++) {
      gboolean inside =
          x >= rect->x && x < rect->x + rect->width && y >= rect->y && y < rect->y + rect->height;
      guint32 expected = 0xff000000 | (inside ? (guint32)(y * WIDTH + x) : 0);
      g_assert_cmphex(GUINT32_FROM_LE(copied[y * stride + x]), ==, expected);
    }
}

/* From and to every alignment. */
static void
test_copy(void)
{
  g_autofree guint32 *pixels = g_new(guint32, WIDTH * HEIGHT);
  const OrielSpiceSurface surface = {.data = (const guint8 *)pixels,
                                     .format = SPICE_SURFACE_FMT_32_xRGB,
                                     .width = WIDTH,
                                     .height = HEIGHT,
                                     .stride = 4 * WIDTH};

  for (guint32 i = 0; i < WIDTH * HEIGHT; i++)
    pixels[i] = GUINT32_TO_LE(i);
  for (int i = 0; i < 5; i++) {
    check_copy(&surface, &(OrielRect){i, i, WIDTH - 2 * i, HEIGHT - i});
    check_copy(&surface, &(OrielRect){7 + i, 5, 1 + i, 3});
  }
}

/* Of every second row each pixel is opaque already. */
static void
test_opaque(void)
{
  g_autoptr(OrielFramebuffer) framebuffer = oriel_framebuffer_new(WIDTH, HEIGHT, NULL);
  g_autoptr(OrielRegion) region = oriel_region_new();
  const OrielRect rect = {3, 5, WIDTH, HEIGHT - 9};
  int stride = oriel_framebuffer_get_stride(framebuffer) / 4;
  guint32 *pixels = (guint32 *)(gpointer)oriel_framebuffer_peek_writable(framebuffer);

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      pixels[y * stride + x] =
          GUINT32_TO_LE((y % 2 == 0 || x % 2 == 0 ? 0xff000000 : 0) | (guint32)(y * WIDTH + x));
  oriel_region_add(region, &rect);
  oriel_spice_pixels_make_opaque(framebuffer, region);
  g_assert_true(oriel_region_is_empty(region));
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++) {
      gboolean inside = x >= rect.x && y >= rect.y && y < rect.y + rect.height;
      guint32 alpha = inside || y % 2 == 0 || x % 2 == 0 ? 0xff000000 : 0;
      g_assert_cmphex(GUINT32_FROM_LE(pixels[y * stride + x]), ==,
                      alpha | (guint32)(y * WIDTH + x));
    }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/spice/pixels/black/32", test_black_32);
  g_test_add_func("/spice/pixels/black/16", test_black_16);
  g_test_add_func("/spice/pixels/black/none", test_black_none);
  g_test_add_func("/spice/pixels/copy", test_copy);
  g_test_add_func("/spice/pixels/opaque", test_opaque);
  return g_test_run();
}

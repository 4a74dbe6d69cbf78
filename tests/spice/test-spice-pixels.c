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

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/spice/pixels/black/32", test_black_32);
  g_test_add_func("/spice/pixels/black/16", test_black_16);
  g_test_add_func("/spice/pixels/black/none", test_black_none);
  return g_test_run();
}

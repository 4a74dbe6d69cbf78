// SPDX-License-Identifier: LGPL-2.1-or-later
#include "terminal/colors.h"

/* Every colour of the palette is nearest to itself. */
static void
test_own(void)
{
  for (guint i = 16; i < 256; i++)
    g_assert_cmphex(color_resolve(CELL_PALETTE(i), TERMINAL_COLORS_256), ==, CELL_PALETTE(i));
  for (guint i = 0; i < 16; i++)
    g_assert_cmphex(color_resolve(color_to_rgb(CELL_PALETTE(i)), TERMINAL_COLORS_16), ==,
                    CELL_PALETTE(i));
}

/* Eight colours have no bright ones, and black stays black. */
static void
test_eight(void)
{
  for (guint i = 0; i < 8; i++)
    g_assert_cmphex(color_resolve(color_to_rgb(CELL_PALETTE(i)), TERMINAL_COLORS_8), ==,
                    CELL_PALETTE(i));
  for (guint i = 8; i < 256; i++)
    g_assert_cmphex(color_resolve(CELL_PALETTE(i), TERMINAL_COLORS_8), <, CELL_PALETTE(8));
  g_assert_cmphex(color_resolve(0xff5555, TERMINAL_COLORS_8), ==, CELL_PALETTE(1));
  g_assert_cmphex(color_resolve(0xffffff, TERMINAL_COLORS_8), ==, CELL_PALETTE(7));
}

static int
max_difference(guint32 a, guint32 b)
{
  int most = 0;

  for (int shift = 0; shift < 24; shift += 8)
    most = MAX(most, ABS((int)(a >> shift & 0xff) - (int)(b >> shift & 0xff)));
  return most;
}

/* The cube is coarsest at its dark end, where it goes from 0 to 95. */
static void
test_near(void)
{
  for (guint32 rgb = 0; rgb < 0x1000000; rgb += 0x030507) {
    CellColor nearest = color_resolve(rgb, TERMINAL_COLORS_256);

    g_assert_cmpint((int)(nearest & 0xff), >=, 16);
    g_assert_cmpint(max_difference(color_to_rgb(nearest), rgb), <=, 50);
  }
}

static void
test_kept(void)
{
  static const TerminalColors all[] = {TERMINAL_COLORS_NONE, TERMINAL_COLORS_16,
                                       TERMINAL_COLORS_256, TERMINAL_COLORS_TRUE};

  for (guint i = 0; i < G_N_ELEMENTS(all); i++)
    g_assert_cmphex(color_resolve(CELL_DEFAULT, all[i]), ==, CELL_DEFAULT);
  for (guint i = 1; i < G_N_ELEMENTS(all); i++)
    g_assert_cmphex(color_resolve(CELL_PALETTE(9), all[i]), ==, CELL_PALETTE(9));
  g_assert_cmphex(color_resolve(0x123456, TERMINAL_COLORS_TRUE), ==, 0x123456);
  g_assert_cmphex(color_resolve(0x123456, TERMINAL_COLORS_NONE), ==, CELL_DEFAULT);
  g_assert_cmpint(color_get_luma(0xffffff), ==, 255);
  g_assert_cmpint(color_get_luma(0), ==, 0);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/colors/own", test_own);
  g_test_add_func("/colors/eight", test_eight);
  g_test_add_func("/colors/near", test_near);
  g_test_add_func("/colors/kept", test_kept);
  return g_test_run();
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "terminal/colors.h"

#define FIRST_OF_CUBE 16
#define FIRST_GREY 232
#define N_GREYS 24

#define RED(rgb) ((int)((rgb) >> 16 & 0xff))
#define GREEN(rgb) ((int)((rgb) >> 8 & 0xff))
#define BLUE(rgb) ((int)((rgb)&0xff))

/* Of VGA's text mode, and of the Linux console, in the order of terminals. */
static const guint32 vga[16] = {
    0x000000, 0xaa0000, 0x00aa00, 0xaa5500, 0x0000aa, 0xaa00aa, 0x00aaaa, 0xaaaaaa,
    0x555555, 0xff5555, 0x55ff55, 0xffff55, 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff,
};

static const int levels[6] = {0, 95, 135, 175, 215, 255};

static int
nearest_level(int value)
{
  return value < 48 ? 0 : value < 115 ? 1 : (value - 35) / 40;
}

/* Squares of differences, weighed by how well eyes tell them apart near such a red. */
static int
distance(guint32 a, guint32 b)
{
  int red = (RED(a) + RED(b)) / 2;
  int dr = RED(a) - RED(b), dg = GREEN(a) - GREEN(b), db = BLUE(a) - BLUE(b);

  return (512 + red) * dr * dr / 256 + 4 * dg * dg + (767 - red) * db * db / 256;
}

static guint32
cube_to_rgb(int index)
{
  return (guint32)levels[index / 36] << 16 | (guint32)levels[index / 6 % 6] << 8 |
         (guint32)levels[index % 6];
}

static guint32
grey_to_rgb(int index)
{
  return (guint32)(8 + 10 * index) * 0x010101u;
}

static int
nearest_of_256(guint32 rgb)
{
  int cube =
      nearest_level(RED(rgb)) * 36 + nearest_level(GREEN(rgb)) * 6 + nearest_level(BLUE(rgb));
  int mean = (RED(rgb) + GREEN(rgb) + BLUE(rgb)) / 3;
  int grey = CLAMP((mean - 3) / 10, 0, N_GREYS - 1);

  if (distance(rgb, grey_to_rgb(grey)) < distance(rgb, cube_to_rgb(cube)))
    return FIRST_GREY + grey;
  return FIRST_OF_CUBE + cube;
}

static int
nearest_of_16(guint32 rgb)
{
  int best = 0, best_distance = G_MAXINT;

  for (int i = 0; i < 16; i++) {
    int d = distance(rgb, vga[i]);

    if (d < best_distance) {
      best_distance = d;
      best = i;
    }
  }
  return best;
}

/* Eight colours have no bright ones; a dark grey stays to be seen on black. */
static int
nearest_of_8(guint32 rgb)
{
  int index = nearest_of_16(rgb);

  return index < 8 ? index : index == 8 ? 7 : index - 8;
}

guint32
color_to_rgb(CellColor color)
{
  int index = (int)(color & 0xff);

  if (color_is_rgb(color))
    return color;
  if (index < FIRST_OF_CUBE)
    return vga[index];
  if (index < FIRST_GREY)
    return cube_to_rgb(index - FIRST_OF_CUBE);
  return grey_to_rgb(index - FIRST_GREY);
}

CellColor
color_resolve(CellColor color, TerminalColors colors)
{
  guint n_own = colors == TERMINAL_COLORS_8 ? 8 : FIRST_OF_CUBE;
  gboolean own = color >= CELL_PALETTE(0) && color < CELL_PALETTE(n_own);

  if (color >= CELL_DEFAULT || colors == TERMINAL_COLORS_NONE)
    return CELL_DEFAULT;
  if (colors == TERMINAL_COLORS_TRUE || own)
    return color;
  if (colors == TERMINAL_COLORS_8)
    return CELL_PALETTE((guint)nearest_of_8(color_to_rgb(color)));
  if (colors == TERMINAL_COLORS_16)
    return CELL_PALETTE((guint)nearest_of_16(color_to_rgb(color)));
  return color_is_rgb(color) ? CELL_PALETTE((guint)nearest_of_256(color)) : color;
}

gboolean
color_is_near(CellColor a, CellColor b, int tolerance)
{
  return a == b || (color_is_rgb(a) && color_is_rgb(b) && ABS(RED(a) - RED(b)) <= tolerance &&
                    ABS(GREEN(a) - GREEN(b)) <= tolerance && ABS(BLUE(a) - BLUE(b)) <= tolerance);
}

int
color_get_luma(guint32 rgb)
{
  return (RED(rgb) * 77 + GREEN(rgb) * 150 + BLUE(rgb) * 29) >> 8;
}

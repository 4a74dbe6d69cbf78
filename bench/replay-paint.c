// SPDX-License-Identifier: LGPL-2.1-or-later
#include "replay-paint.h"

#define N_GLYPHS 64
#define STROKES 4

guint32
paint_random(PaintRandom *random)
{
  /* splitmix64 */
  guint64 z = (random->state += G_GUINT64_CONSTANT(0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT(0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT(0x94d049bb133111eb);
  return (guint32)((z ^ (z >> 31)) >> 32);
}

int
paint_random_range(PaintRandom *random, int low, int high)
{
  return low + (int)(paint_random(random) % (guint32)(high - low));
}

void
paint_fill(PaintCanvas *canvas, int x, int y, int width, int height, guint32 colour)
{
  for (int row = MAX(y, 0); row < MIN(y + height, canvas->height); row++)
    for (int column = MAX(x, 0); column < MIN(x + width, canvas->width); column++)
      canvas->pixels[row * canvas->width + column] = colour;
}

void
paint_wallpaper(PaintCanvas *canvas, int x, int y, int width, int height)
{
  for (int row = MAX(y, 0); row < MIN(y + height, canvas->height); row++)
    for (int column = MAX(x, 0); column < MIN(x + width, canvas->width); column++) {
      guint32 red = 20 + (guint32)(row / 12);
      guint32 green = 60 + (guint32)(column / 24);
      guint32 blue = 110 + (guint32)((row + column) / 32);
      canvas->pixels[row * canvas->width + column] = red << 16 | green << 8 | blue;
    }
}

/* @weight of 4 parts @ink over @paper. */
static guint32
blend(guint32 ink, guint32 paper, guint32 weight)
{
  guint32 result = 0;

  for (guint shift = 0; shift <= 16; shift += 8)
    result |= (((ink >> shift & 0xff) * weight + (paper >> shift & 0xff) * (4 - weight)) / 4)
              << shift;
  return result;
}

/* How much ink (0 to 4) each pixel of a glyph has: a few strokes with soft edges. */
static void
draw_glyph(guint index, guint8 weights[PAINT_LINE_HEIGHT][PAINT_GLYPH_WIDTH])
{
  PaintRandom random = {.state = index};

  for (guint stroke = 0; stroke < STROKES; stroke++) {
    int x = paint_random_range(&random, 1, PAINT_GLYPH_WIDTH - 2);
    int y = paint_random_range(&random, 3, PAINT_LINE_HEIGHT - 6);
    gboolean upright = paint_random(&random) & 1;
    for (int i = 0; i < 6; i++) {
      int column = upright ? x : x + i;
      int row = upright ? y + i : y;
      if (column >= PAINT_GLYPH_WIDTH - 1 || row >= PAINT_LINE_HEIGHT - 3)
        break;
      weights[row][column] = 4;
      weights[row][column + 1] = MAX(weights[row][column + 1], 1 + stroke % 3);
    }
  }
}

void
paint_text(PaintCanvas *canvas,
           PaintRandom *random,
           int x,
           int y,
           int characters,
           guint32 ink,
           guint32 paper)
{
  for (int i = 0; i < characters; i++) {
    guint8 weights[PAINT_LINE_HEIGHT][PAINT_GLYPH_WIDTH] = {0};
    int left = x + i * PAINT_GLYPH_WIDTH;

    draw_glyph(paint_random(random) % N_GLYPHS, weights);
    for (int row = 0; row < PAINT_LINE_HEIGHT; row++)
      for (int column = 0; column < PAINT_GLYPH_WIDTH; column++)
        if (left + column < canvas->width && y + row < canvas->height)
          canvas->pixels[(y + row) * canvas->width + left + column] =
              blend(ink, paper, weights[row][column]);
  }
}

void
paint_paragraph(
    PaintCanvas *canvas, PaintRandom *random, int x, int y, int width, int height, guint32 paper)
{
  static const guint32 inks[] = {0x202020, 0x202020, 0x203080, 0x802020};

  paint_fill(canvas, x, y, width, height, paper);
  for (int line = y + 4; line + PAINT_LINE_HEIGHT <= y + height; line += PAINT_LINE_HEIGHT + 2) {
    int end = x + width - paint_random_range(random, 0, MAX(width / 2, 1));
    for (int left = x + 6; left < end;) {
      int length = paint_random_range(random, 2, 10);
      if (left + length * PAINT_GLYPH_WIDTH > x + width - 6)
        break;
      paint_text(canvas, random, left, line, length, inks[paint_random(random) % 4], paper);
      left += (length + 1) * PAINT_GLYPH_WIDTH;
    }
  }
}

void
paint_window(PaintCanvas *canvas, PaintRandom *random, int x, int y, int width, int height)
{
  paint_fill(canvas, x, y, width, height, 0x4a4a4a);
  paint_fill(canvas, x + 1, y + 1, width - 2, 26, 0x3c6eb4);
  paint_text(canvas, random, x + 10, y + 5, 18, 0xffffff, 0x3c6eb4);
  paint_fill(canvas, x + 1, y + 27, width - 2, 30, 0xe8e8e4);
  for (int button = 0; button < 6; button++)
    paint_fill(canvas, x + 8 + button * 40, y + 31, 32, 22, 0xd0d0cc);
  paint_paragraph(canvas, random, x + 1, y + 57, width - 2, height - 58, 0xfcfcfc);
}

void
paint_photo(PaintCanvas *canvas, guint phase, guint32 grain)
{
  for (int row = 0; row < canvas->height; row++) {
    PaintRandom random = {.state = (guint64)phase << 32 | (guint)row};
    for (int column = 0; column < canvas->width; column++) {
      guint32 noise = paint_random(&random);
      guint32 red = ((guint)(column + (int)phase * 40) / 8 & 0xff) ^ (noise & grain);
      guint32 green = ((guint)(row + (int)phase * 24) / 5 & 0xff) ^ (noise >> 4 & grain);
      guint32 blue = ((guint)(row + column) / 12 & 0xff) ^ (noise >> 8 & grain);
      canvas->pixels[row * canvas->width + column] = red << 16 | green << 8 | blue;
    }
  }
}

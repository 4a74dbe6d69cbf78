// SPDX-License-Identifier: LGPL-2.1-or-later
/* Painting what a desktop is made of, the same on every machine. */
#pragma once

#include <glib.h>

#define PAINT_GLYPH_WIDTH 9
#define PAINT_LINE_HEIGHT 18

typedef struct {
  guint32 *pixels; /* 0x00RRGGBB, rows without gaps */
  int width, height;
} PaintCanvas;

/* A generator of its own: the same numbers for the same seed, everywhere. */
typedef struct {
  guint64 state;
} PaintRandom;

guint32 paint_random(PaintRandom *random);
/* Uniform enough, from @low to @high - 1. */
int paint_random_range(PaintRandom *random, int low, int high);

void paint_fill(PaintCanvas *canvas, int x, int y, int width, int height, guint32 colour);
/* A slow gradient with a little texture, as wallpapers have. */
void paint_wallpaper(PaintCanvas *canvas, int x, int y, int width, int height);
/* Characters that look like text: antialiased strokes in @ink on @paper. */
void paint_text(PaintCanvas *canvas,
                PaintRandom *random,
                int x,
                int y,
                int characters,
                guint32 ink,
                guint32 paper);
/* Lines of words, ragged at the right. */
void paint_paragraph(
    PaintCanvas *canvas, PaintRandom *random, int x, int y, int width, int height, guint32 paper);
/* A window: frame, title bar, text inside. */
void paint_window(PaintCanvas *canvas, PaintRandom *random, int x, int y, int width, int height);
/* A picture with noise in every pixel, as a camera gives: the more bits of it @grain has, the worse
 * it compresses. */
void paint_photo(PaintCanvas *canvas, guint phase, guint32 grain);

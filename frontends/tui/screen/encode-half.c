// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Two dots a cell, one above the other: exact colours, and the fewest bytes of a picture. When it
 * is still, more dots in two colours show it better, which eyes like more than the closest of
 * chafa's symbols: their thin lines look like something that is not there.
 */
#include "screen/blocks.h"
#include "screen/encoders.h"

static void
draw_halves(const guint32 *dots, int stride, int n_cells, Cell *cells)
{
  for (int x = 0; x < n_cells; x++) {
    guint32 top = dots[x], bottom = dots[stride + x];

    cells[x] = (Cell){top == bottom ? ' ' : 0x2580, top, bottom, 0};
  }
}

static const BlockShape shape = {1, 2, draw_halves};

static int
half_rate(const TerminalAbilities *abilities)
{
  if (!abilities->unicode || abilities->few_glyphs)
    return 1;
  return abilities->colors >= TERMINAL_COLORS_256 ? 40 : 20;
}

static Encoder *
half_new(const TerminalAbilities *abilities)
{
  return blocks_new(&encode_half, &shape,
                    abilities->sextants ? &blocks_sextants : &blocks_quadrants);
}

const EncoderClass encode_half = {
    .name = "half",
    .rate = half_rate,
    .new = half_new,
    .free = blocks_free,
    .encode = blocks_encode,
    .refine = blocks_refine,
};

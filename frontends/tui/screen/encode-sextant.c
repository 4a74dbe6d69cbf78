// SPDX-License-Identifier: LGPL-2.1-or-later
/* Two times three dots a cell, in two colours: the sharpest cells, where a font has them. */
#include "screen/blocks.h"
#include "screen/encoders.h"
#include "screen/split.h"
#include "terminal/glyphs.h"

static void
draw_sextants(const guint32 *dots, int stride, int n_cells, Cell *cells)
{
  for (int x = 0; x < n_cells; x++, dots += 2) {
    const guint32 *middle = dots + stride, *lower = middle + stride;
    guint32 colors[6] = {dots[0], dots[1], middle[0], middle[1], lower[0], lower[1]};
    Split split = split_choose(colors, 6);

    cells[x] = (Cell){glyph_from_sextant(split.dots), split.foreground, split.background, 0};
  }
}

const BlockShape blocks_sextants = {2, 3, draw_sextants};

static int
sextant_rate(const TerminalAbilities *abilities)
{
  if (!abilities->unicode || abilities->few_glyphs || abilities->colors == TERMINAL_COLORS_NONE)
    return 0;
  return abilities->sextants && abilities->colors == TERMINAL_COLORS_TRUE ? 30 : 10;
}

static Encoder *
sextant_new(const TerminalAbilities *abilities)
{
  return blocks_new(&encode_sextant, &blocks_sextants, NULL);
}

const EncoderClass encode_sextant = {
    .name = "sextant",
    .rate = sextant_rate,
    .new = sextant_new,
    .free = blocks_free,
    .encode = blocks_encode,
};

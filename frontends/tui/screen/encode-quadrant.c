// SPDX-License-Identifier: LGPL-2.1-or-later
/* Two times two dots a cell, in two colours. */
#include "screen/blocks.h"
#include "screen/encoders.h"
#include "screen/split.h"
#include "terminal/glyphs.h"

static void
draw_quadrants(const guint32 *dots, int stride, int n_cells, Cell *cells)
{
  for (int x = 0; x < n_cells; x++, dots += 2) {
    guint32 colors[4] = {dots[0], dots[1], dots[stride], dots[stride + 1]};
    Split split = split_choose(colors, 4);

    cells[x] = (Cell){glyph_from_quadrant(split.dots), split.foreground, split.background, 0};
  }
}

const BlockShape blocks_quadrants = {2, 2, draw_quadrants};

static int
quadrant_rate(const TerminalAbilities *abilities)
{
  if (!abilities->unicode || abilities->few_glyphs || abilities->colors == TERMINAL_COLORS_NONE)
    return 0;
  return 15;
}

static Encoder *
quadrant_new(const TerminalAbilities *abilities)
{
  return blocks_new(&encode_quadrant, &blocks_quadrants, NULL);
}

const EncoderClass encode_quadrant = {
    .name = "quadrant",
    .rate = quadrant_rate,
    .new = quadrant_new,
    .free = blocks_free,
    .encode = blocks_encode,
};

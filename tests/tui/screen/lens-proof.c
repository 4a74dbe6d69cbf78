// SPDX-License-Identifier: LGPL-2.1-or-later
#include "lens-proof.h"

#include "picture.h"

static guint32
get_expected_pixel(
    const LensCell *cell, const guint64 *rows, int width, gboolean repeats, int x, int y)
{
  int column = x < 8 || width == 16 ? x : 7;
  int at = y * (width == 16 ? 16 : 8) + column;
  gboolean set = (rows[at / 64] >> (63 - at % 64) & 1) != 0;

  if (width == 9 && x == 8 && !repeats)
    set = FALSE;
  return set ? cell->foreground : cell->background;
}

/* Whether @cell drawn with these @rows is what stands at (@left, @top). @repeats: VGA's ninth
 * column is the eighth; else it is empty. */
static gboolean
is_drawn_so(const OrielFramebuffer *framebuffer,
            const LensGrid *grid,
            const LensCell *cell,
            const guint64 *rows,
            gboolean repeats,
            int left,
            int top)
{
  for (int y = 0; y < grid->cell_height; y++)
    for (int x = 0; x < grid->cell_width; x++)
      if (picture_get_pixel(framebuffer, left + x, top + y) !=
          get_expected_pixel(cell, rows, grid->cell_width, repeats, x, y))
        return FALSE;
  return TRUE;
}

/* The column is repeated by lines and blocks, and not by all of them. */
static gboolean
is_drawn(const OrielFramebuffer *framebuffer,
         const LensGrid *grid,
         const LensCell *cell,
         const guint64 *rows,
         int left,
         int top)
{
  gboolean may_repeat = cell->character >= 0x2500 && cell->character < 0x25a0;

  return is_drawn_so(framebuffer, grid, cell, rows, FALSE, left, top) ||
         (may_repeat && is_drawn_so(framebuffer, grid, cell, rows, TRUE, left, top));
}

gboolean
lens_proof_is_right(const OrielFramebuffer *framebuffer, const Lens *lens, int column, int row)
{
  LensGrid grid = lens_get_grid(lens);
  const LensCell *cell = lens_at(lens, column, row);
  int left = column * grid.cell_width, top = row * grid.cell_height;
  static const guint64 blank[8];

  if (cell->character == 0 || cell->cursor || is_drawn(framebuffer, &grid, cell, blank, left, top))
    return TRUE;
  if (grid.cell_width == 16) {
    for (guint i = 0; i < lens_large_n_glyphs; i++)
      if (lens_large_glyphs[i].character == cell->character &&
          is_drawn(framebuffer, &grid, cell, lens_large_glyphs[i].rows, left, top))
        return TRUE;
    return FALSE;
  }
  for (guint i = 0; i < lens_n_glyphs; i++)
    if (lens_glyphs[i].character == cell->character &&
        is_drawn(framebuffer, &grid, cell, lens_glyphs[i].rows, left, top))
      return TRUE;
  return FALSE;
}

int
lens_proof_check(const OrielFramebuffer *framebuffer, const Lens *lens)
{
  LensGrid grid = lens_get_grid(lens);
  int n = 0;

  for (int row = 0; row < grid.rows; row++)
    for (int column = 0; column < grid.columns; column++) {
      g_assert_true(lens_proof_is_right(framebuffer, lens, column, row));
      n += lens_at(lens, column, row)->character == 0;
    }
  return n;
}

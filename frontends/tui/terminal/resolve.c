// SPDX-License-Identifier: LGPL-2.1-or-later
#include "terminal/resolve.h"

#include "terminal/colors.h"
#include "terminal/glyphs.h"

static gboolean
is_light(CellColor color)
{
  return color != CELL_DEFAULT && color_get_luma(color_to_rgb(color)) >= 128;
}

static gboolean
is_picture(gunichar character)
{
  return (character >= 0x2580 && character < 0x25a0) ||
         character - GLYPH_FIRST_SEXTANT < GLYPH_N_SEXTANTS;
}

/* Without colours, light backgrounds are shown in reverse. */
static void
resolve_monochrome(Cell *cell, const Cell *wanted)
{
  gboolean light = is_light(wanted->background);

  if (is_picture(cell->character) && wanted->foreground != CELL_DEFAULT &&
      is_light(wanted->foreground) == light)
    cell->character = ' ';
  if (light)
    cell->attributes ^= CELL_REVERSE;
  cell->foreground = cell->background = CELL_DEFAULT;
}

static void
resolve_colors(Cell *cell, const Cell *wanted, TerminalColors colors)
{
  cell->foreground = color_resolve(wanted->foreground, colors);
  cell->background = color_resolve(wanted->background, colors);
  /* Letters stay readable when both of their colours became one. */
  if (cell->foreground == cell->background && wanted->foreground != wanted->background &&
      wanted->foreground != CELL_DEFAULT && wanted->background != CELL_DEFAULT &&
      !is_picture(cell->character))
    cell->foreground = CELL_PALETTE(is_light(wanted->background) ? 0 : 15);
}

Cell
cell_resolve(const Cell *wanted, const TerminalAbilities *abilities)
{
  Cell cell = *wanted;
  gunichar complement;

  if ((cell.attributes & CELL_CONTINUED) != 0 || !glyph_is_printable(cell.character))
    cell.character = ' ';
  if ((!abilities->unicode && cell.character >= 0x7f) ||
      (abilities->few_glyphs && !glyph_is_common(cell.character))) {
    cell.character = (guchar)glyph_to_ascii(cell.character);
    cell.attributes &= ~(guint32)CELL_WIDE;
  }
  if (abilities->colors == TERMINAL_COLORS_NONE)
    resolve_monochrome(&cell, wanted);
  else if (abilities->colors != TERMINAL_COLORS_TRUE)
    resolve_colors(&cell, wanted, abilities->colors);
  complement = glyph_get_complement(cell.character);
  if (complement != 0 && complement < cell.character && cell.attributes == 0 &&
      cell.foreground != CELL_DEFAULT && cell.background != CELL_DEFAULT)
    cell = (Cell){complement, cell.background, cell.foreground, 0};
  if (cell.character == ' ') {
    cell.attributes &= CELL_UNDERLINE | CELL_STRIKE | CELL_REVERSE | CELL_CONTINUED;
    if ((cell.attributes & ~(guint32)CELL_CONTINUED) == 0)
      cell.foreground = CELL_DEFAULT;
  }
  return cell;
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/lens-cell.h"

#include <string.h>

#include "screen/lens-font.h"

typedef guint32 Four __attribute__((vector_size(16)));

/* The pixels of a cell. */
typedef struct {
  LensBits bits;
  guint16 ninth;  /* of cells 9 wide, those of the last column, the top one in the highest bit */
  guint32 corner; /* the two colours */
  guint32 other;
} Pixels;

#define RGB 0xffffffu

/* Rows that cursors cover: VGA's as the BIOS and Linux set it, the frame buffer console's, and
 * taller ones. The others are all of the cell, which is the letter in swapped colours. */
static const struct {
  int first;
  int last;
} small_cursors[] = {{13, 14}, {14, 15}, {12, 15}, {11, 15}, {8, 15}, {15, 15}},
  large_cursors[] = {{30, 31}, {28, 31}, {16, 31}};

/* Which of 8 pixels are not @color, the first in the highest bit. */
static guint
differ(const guint8 *row, guint32 color)
{
  static const Four left = {0x80, 0x40, 0x20, 0x10}, right = {0x08, 0x04, 0x02, 0x01};
  const Four expected = {color, color, color, color};
  Four pixels, bits;

  memcpy(&pixels, row, sizeof pixels);
  bits = (Four)(pixels != expected) & left;
  memcpy(&pixels, row + sizeof pixels, sizeof pixels);
  bits |= (Four)(pixels != expected) & right;
  return bits[0] | bits[1] | bits[2] | bits[3];
}

static guint32
get_pixel(const guint8 *row, int x)
{
  guint32 pixel;

  memcpy(&pixel, row + 4 * (gsize)x, sizeof pixel);
  return pixel;
}

/* Another colour than the corner's, if there is one. */
static gboolean
find_other(const guint8 *row, gsize stride, LensShape shape, guint32 corner, guint32 *other)
{
  for (int y = 0; y < shape.height; y++, row += stride)
    for (int x = 0; x < shape.width; x += 8) {
      guint bits = x + 8 <= shape.width ? differ(row + 4 * (gsize)x, corner)
                                        : (guint)(get_pixel(row, x) != corner) << 7;

      if (bits != 0) {
        *other = get_pixel(row, x + __builtin_clz(bits) - 24);
        return TRUE;
      }
    }
  return FALSE;
}

/* FALSE when there are more than two colours. */
static gboolean
read_pixels(const guint8 *row, gsize stride, LensShape shape, Pixels *pixels)
{
  int letters = shape.width / 8; /* bytes of a row of bits */

  for (int y = 0; y < shape.height; y++, row += stride) {
    for (int i = 0; i < letters; i++) {
      guint bits = differ(row + 32 * (gsize)i, pixels->corner);
      int at = y * letters + i;

      if ((bits & differ(row + 32 * (gsize)i, pixels->other)) != 0)
        return FALSE;
      pixels->bits.words[at / 8] |= (guint64)bits << (56 - at % 8 * 8);
    }
    if (shape.width == 9) {
      guint32 last = get_pixel(row, 8);

      if (last != pixels->corner && last != pixels->other)
        return FALSE;
      pixels->ninth |= (guint16)((last != pixels->corner) << (15 - y));
    }
  }
  return TRUE;
}

/* The column of @bits that the ninth repeats in line drawing. */
static guint16
get_eighth(const LensBits *bits)
{
  guint16 column = 0;

  for (int y = 0; y < 16; y++)
    column |= (guint16)((bits->words[y / 8] >> (56 - y % 8 * 8) & 1) << (15 - y));
  return column;
}

/* VGA leaves the ninth column empty, but for letters 0xC0 to 0xDF. @rows are not looked at. */
static gboolean
check_ninth(const Pixels *pixels, LensShape shape, LensMatch match, guint16 rows)
{
  guint16 empty = match.inverted ? 0xffff : 0;

  if (shape.width != 9 || ((pixels->ninth ^ empty) & (guint16)~rows) == 0)
    return TRUE;
  return match.character >= 0x2500 && match.character < 0x25a0 &&
         ((pixels->ninth ^ get_eighth(&pixels->bits)) & (guint16)~rows) == 0;
}

static LensBits
make_mask(LensShape shape, int first, int last)
{
  LensBits mask = {0};
  int letters = shape.width / 8;

  for (int at = first * letters; at < (last + 1) * letters; at++)
    mask.words[at / 8] |= G_GUINT64_CONSTANT(0xff) << (56 - at % 8 * 8);
  return mask;
}

/* The letter under a cursor on the rows of @mask, which is drawn over it, or inverts it. */
static gunichar
find_under(const LensFont *font, const LensBits *bits, const LensBits *mask, gunichar before)
{
  gboolean covered = TRUE;
  LensBits inverted;
  LensMatch match;

  for (int i = 0; i < LENS_MAX_WORDS; i++) {
    inverted.words[i] = bits->words[i] ^ mask->words[i];
    covered &= (bits->words[i] & mask->words[i]) == mask->words[i];
  }
  match = lens_font_find(font, &inverted);
  if (match.character != 0 && !match.inverted)
    return match.character;
  return covered ? lens_font_find_masked(font, bits, mask, before) : 0;
}

static gunichar
find_cursor(const LensFont *font, const Pixels *pixels, LensShape shape, gunichar before)
{
  gboolean large = shape.height == 32;
  gsize n = large ? G_N_ELEMENTS(large_cursors) : G_N_ELEMENTS(small_cursors);

  for (gsize i = 0; i < n; i++) {
    int first = large ? large_cursors[i].first : small_cursors[i].first;
    int last = large ? large_cursors[i].last : small_cursors[i].last;
    LensBits mask = make_mask(shape, first, last);
    gunichar character = find_under(font, &pixels->bits, &mask, before);
    /* Large glyphs have no ninth column, and more rows than this holds. */
    guint16 rows = large ? 0 : (guint16)(0xffff >> first & 0xffff << (15 - last));

    if (character != 0 &&
        (large || check_ninth(pixels, shape, (LensMatch){character, FALSE}, rows)))
      return character;
  }
  return 0;
}

/* An underline and nothing else is a cursor, though some fonts have a letter like it. */
static gboolean
is_underline(const Pixels *pixels, LensShape shape)
{
  gboolean large = shape.height == 32;

  for (int i = 0; i < (large ? 1 : 2); i++) {
    LensBits mask = large ? make_mask(shape, large_cursors[i].first, large_cursors[i].last)
                          : make_mask(shape, small_cursors[i].first, small_cursors[i].last);

    if (memcmp(&mask, &pixels->bits, sizeof mask) == 0)
      return TRUE;
  }
  return FALSE;
}

LensCell
lens_cell_read(const guint8 *pixels, gsize stride, LensShape shape, const LensCell *before)
{
  const LensFont *font = shape.height == 32 ? lens_font_get_large() : lens_font_get_small();
  Pixels cell = {.corner = get_pixel(pixels, 0)};
  guint32 corner = cell.corner & RGB, other;
  LensMatch match;
  gunichar covered;

  if (!find_other(pixels, stride, shape, cell.corner, &cell.other))
    return (LensCell){' ', corner, corner, FALSE};
  other = cell.other & RGB;
  if (!read_pixels(pixels, stride, shape, &cell))
    return (LensCell){0, corner, corner, FALSE};
  if (is_underline(&cell, shape))
    return (LensCell){' ', other, corner, TRUE};
  match = lens_font_find(font, &cell.bits);
  if (match.character != 0 && check_ninth(&cell, shape, match, 0))
    return match.inverted ? (LensCell){match.character, corner, other, FALSE}
                          : (LensCell){match.character, other, corner, FALSE};
  covered = find_cursor(font, &cell, shape, before->character != 0 ? before->character : ' ');
  return (LensCell){covered, covered != 0 ? other : corner, corner, covered != 0};
}

gboolean
lens_cell_is_blank(const LensCell *cell)
{
  return cell->character == ' ' && !cell->cursor;
}

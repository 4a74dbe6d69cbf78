// SPDX-License-Identifier: LGPL-2.1-or-later
#include "terminal/glyphs.h"

#define SEXTANT_LEFT 0x15 /* both have characters older than the sextants */
#define SEXTANT_RIGHT 0x2a
#define SEXTANT_ALL 0x3f

static const gunichar quadrants[16] = {
    ' ',    0x2598, 0x259d, 0x2580, 0x2596, 0x258c, 0x259e, 0x259b,
    0x2597, 0x259a, 0x2590, 0x259c, 0x2584, 0x2599, 0x259f, 0x2588,
};

/* The quadrants' dots of U+2580 to U+259F; 0 = none of them. */
static const guint8 dots_of_blocks[0x20] = {
    [0x00] = 3,  [0x04] = 12, [0x0c] = 5, [0x10] = 10, [0x16] = 4, [0x17] = 8, [0x18] = 1,
    [0x19] = 13, [0x1a] = 9,  [0x1b] = 7, [0x1c] = 11, [0x1d] = 2, [0x1e] = 6, [0x1f] = 14,
};

/* U+2500 to U+257F. */
static const char ascii_boxes[] = "--||--||--||++++++++++++++++++++"
                                  "++++++++++++++++++++++++++++++++"
                                  "++++++++++++--||=|++++++++++++++"
                                  "+++++++++++++++++/\\X-|-|-|-|-|-|";
/* U+2580 to U+259F. */
static const char ascii_blocks[] = "\"_.-=+*%####|||||.:#-|##########";

gunichar
glyph_from_sextant(guint dots)
{
  switch (dots) {
  case 0:
    return ' ';
  case SEXTANT_LEFT:
    return 0x258c;
  case SEXTANT_RIGHT:
    return 0x2590;
  case SEXTANT_ALL:
    return 0x2588;
  default:
    return GLYPH_FIRST_SEXTANT + dots - 1 - (dots > SEXTANT_LEFT) - (dots > SEXTANT_RIGHT);
  }
}

gunichar
glyph_from_quadrant(guint dots)
{
  return quadrants[dots & 15];
}

gunichar
glyph_get_complement(gunichar character)
{
  if (character - 0x2580 < 0x20 && dots_of_blocks[character - 0x2580] != 0)
    return quadrants[15 - dots_of_blocks[character - 0x2580]];
  if (character - GLYPH_FIRST_SEXTANT < GLYPH_N_SEXTANTS) {
    guint dots = character - GLYPH_FIRST_SEXTANT + 1;

    dots += dots >= SEXTANT_LEFT;
    dots += dots >= SEXTANT_RIGHT;
    return glyph_from_sextant(SEXTANT_ALL - dots);
  }
  return 0;
}

gboolean
glyph_is_printable(gunichar character)
{
  if (character < 0x7f)
    return character >= 0x20;
  if (character < 0xa0 || character == 0xad || character > 0x10ffff)
    return FALSE;
  if (character >= 0x2500 && character < 0x2600)
    return TRUE;
  /* Those of writing direction are among what has no width. */
  return g_unichar_validate(character) && (character & 0xfffe) != 0xfffe &&
         character - 0xfdd0 >= 0x20 && !g_unichar_iszerowidth(character) && character - 0x2028 >= 2;
}

gboolean
glyph_is_common(gunichar character)
{
  /* What the font of the kernel (code page 437) and those of Debian's package console-setup-linux
   * for western languages have in common, without the double lines. */
  static const gunichar others[] = {
      0x2022, 0x2190, 0x2191, 0x2192, 0x2193, 0x2248, 0x2264, 0x2265, 0x2500,
      0x2502, 0x250c, 0x2510, 0x2514, 0x2518, 0x251c, 0x2524, 0x252c, 0x2534,
      0x253c, 0x2588, 0x2591, 0x2592, 0x25a0, 0x25b2, 0x25bc, 0x2666,
  };

  if (character < 0x2000 || (character >= 0x2550 && character < 0x256d))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
    if (others[i] == character)
      return TRUE;
  return FALSE;
}

static char
other_to_ascii(gunichar character)
{
  static const struct {
    gunichar character;
    char ascii;
  } likes[] = {
      {0xa0, ' '},   {0xa6, '|'},   {0xab, '<'},    {0xb0, 'o'},    {0xb7, '.'},   {0xbb, '>'},
      {0xd7, 'x'},   {0xf7, '/'},   {0x2010, '-'},  {0x2011, '-'},  {0x2012, '-'}, {0x2013, '-'},
      {0x2014, '-'}, {0x2016, '|'}, {0x2018, '\''}, {0x2019, '\''}, {0x201c, '"'}, {0x201d, '"'},
      {0x2020, '+'}, {0x2022, '*'}, {0x2026, '.'},  {0x2039, '<'},  {0x203a, '>'}, {0x2190, '<'},
      {0x2191, '^'}, {0x2192, '>'}, {0x2193, 'v'},  {0x2195, '|'},  {0x2194, '-'}, {0x2212, '-'},
      {0x2219, '.'}, {0x2248, '='}, {0x2264, '<'},  {0x2265, '>'},  {0x23f8, '='}, {0x25a0, '#'},
      {0x25a1, 'o'}, {0x25ac, '-'}, {0x25b2, '^'},  {0x25b4, '^'},  {0x25b6, '>'}, {0x25b8, '>'},
      {0x25ba, '>'}, {0x25bc, 'v'}, {0x25be, 'v'},  {0x25c0, '<'},  {0x25c4, '<'}, {0x25c6, '*'},
      {0x25c7, 'o'}, {0x25ca, 'o'}, {0x25cb, 'o'},  {0x25cf, '*'},  {0x25d8, 'o'}, {0x25d9, 'o'},
      {0x2605, '*'}, {0x2606, '*'}, {0x2713, '+'},  {0x2714, '+'},  {0x2715, 'x'}, {0x2716, 'x'},
      {0x2717, 'x'}, {0x2718, 'x'}, {0x276e, '<'},  {0x276f, '>'},
  };

  for (guint i = 0; i < G_N_ELEMENTS(likes); i++)
    if (likes[i].character == character)
      return likes[i].ascii;
  return '?';
}

char
glyph_to_ascii(gunichar character)
{
  gunichar base[2];

  if (character < 0x7f)
    return (char)character;
  if (character - 0x2500 < sizeof ascii_boxes - 1)
    return ascii_boxes[character - 0x2500];
  if (character - 0x2580 < sizeof ascii_blocks - 1)
    return ascii_blocks[character - 0x2580];
  if (character >= 0x2800 && character < 0x2900)
    return character == 0x2800 ? ' ' : '.';
  if (character - GLYPH_FIRST_SEXTANT < GLYPH_N_SEXTANTS)
    return '#';
  /* A letter without its accents. */
  if (g_unichar_fully_decompose(character, FALSE, base, G_N_ELEMENTS(base)) > 0 && base[0] < 0x7f)
    return (char)base[0];
  return other_to_ascii(character);
}

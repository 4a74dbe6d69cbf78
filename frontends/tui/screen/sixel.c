// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/sixel.h"

#include <string.h>

#include "screen/quantize.h"

#define BAND 6 /* rows of pixels */
#define FIRST_SIXEL 63

/* From so many on, the same sixels are shorter with their number. */
#define MIN_REPEATED 4

typedef struct {
  int width;
  guint8 *sixels;                 /* of each colour, @width of the present band */
  int first[QUANTIZE_MAX_COLORS]; /* column where the colour is, in the present band */
  int last[QUANTIZE_MAX_COLORS];  /* negative = nowhere */
} Band;

static void
append_number(GString *bytes, char before, int number)
{
  char text[12];
  int length = g_snprintf(text, sizeof text, "%c%d", before, number);

  g_string_append_len(bytes, text, length);
}

static void
append_palette(GString *bytes, const Palette *palette)
{
  for (int i = 0; i < palette->n_colors; i++) {
    guint32 color = palette->colors[i];
    int percent[3];

    for (int channel = 0; channel < 3; channel++)
      percent[channel] = (int)((color >> (16 - 8 * channel) & 0xff) * 100 + 127) / 255;
    g_string_append_printf(bytes, "#%d;2;%d;%d;%d", i, percent[0], percent[1], percent[2]);
  }
}

static void
append_run(GString *bytes, guint8 sixel, int n)
{
  char character = (char)(FIRST_SIXEL + sixel);

  if (n >= MIN_REPEATED) {
    append_number(bytes, '!', n);
    n = 1;
  }
  for (; n > 0; n--)
    g_string_append_c(bytes, character);
}

static void
append_color(GString *bytes, const guint8 *sixels, int first, int last)
{
  int from = first;

  append_run(bytes, 0, first);
  for (int x = first; x <= last; x++)
    if (x == last || sixels[x + 1] != sixels[from]) {
      append_run(bytes, sixels[from], x + 1 - from);
      from = x + 1;
    }
}

static void
fill_band(Band *band, const Palette *palette, const guint32 *pixels, int n_rows)
{
  for (int y = 0; y < n_rows; y++)
    for (int x = 0; x < band->width; x++) {
      int color = palette->indices[quantize_bin(*pixels++)];

      if (band->last[color] < 0)
        band->first[color] = band->last[color] = x;
      band->first[color] = MIN(band->first[color], x);
      band->last[color] = MAX(band->last[color], x);
      band->sixels[color * band->width + x] |= (guint8)(1 << y);
    }
}

/* Leaves the band empty for the next one. */
static void
append_band(GString *bytes, Band *band, int n_colors)
{
  gboolean any = FALSE;

  for (int color = 0; color < n_colors; color++) {
    guint8 *sixels = band->sixels + (gsize)color * (gsize)band->width;
    int first = band->first[color], last = band->last[color];

    if (last < 0)
      continue;
    if (any)
      g_string_append_c(bytes, '$');
    append_number(bytes, '#', color);
    append_color(bytes, sixels, first, last);
    memset(sixels + first, 0, (gsize)(last - first + 1));
    band->last[color] = -1;
    any = TRUE;
  }
}

void
sixel_append(GString *bytes, const guint32 *pixels, int width, int height, int max_colors)
{
  g_autofree Palette *palette = g_new(Palette, 1);
  g_autofree Band *band = g_new0(Band, 1);
  g_autofree guint8 *sixels = NULL;

  quantize(palette, pixels, (gsize)width * (gsize)height, max_colors);
  sixels = g_malloc0((gsize)width * (gsize)palette->n_colors);
  band->width = width;
  band->sixels = sixels;
  memset(band->last, 0xff, sizeof band->last);
  g_string_append_printf(bytes, "\033P0;1q\"1;1;%d;%d", width, height);
  append_palette(bytes, palette);
  for (int y = 0; y < height; y += BAND) {
    if (y > 0)
      g_string_append_c(bytes, '-');
    fill_band(band, palette, pixels + (gsize)y * (gsize)width, MIN(BAND, height - y));
    append_band(bytes, band, palette->n_colors);
  }
  g_string_append(bytes, "\033\\");
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "bitmap.h"

#include <string.h>

#include "../../servers/test-pattern.h"

#define MAX_COLOURS 256

static const struct {
  const char *name;
  guint depth;
  guint8 format;
} formats[] = {
    {"pal1", 1, SPICE_BITMAP_FMT_1BIT_BE}, {"pal4", 4, SPICE_BITMAP_FMT_4BIT_BE},
    {"pal8", 8, SPICE_BITMAP_FMT_8BIT},    {"rgb16", 16, SPICE_BITMAP_FMT_16BIT},
    {"rgb24", 24, SPICE_BITMAP_FMT_24BIT}, {"rgba", 32, SPICE_BITMAP_FMT_RGBA},
    {"a8", 8, SPICE_BITMAP_FMT_8BIT_A},
};

int
bitmap_read_format(const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS(formats); i++)
    if (g_str_equal(formats[i].name, name))
      return (int)i;
  return -1;
}

/* Pixels repeat, as those of windows do, so that there is something to compress. */
static void
put_pixel(guint8 *row, guint x, guint y, guint depth)
{
  guint32 colour = test_pattern((int)(x / 3 * 3), (int)(y / 2 * 2));
  guint index = (x / 3 + y / 2) & ((1u << MIN(depth, 8)) - 1);

  switch (depth) {
  case 1:
    row[x / 8] |= (guint8)(index << (7 - x % 8));
    break;
  case 4:
    row[x / 2] |= (guint8)(index << (x % 2 == 0 ? 4 : 0));
    break;
  case 8:
    row[x] = (guint8)index;
    break;
  case 16: {
    guint16 value = GUINT16_TO_LE(
        (guint16)((colour >> 9 & 0x7c00) | (colour >> 6 & 0x3e0) | (colour >> 3 & 0x1f)));
    memcpy(row + 2 * x, &value, sizeof value);
    break;
  }
  case 24:
    row[3 * x] = (guint8)colour;
    row[3 * x + 1] = (guint8)(colour >> 8);
    row[3 * x + 2] = (guint8)(colour >> 16);
    break;
  default: {
    guint32 value = GUINT32_TO_LE(colour | (x & 0xff) << 24);
    memcpy(row + 4 * x, &value, sizeof value);
  }
  }
}

gpointer
bitmap_new_picture(QXLBitmap *bitmap, int format)
{
  static guint64 next_palette = 1;
  guint depth = formats[format].depth;
  guint n_colours =
      depth <= 8 && formats[format].format != SPICE_BITMAP_FMT_8BIT_A ? 1u << depth : 0;
  gsize head = sizeof(QXLPalette) + MAX_COLOURS * sizeof(guint32);
  guint32 stride = (bitmap->x * depth + 31) / 32 * 4;
  guint8 *memory = g_malloc0(head + (gsize)stride * bitmap->y);
  QXLPalette *palette = (gpointer)memory;

  for (guint y = 0; y < bitmap->y; y++)
    for (guint x = 0; x < bitmap->x; x++)
      put_pixel(memory + head + (gsize)y * stride, x, y, depth);
  for (guint i = 0; i < n_colours; i++)
    palette->ents[i] = test_pattern((int)(i * 251), (int)(i * 31 + 8));
  palette->unique = next_palette++;
  palette->num_ents = (guint16)n_colours;
  bitmap->format = formats[format].format;
  bitmap->flags = QXL_BITMAP_DIRECT | QXL_BITMAP_TOP_DOWN;
  bitmap->stride = stride;
  bitmap->palette = n_colours > 0 ? (guintptr)palette : 0;
  bitmap->data = (guintptr)(memory + head);
  return memory;
}

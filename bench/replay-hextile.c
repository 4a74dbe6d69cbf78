// SPDX-License-Identifier: LGPL-2.1-or-later
/* RFC 6143 section 7.7.4. */
#include "replay-codec-private.h"

#include <string.h>

#define TILE 16

enum {
  TILE_RAW = 1,
  TILE_BACKGROUND = 2,
  TILE_FOREGROUND = 4,
  TILE_SUBRECTS = 8,
  TILE_COLOURED = 16,
};

typedef struct {
  const guint32 *pixels;
  int stride, width, height;
} Tile;

static void
put_pixel(GByteArray *out, guint32 colour)
{
  guint32 pixel = GUINT32_TO_LE(colour);

  g_byte_array_append(out, (const guint8 *)&pixel, sizeof pixel);
}

/* The largest rectangle of one colour that starts at (x, y) and covers nothing @done: right, then
 * down. */
static void
grow(const Tile *tile, guint8 done[TILE][TILE], int x, int y, int *width, int *height)
{
  guint32 colour = tile->pixels[y * tile->stride + x];
  int right = x, bottom = y;

  while (right < tile->width && !done[y][right] && tile->pixels[y * tile->stride + right] == colour)
    right++;
  for (bottom = y + 1; bottom < tile->height; bottom++)
    for (int i = x; i < right; i++)
      if (done[bottom][i] || tile->pixels[bottom * tile->stride + i] != colour)
        goto out;
out:
  *width = right - x;
  *height = bottom - y;
}

/* Cuts all that is not @background into rectangles; returns how many. */
static guint
put_subrects(const Tile *tile, guint32 background, gboolean coloured, GByteArray *out)
{
  guint8 done[TILE][TILE] = {0};
  guint count = 0;

  for (int y = 0; y < tile->height; y++)
    for (int x = 0; x < tile->width; x++) {
      guint32 colour = tile->pixels[y * tile->stride + x];
      int width, height;
      if (done[y][x] || colour == background)
        continue;
      grow(tile, done, x, y, &width, &height);
      for (int row = 0; row < height; row++)
        memset(&done[y + row][x], 1, (gsize)width);
      if (coloured)
        put_pixel(out, colour);
      replay_put_u8(out, (guint)(x << 4 | y));
      replay_put_u8(out, (guint)((width - 1) << 4 | (height - 1)));
      count++;
    }
  return count;
}

static guint32
most_frequent(const Tile *tile, const ReplayPalette *palette)
{
  guint counts[REPLAY_PALETTE_MAX] = {0};
  guint best = 0;

  for (int y = 0; y < tile->height; y++)
    for (int x = 0; x < tile->width; x++)
      counts[replay_palette_find(palette, tile->pixels[y * tile->stride + x])]++;
  for (guint i = 1; i < palette->size; i++)
    if (counts[i] > counts[best])
      best = i;
  return palette->colours[best];
}

static void
put_raw_tile(const Tile *tile, GByteArray *out)
{
  replay_put_u8(out, TILE_RAW);
  for (int y = 0; y < tile->height; y++)
    for (int x = 0; x < tile->width; x++)
      put_pixel(out, tile->pixels[y * tile->stride + x]);
}

static void
put_tile(const Tile *tile, GByteArray *out)
{
  g_autoptr(GByteArray) subrects = g_byte_array_new();
  ReplayPalette palette;
  guint count;

  replay_palette_count(&palette, tile->pixels, tile->stride, tile->width, tile->height,
                       REPLAY_PALETTE_MAX);
  guint32 background = most_frequent(tile, &palette);
  if (palette.size == 1) {
    replay_put_u8(out, TILE_BACKGROUND);
    put_pixel(out, background);
    return;
  }
  count = put_subrects(tile, background, palette.size > 2, subrects);
  if (count > 255 || subrects->len >= (guint)(tile->width * tile->height * 4)) {
    put_raw_tile(tile, out);
    return;
  }
  replay_put_u8(out, TILE_BACKGROUND | TILE_SUBRECTS |
                         (palette.size > 2 ? TILE_COLOURED : TILE_FOREGROUND));
  put_pixel(out, background);
  if (palette.size == 2)
    put_pixel(out, palette.colours[palette.colours[0] == background ? 1 : 0]);
  replay_put_u8(out, count);
  g_byte_array_append(out, subrects->data, subrects->len);
}

guint
replay_encode_hextile(const ReplayRect *rect, GByteArray *out)
{
  replay_put_rect(out, rect->x, rect->y, rect->width, rect->height, REPLAY_HEXTILE);
  for (int y = 0; y < rect->height; y += TILE)
    for (int x = 0; x < rect->width; x += TILE) {
      Tile tile = {.pixels = rect->pixels + y * rect->width + x,
                   .stride = rect->width,
                   .width = MIN(TILE, rect->width - x),
                   .height = MIN(TILE, rect->height - y)};
      put_tile(&tile, out);
    }
  return 1;
}

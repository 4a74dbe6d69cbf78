// SPDX-License-Identifier: LGPL-2.1-or-later
/* RFC 6143 section 7.7.6. */
#include "replay-codec-private.h"

#define TILE 64
#define PALETTE_MAX 127 /* of the run-length form */
#define PACKED_MAX 16

typedef struct {
  guint32 pixels[TILE * TILE]; /* rows without gaps */
  int width, height;
  ReplayPalette palette; /* of at most PALETTE_MAX colours */
} Tile;

static int
run_at(const Tile *tile, int start)
{
  int end = start + 1;

  while (end < tile->width * tile->height && tile->pixels[end] == tile->pixels[start])
    end++;
  return end - start;
}

static void
put_run_length(GByteArray *out, int length)
{
  for (length--; length >= 255; length -= 255)
    replay_put_u8(out, 255);
  replay_put_u8(out, (guint)length);
}

static guint
bits_per_index(guint colours)
{
  return colours <= 2 ? 1 : colours <= 4 ? 2 : 4;
}

static void
put_palette(const Tile *tile, guint subencoding, GByteArray *out)
{
  replay_put_u8(out, subencoding);
  for (guint i = 0; i < tile->palette.size; i++)
    replay_put_bgr(out, tile->palette.colours[i]);
}

static void
put_packed(const Tile *tile, GByteArray *out)
{
  guint bits = bits_per_index(tile->palette.size);

  put_palette(tile, tile->palette.size, out);
  for (int y = 0; y < tile->height; y++) {
    guint byte = 0, used = 0;
    for (int x = 0; x < tile->width; x++) {
      guint index = replay_palette_find(&tile->palette, tile->pixels[y * tile->width + x]);
      byte = byte << bits | index;
      used += bits;
      if (used == 8) {
        replay_put_u8(out, byte);
        byte = used = 0;
      }
    }
    if (used > 0)
      replay_put_u8(out, byte << (8 - used));
  }
}

static void
put_palette_runs(const Tile *tile, GByteArray *out)
{
  put_palette(tile, 128 + tile->palette.size, out);
  for (int i = 0; i < tile->width * tile->height;) {
    int length = run_at(tile, i);
    guint index = replay_palette_find(&tile->palette, tile->pixels[i]);
    replay_put_u8(out, length == 1 ? index : index | 128);
    if (length > 1)
      put_run_length(out, length);
    i += length;
  }
}

static void
put_runs(const Tile *tile, GByteArray *out)
{
  replay_put_u8(out, 128);
  for (int i = 0; i < tile->width * tile->height;) {
    int length = run_at(tile, i);
    replay_put_bgr(out, tile->pixels[i]);
    put_run_length(out, length);
    i += length;
  }
}

static void
put_raw(const Tile *tile, GByteArray *out)
{
  replay_put_u8(out, 0);
  for (int i = 0; i < tile->width * tile->height; i++)
    replay_put_bgr(out, tile->pixels[i]);
}

/* Takes the form that is smallest, as servers do. */
static void
put_tile(const Tile *tile, GByteArray *out)
{
  guint colours = tile->palette.size;
  g_autoptr(GByteArray) best = g_byte_array_new();
  static void (*const forms[])(const Tile *, GByteArray *) = {put_raw, put_runs, put_palette_runs,
                                                              put_packed};
  guint n_forms = colours > PALETTE_MAX ? 2 : colours > PACKED_MAX ? 3 : 4;

  if (colours == 1) {
    put_palette(tile, 1, out);
    return;
  }
  put_raw(tile, best);
  for (guint i = 1; i < n_forms; i++) {
    g_autoptr(GByteArray) candidate = g_byte_array_new();
    forms[i](tile, candidate);
    if (candidate->len < best->len) {
      GByteArray *worse = best;
      best = g_steal_pointer(&candidate);
      candidate = worse;
    }
  }
  g_byte_array_append(out, best->data, best->len);
}

static void
cut_tile(const ReplayRect *rect, int left, int top, Tile *tile)
{
  tile->width = MIN(TILE, rect->width - left);
  tile->height = MIN(TILE, rect->height - top);
  for (int y = 0; y < tile->height; y++)
    for (int x = 0; x < tile->width; x++)
      tile->pixels[y * tile->width + x] = rect->pixels[(top + y) * rect->width + left + x];
  replay_palette_count(&tile->palette, tile->pixels, tile->width, tile->width, tile->height,
                       PALETTE_MAX);
}

guint
replay_encode_zrle(ReplayCodec *self, const ReplayRect *rect, gboolean last, GByteArray *out)
{
  g_autoptr(GByteArray) plain = g_byte_array_new();
  g_autoptr(GByteArray) packed = g_byte_array_new();
  g_autofree Tile *tile = g_new(Tile, 1);

  for (int y = 0; y < rect->height; y += TILE)
    for (int x = 0; x < rect->width; x += TILE) {
      cut_tile(rect, x, y, tile);
      put_tile(tile, plain);
    }
  /* After a full flush nothing refers back: the cycle can begin again behind it. */
  replay_deflate(&self->zrle, plain, last ? Z_FULL_FLUSH : Z_SYNC_FLUSH, packed);
  replay_put_rect(out, rect->x, rect->y, rect->width, rect->height, REPLAY_ZRLE);
  replay_put_u32(out, packed->len);
  g_byte_array_append(out, packed->data, packed->len);
  return 1;
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* Tight, as the community's RFB specification describes it, with and without JPEG. */
#include "replay-codec-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#define PIECE 256          /* side of the pieces a rectangle is cut into */
#define MIN_TO_COMPRESS 12 /* bytes; less goes uncompressed */
#define JPEG_QUALITY 85
#define JPEG_COLOURS 64 /* up to here a palette is smaller and exact */

enum {
  STREAM_FULL,
  STREAM_TWO,
  STREAM_PALETTE,
};

enum {
  CONTROL_RESET = 0x0f,
  CONTROL_FILTER = 0x40,
  CONTROL_FILL = 0x80,
  CONTROL_JPEG = 0x90,
};

#define FILTER_PALETTE 1

typedef struct {
  guint32 *pixels; /* inside the rectangle: a lossy form writes back what a client sees */
  int stride, width, height;
} Piece;

static void
put_control(ReplayCodec *self, guint control, GByteArray *out)
{
  if (self->tight_reset) {
    control |= CONTROL_RESET;
    for (guint i = 0; i < REPLAY_TIGHT_STREAMS; i++)
      deflateReset(&self->tight[i]);
    self->tight_reset = FALSE;
  }
  replay_put_u8(out, control);
}

static void
put_length(GByteArray *out, guint length)
{
  replay_put_u8(out, (length & 0x7f) | (length > 0x7f ? 0x80 : 0));
  if (length > 0x7f)
    replay_put_u8(out, (length >> 7 & 0x7f) | (length > 0x3fff ? 0x80 : 0));
  if (length > 0x3fff)
    replay_put_u8(out, length >> 14);
}

static void
put_data(ReplayCodec *self, guint stream, const GByteArray *data, GByteArray *out)
{
  g_autoptr(GByteArray) packed = g_byte_array_new();

  if (data->len < MIN_TO_COMPRESS) {
    g_byte_array_append(out, data->data, data->len);
    return;
  }
  replay_deflate(&self->tight[stream], data, Z_SYNC_FLUSH, packed);
  put_length(out, packed->len);
  g_byte_array_append(out, packed->data, packed->len);
}

static void
put_full(ReplayCodec *self, const Piece *piece, GByteArray *out)
{
  g_autoptr(GByteArray) data = g_byte_array_new();

  put_control(self, STREAM_FULL << 4, out);
  for (int y = 0; y < piece->height; y++)
    for (int x = 0; x < piece->width; x++)
      replay_put_rgb(data, piece->pixels[y * piece->stride + x]);
  put_data(self, STREAM_FULL, data, out);
}

static void
put_indices(const Piece *piece, const ReplayPalette *palette, GByteArray *data)
{
  for (int y = 0; y < piece->height; y++)
    for (int x = 0; x < piece->width; x++)
      replay_put_u8(data, replay_palette_find(palette, piece->pixels[y * piece->stride + x]));
}

static void
put_bits(const Piece *piece, const ReplayPalette *palette, GByteArray *data)
{
  for (int y = 0; y < piece->height; y++)
    for (int x = 0; x < piece->width; x += 8) {
      guint byte = 0;
      for (int bit = 0; bit < MIN(8, piece->width - x); bit++)
        byte |= replay_palette_find(palette, piece->pixels[y * piece->stride + x + bit])
                << (7 - bit);
      replay_put_u8(data, byte);
    }
}

static void
put_palette(ReplayCodec *self, const Piece *piece, const ReplayPalette *palette, GByteArray *out)
{
  g_autoptr(GByteArray) data = g_byte_array_new();
  guint stream = palette->size == 2 ? STREAM_TWO : STREAM_PALETTE;

  put_control(self, CONTROL_FILTER | stream << 4, out);
  replay_put_u8(out, FILTER_PALETTE);
  replay_put_u8(out, palette->size - 1);
  for (guint i = 0; i < palette->size; i++)
    replay_put_rgb(out, palette->colours[i]);
  if (palette->size == 2)
    put_bits(piece, palette, data);
  else
    put_indices(piece, palette, data);
  put_data(self, stream, data, out);
}

static void
compress_jpeg(const Piece *piece, guint8 **data, gulong *size)
{
  struct jpeg_compress_struct jpeg = {0};
  struct jpeg_error_mgr errors;

  jpeg.err = jpeg_std_error(&errors);
  jpeg_create_compress(&jpeg);
  jpeg_mem_dest(&jpeg, data, size);
  jpeg.image_width = (guint)piece->width;
  jpeg.image_height = (guint)piece->height;
  jpeg.input_components = 4;
  jpeg.in_color_space = JCS_EXT_BGRX;
  jpeg_set_defaults(&jpeg);
  jpeg_set_quality(&jpeg, JPEG_QUALITY, TRUE);
  jpeg_start_compress(&jpeg, TRUE);
  while (jpeg.next_scanline < jpeg.image_height) {
    JSAMPROW row = (JSAMPROW)(piece->pixels + (gsize)jpeg.next_scanline * (gsize)piece->stride);
    jpeg_write_scanlines(&jpeg, &row, 1);
  }
  jpeg_finish_compress(&jpeg);
  jpeg_destroy_compress(&jpeg);
}

static void
decompress_jpeg(const Piece *piece, const guint8 *data, gulong size)
{
  struct jpeg_decompress_struct jpeg = {0};
  struct jpeg_error_mgr errors;

  jpeg.err = jpeg_std_error(&errors);
  jpeg_create_decompress(&jpeg);
  jpeg_mem_src(&jpeg, data, size);
  jpeg_read_header(&jpeg, TRUE);
  jpeg.out_color_space = JCS_EXT_BGRX;
  jpeg_start_decompress(&jpeg);
  while (jpeg.output_scanline < jpeg.output_height) {
    guint32 *pixels = piece->pixels + (gsize)jpeg.output_scanline * (gsize)piece->stride;
    JSAMPROW row = (JSAMPROW)pixels;
    jpeg_read_scanlines(&jpeg, &row, 1);
    for (int x = 0; x < piece->width; x++)
      pixels[x] &= 0xffffff;
  }
  jpeg_finish_decompress(&jpeg);
  jpeg_destroy_decompress(&jpeg);
}

static void
put_jpeg(ReplayCodec *self, const Piece *piece, GByteArray *out)
{
  guint8 *data = NULL;
  gulong size = 0;

  compress_jpeg(piece, &data, &size);
  decompress_jpeg(piece, data, size);
  put_control(self, CONTROL_JPEG, out);
  put_length(out, (guint)size);
  g_byte_array_append(out, data, (guint)size);
  free(data);
}

static void
put_piece(ReplayCodec *self, const Piece *piece, GByteArray *out)
{
  ReplayPalette palette;
  guint limit = self->jpeg ? JPEG_COLOURS : REPLAY_PALETTE_MAX;

  replay_palette_count(&palette, piece->pixels, piece->stride, piece->width, piece->height, limit);
  if (palette.size == 1) {
    put_control(self, CONTROL_FILL, out);
    replay_put_rgb(out, palette.colours[0]);
  } else if (palette.size <= limit) {
    put_palette(self, piece, &palette, out);
  } else if (self->jpeg) {
    put_jpeg(self, piece, out);
  } else {
    put_full(self, piece, out);
  }
}

guint
replay_encode_tight(ReplayCodec *self, const ReplayRect *rect, GByteArray *out)
{
  guint n_rects = 0;

  for (int y = 0; y < rect->height; y += PIECE)
    for (int x = 0; x < rect->width; x += PIECE, n_rects++) {
      Piece piece = {.pixels = rect->pixels + y * rect->width + x,
                     .stride = rect->width,
                     .width = MIN(PIECE, rect->width - x),
                     .height = MIN(PIECE, rect->height - y)};
      replay_put_rect(out, rect->x + x, rect->y + y, piece.width, piece.height, REPLAY_TIGHT);
      put_piece(self, &piece, out);
    }
  return n_rects;
}

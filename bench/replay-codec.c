// SPDX-License-Identifier: LGPL-2.1-or-later
#include "replay-codec-private.h"

static const struct {
  const char *name;
  ReplayEncoding encoding;
  gboolean jpeg;
} encodings[] = {
    {"raw", REPLAY_RAW},     {"hextile", REPLAY_HEXTILE},        {"zrle", REPLAY_ZRLE},
    {"tight", REPLAY_TIGHT}, {"tight-jpeg", REPLAY_TIGHT, TRUE},
};

void
replay_put_u8(GByteArray *out, guint value)
{
  guint8 byte = (guint8)value;

  g_byte_array_append(out, &byte, 1);
}

void
replay_put_u16(GByteArray *out, guint value)
{
  guint16 word = g_htons((guint16)value);

  g_byte_array_append(out, (const guint8 *)&word, sizeof word);
}

void
replay_put_u32(GByteArray *out, guint value)
{
  guint32 word = g_htonl(value);

  g_byte_array_append(out, (const guint8 *)&word, sizeof word);
}

void
replay_put_rect(GByteArray *out, int x, int y, int width, int height, ReplayEncoding encoding)
{
  replay_put_u16(out, (guint)x);
  replay_put_u16(out, (guint)y);
  replay_put_u16(out, (guint)width);
  replay_put_u16(out, (guint)height);
  replay_put_u32(out, encoding);
}

void
replay_put_bgr(GByteArray *out, guint32 colour)
{
  guint8 bytes[] = {(guint8)colour, (guint8)(colour >> 8), (guint8)(colour >> 16)};

  g_byte_array_append(out, bytes, sizeof bytes);
}

void
replay_put_rgb(GByteArray *out, guint32 colour)
{
  guint8 bytes[] = {(guint8)(colour >> 16), (guint8)(colour >> 8), (guint8)colour};

  g_byte_array_append(out, bytes, sizeof bytes);
}

void
replay_deflate(z_stream *stream, const GByteArray *data, int flush, GByteArray *out)
{
  guint8 chunk[16384];

  stream->next_in = data->data;
  stream->avail_in = data->len;
  do {
    stream->next_out = chunk;
    stream->avail_out = sizeof chunk;
    deflate(stream, flush);
    g_byte_array_append(out, chunk, sizeof chunk - stream->avail_out);
  } while (stream->avail_out == 0);
}

ReplayCodec *
replay_codec_new(const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS(encodings); i++) {
    if (!g_str_equal(encodings[i].name, name))
      continue;
    ReplayCodec *self = g_new0(ReplayCodec, 1);
    self->encoding = encodings[i].encoding;
    self->jpeg = encodings[i].jpeg;
    deflateInit(&self->zrle, 6);
    for (guint n = 0; n < REPLAY_TIGHT_STREAMS; n++)
      deflateInit(&self->tight[n], 6);
    return self;
  }
  return NULL;
}

void
replay_codec_free(ReplayCodec *self)
{
  deflateEnd(&self->zrle);
  for (guint n = 0; n < REPLAY_TIGHT_STREAMS; n++)
    deflateEnd(&self->tight[n]);
  g_free(self);
}

ReplayEncoding
replay_codec_get_encoding(const ReplayCodec *self)
{
  return self->encoding;
}

static guint
encode_raw(const ReplayRect *rect, GByteArray *out)
{
  gsize pixels = (gsize)rect->width * (gsize)rect->height;

  replay_put_rect(out, rect->x, rect->y, rect->width, rect->height, REPLAY_RAW);
  for (gsize i = 0; i < pixels; i++) {
    guint32 pixel = GUINT32_TO_LE(rect->pixels[i]);
    g_byte_array_append(out, (const guint8 *)&pixel, sizeof pixel);
  }
  return 1;
}

static guint
encode_copy(const ReplayRect *rect, GByteArray *out)
{
  replay_put_rect(out, rect->x, rect->y, rect->width, rect->height, REPLAY_COPY_RECT);
  replay_put_u16(out, (guint)rect->from_x);
  replay_put_u16(out, (guint)rect->from_y);
  return 1;
}

static guint
encode_rect(ReplayCodec *self, const ReplayRect *rect, gboolean last, GByteArray *out)
{
  if (rect->copy)
    return encode_copy(rect, out);
  switch (self->encoding) {
  case REPLAY_HEXTILE:
    return replay_encode_hextile(rect, out);
  case REPLAY_ZRLE:
    return replay_encode_zrle(self, rect, last, out);
  case REPLAY_TIGHT:
    return replay_encode_tight(self, rect, out);
  default:
    return encode_raw(rect, out);
  }
}

GByteArray *
replay_codec_encode(ReplayCodec *self, const GArray *update, gboolean first, gboolean last)
{
  GByteArray *out = g_byte_array_new();
  guint n_rects = 0;

  self->tight_reset |= first;
  replay_put_u16(out, 0); /* message type FramebufferUpdate, padding */
  replay_put_u16(out, 0);
  for (guint i = 0; i < update->len; i++)
    n_rects +=
        encode_rect(self, &g_array_index(update, ReplayRect, i), last && i + 1 == update->len, out);
  out->data[2] = (guint8)(n_rects >> 8);
  out->data[3] = (guint8)n_rects;
  return out;
}

GByteArray *
replay_codec_encode_frame(const guint32 *frame)
{
  GByteArray *out = g_byte_array_new();
  ReplayRect rect = {
      .width = REPLAY_WIDTH, .height = REPLAY_HEIGHT, .pixels = (guint32 *)(gpointer)frame};

  replay_put_u16(out, 0);
  replay_put_u16(out, 1);
  encode_raw(&rect, out);
  return out;
}

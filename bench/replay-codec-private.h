// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the encoders share. */
#pragma once

#include <zlib.h>

#include "replay-codec.h"
#include "replay-palette.h"

#define REPLAY_TIGHT_STREAMS 3

struct _ReplayCodec {
  ReplayEncoding encoding;
  gboolean jpeg;                        /* pictures inside Tight lose detail */
  z_stream zrle;                        /* one stream for the whole connection */
  z_stream tight[REPLAY_TIGHT_STREAMS]; /* full colour, two colours, palettes */
  gboolean tight_reset;                 /* the next rectangle starts all streams anew */
};

void replay_put_u8(GByteArray *out, guint value);
void replay_put_u16(GByteArray *out, guint value);
void replay_put_u32(GByteArray *out, guint value);
/* The header of one rectangle. */
void replay_put_rect(GByteArray *out, int x, int y, int width, int height, ReplayEncoding encoding);
/* Blue, green, red: CPIXEL of ZRLE in our pixel format. */
void replay_put_bgr(GByteArray *out, guint32 colour);
/* Red, green, blue: TPIXEL of Tight. */
void replay_put_rgb(GByteArray *out, guint32 colour);
/* Compresses @data into @out with @flush of zlib. */
void replay_deflate(z_stream *stream, const GByteArray *data, int flush, GByteArray *out);

/* Each appends one or more rectangles and returns how many. */
guint replay_encode_hextile(const ReplayRect *rect, GByteArray *out);
guint replay_encode_zrle(ReplayCodec *self, const ReplayRect *rect, gboolean last, GByteArray *out);
guint replay_encode_tight(ReplayCodec *self, const ReplayRect *rect, GByteArray *out);

// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Encoders of RFB updates (RFC 6143 section 7.7 and, for Tight, the community's RFB specification),
 * for 32-bit little-endian pixels of depth 24.
 */
#pragma once

#include <glib.h>

#include "replay-scene.h"

typedef enum {
  REPLAY_RAW = 0,
  REPLAY_COPY_RECT = 1,
  REPLAY_HEXTILE = 5,
  REPLAY_TIGHT = 7,
  REPLAY_ZRLE = 16,
} ReplayEncoding;

typedef struct _ReplayCodec ReplayCodec;

/* @name: "raw", "hextile", "zrle", "tight" or "tight-jpeg". NULL = there is no such encoding. */
ReplayCodec *replay_codec_new(const char *name);
void replay_codec_free(ReplayCodec *self);
/* The number the encoding has on the wire. */
ReplayEncoding replay_codec_get_encoding(const ReplayCodec *self);

/*
 * Encodes a whole FramebufferUpdate message. A cycle of updates can be sent again and again where
 * its first one was encoded with @first and its last one with @last. Where the encoding loses
 * detail, the pixels of @update become what a client sees. (transfer full)
 */
GByteArray *
replay_codec_encode(ReplayCodec *self, const GArray *update, gboolean first, gboolean last);

/* The message that shows the whole of @frame, raw. (transfer full) */
GByteArray *replay_codec_encode_frame(const guint32 *frame);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReplayCodec, replay_codec_free)

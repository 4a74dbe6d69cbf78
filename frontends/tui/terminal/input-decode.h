// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a control sequence of a terminal means. Pure. */
#pragma once

#include "terminal/input-keys.h"
#include "terminal/input-parser.h"

G_BEGIN_DECLS

#define SEQUENCE_MAX_FIELDS REPLY_MAX_PARAMETERS
#define SEQUENCE_MAX_PARTS 4

/* CSI prefix fields intermediate final; fields are separated by ';', their parts by ':'. */
typedef struct {
  char prefix;
  char intermediate;
  char final;
  guint n_fields; /* the index of the last one */
  guint part;
  guint fields[SEQUENCE_MAX_FIELDS][SEQUENCE_MAX_PARTS];
} Sequence;

/* What was asked of the terminal. */
typedef struct {
  char erase;
  gboolean exact;
  double cell_width; /* of a mouse in pixels; 0 = in cells */
  double cell_height;
} InputDecoder;

/* xterm: one more than a set of bits. */
Modifiers input_decode_modifiers(guint parameter);
guint input_decode_character(const InputDecoder *self, gunichar character, Modifiers *modifiers);
gboolean input_decode_is_paste(const Sequence *sequence);
gboolean input_decode_event(const InputDecoder *self, const Sequence *sequence, Event *event);
gboolean input_decode_reply(const Sequence *sequence, Reply *reply);

G_END_DECLS

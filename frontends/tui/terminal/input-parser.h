// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The bytes of a terminal, taken apart: what a person did, and what the terminal answered. Pure.
 *
 * Takes any bytes, cut anywhere. Sources: ECMA-48; xterm's "Control Sequences"; the kitty keyboard
 * protocol; what Linux's console and VT220s send.
 */
#pragma once

#include "terminal/event.h"

G_BEGIN_DECLS

#define REPLY_MAX_PARAMETERS 32

typedef enum {
  REPLY_CSI,
  REPLY_DCS, /* text alone, as of the next two */
  REPLY_OSC,
  REPLY_APC,
} ReplyKind;

typedef struct {
  ReplyKind kind;
  char prefix;       /* '<', '=', '>', '?', or 0 */
  char intermediate; /* the last one, or 0 */
  char final;
  guint n_parameters;
  guint parameters[REPLY_MAX_PARAMETERS];
  const char *text; /* terminated; valid during the call */
  gsize length;
} Reply;

typedef struct {
  void (*event)(const Event *event, gpointer user_data);
  void (*reply)(const Reply *reply, gpointer user_data);
} InputHooks;

typedef struct _InputParser InputParser;

InputParser *input_parser_new(const InputHooks *hooks, gpointer user_data);
void input_parser_free(InputParser *self);

/* The key that the terminal sends for BackSpace: 0x7f, or 0x08. */
void input_parser_set_erase(InputParser *self, char erase);
/* Presses are followed by their releases, as was asked of the terminal. */
void input_parser_set_exact(InputParser *self, gboolean exact);
/* The size of a cell where the mouse is told in pixels, as was asked of the terminal; 0, 0 = it is
 * told in cells. */
void input_parser_set_cell(InputParser *self, double width, double height);

void input_parser_feed(InputParser *self, const char *bytes, gsize length);
/* How long to wait for the rest of what has begun, in milliseconds; -1 = for ever. */
int input_parser_get_timeout(const InputParser *self);
/* The rest does not come: a lone ESC was the key. */
void input_parser_time_out(InputParser *self);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * What of a guest's output reaches the emulator: text, and control sequences that are whole, known
 * and of sane size. Everything else is dropped, whatever its length.
 *
 * The guest chooses every byte, and libvterm 0.1.4 trusts them: more than 16 parameters overrun its
 * buffer, C1 characters move the cursor out of the screen, REP of nothing never ends, and answers
 * to DECRQSS repeat what was asked. Strings (OSC, DCS and the like: titles, clipboards, palettes)
 * have no use here at all. What comes out is valid UTF-8 in which every sequence is complete, so
 * that the emulator is always between two of them.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes of a control sequence that are looked at; a longer one is dropped. */
#define OUTPUT_FILTER_MAX_SEQUENCE 128

/* To be used by the functions below alone; all zero is the beginning. */
typedef struct {
  int state;
  char sequence[OUTPUT_FILTER_MAX_SEQUENCE]; /* between "ESC [" and the final byte */
  guint length;
  char intermediate;   /* of an escape sequence */
  gboolean line_ends;  /* a line feed ends the string: it is an OSC */
  guint8 character[4]; /* a UTF-8 character that is not complete */
  guint n_bytes;       /* of it that are there */
  guint n_wanted;      /* of it in all */
  guint n_marks;       /* combining characters since the last that has a width */
  gunichar last;       /* what REP repeats; 0 = nothing */
} OutputFilter;

/* Appends to @out what the emulator may have of the next @length bytes. */
void output_filter_feed(OutputFilter *self, const char *bytes, gsize length, GString *out);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * When a frame may be drawn: as many are under way as the terminal keeps pace with, so that a slow
 * link shows the newest picture and never an old queue. Pure: the caller brings the time, in
 * microseconds.
 */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

#define FRAMES_MAX 2 /* under way */

typedef struct {
  gint64 sent[FRAMES_MAX]; /* when the frames under way were written */
  guint under_way;
  gint64 last;       /* when the last one was written */
  gint64 round_trip; /* smoothed; 0 = not measured */
  gint64 least;      /* of late: what the way takes when hardly anything is on it; 0 likewise */

  gint64 window; /* when the figures below began to count */
  guint n_frames;
  gsize n_bytes;
  double rate;             /* frames a second, of the last window */
  double bandwidth;        /* bytes a second */
  gint64 shown_round_trip; /* as of its end */
} Frames;

/* Begins again, with so many answers of the terminal that are due. */
void frames_reset(Frames *self, guint under_way, gint64 now);
/* When the next frame may be drawn; G_MAXINT64 = when one has arrived. */
gint64 frames_get_due(const Frames *self);
/* A frame of @n_bytes was written. @moves: it shows what the guest drew. */
void frames_sent(Frames *self, gint64 now, gsize n_bytes, gboolean moves);
/* The terminal has drawn the oldest one. */
void frames_arrived(Frames *self, gint64 now);
/* Ends a window of the figures; TRUE if anything was counted in it. */
gboolean frames_count(Frames *self, gint64 now);

G_END_DECLS

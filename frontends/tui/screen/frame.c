// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/frame.h"

/* Links on which a second frame on its way keeps the terminal busy. */
#define FAR_ROUND_TRIP (30 * 1000)
/* Terminals that are on the same computer, or as good as. */
#define NEAR_ROUND_TRIP (5 * 1000)
#define INTERVAL (G_USEC_PER_SEC / 30)
#define NEAR_INTERVAL (G_USEC_PER_SEC / 60)

void
frames_reset(Frames *self, guint under_way, gint64 now)
{
  self->under_way = MIN(under_way, FRAMES_MAX);
  self->sent[0] = self->sent[1] = now;
  self->last = 0;
  self->round_trip = self->least = 0;
}

/* A second frame fills a long way, but on a narrow one it only waits behind the first. */
static guint
get_limit(const Frames *self)
{
  gboolean is_far = self->least > FAR_ROUND_TRIP;
  gboolean is_narrow = self->round_trip > 2 * self->least;

  return is_far && !is_narrow ? 2 : 1;
}

gint64
frames_get_due(const Frames *self)
{
  gboolean near = self->round_trip > 0 && self->round_trip < NEAR_ROUND_TRIP;

  if (self->under_way >= get_limit(self))
    return G_MAXINT64;
  return self->last + (near ? NEAR_INTERVAL : INTERVAL);
}

void
frames_sent(Frames *self, gint64 now, gsize n_bytes, gboolean moves)
{
  if (self->under_way < FRAMES_MAX)
    self->sent[self->under_way++] = now;
  self->last = now;
  self->n_frames += moves;
  self->n_bytes += n_bytes;
}

void
frames_arrived(Frames *self, gint64 now)
{
  gint64 took;

  if (self->under_way == 0)
    return;
  took = MAX(now - self->sent[0], 1);
  self->round_trip = self->round_trip > 0 ? (self->round_trip * 7 + took) / 8 : took;
  self->least = self->least > 0 ? MIN(took, self->least + self->least / 16 + 1) : took;
  self->under_way--;
  self->sent[0] = self->sent[1];
}

gboolean
frames_count(Frames *self, gint64 now)
{
  double seconds = (double)MAX(now - self->window, 1) / G_USEC_PER_SEC;
  gboolean any = self->n_frames > 0 || self->n_bytes > 0;

  self->rate = self->n_frames / seconds;
  self->bandwidth = (double)self->n_bytes / seconds;
  self->shown_round_trip = self->round_trip;
  self->window = now;
  self->n_frames = 0;
  self->n_bytes = 0;
  return any;
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "pacer.h"

/* Faster monitors show no more than this of a guest's screen. */
#define MAX_RATE 120
#define DEFAULT_RATE 60

struct _Pacer {
  GSource source;

  PacerPaint paint;
  gpointer user_data;
  gint64 interval; /* microseconds */
  gint64 last;     /* when the last frame was begun */
  gboolean waiting;
};

static void
pacer_run(Pacer *self)
{
  /* Even to set what is set already wakes the main loop once more. */
  if (self->waiting)
    g_source_set_ready_time(&self->source, -1);
  self->waiting = FALSE;
  self->last = g_get_monotonic_time();
  self->paint(self->user_data);
}

static gboolean
pacer_dispatch(GSource *source, GSourceFunc callback, gpointer user_data)
{
  pacer_run((Pacer *)source);
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs pacer_funcs = {
    .dispatch = pacer_dispatch,
};

/**
 * pacer_new:
 * @paint: paints a frame
 * @user_data: for @paint
 *
 * Returns: (transfer full): a pacer on the default main context, to be freed by pacer_free()
 */
Pacer *
pacer_new(PacerPaint paint, gpointer user_data)
{
  Pacer *self = (Pacer *)g_source_new(&pacer_funcs, sizeof *self);

  self->paint = paint;
  self->user_data = user_data;
  pacer_set_rate(self, 0);
  g_source_set_static_name(&self->source, "frames");
  g_source_attach(&self->source, NULL);
  return self;
}

/**
 * pacer_free:
 * @self: (transfer full): a pacer
 *
 * Paints no more.
 */
void
pacer_free(Pacer *self)
{
  g_source_destroy(&self->source);
  g_source_unref(&self->source);
}

/**
 * pacer_set_rate:
 * @self: a pacer
 * @frames_per_second: what the monitor shows, 0 = unknown
 */
void
pacer_set_rate(Pacer *self, int frames_per_second)
{
  int rate = frames_per_second > 0 ? MIN(frames_per_second, MAX_RATE) : DEFAULT_RATE;

  self->interval = G_USEC_PER_SEC / rate;
}

/**
 * pacer_request:
 * @self: a pacer
 *
 * Something is to be painted. May paint before it returns.
 */
void
pacer_request(Pacer *self)
{
  gint64 due = self->last + self->interval;

  if (self->waiting)
    return;
  if (due <= g_get_monotonic_time()) {
    pacer_run(self);
    return;
  }
  self->waiting = TRUE;
  g_source_set_ready_time(&self->source, due);
}

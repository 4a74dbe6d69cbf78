// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/reconnect.h"

/* Milliseconds before each try: for a while there are many, as a server that restarts, or a guest
 * that reboots, is back in a moment, and is to be seen within a second then. */
static const guint delays[] = {500,  500,  500,  500,  500,  500,  500,  500,  500,   500,
                               1000, 1000, 1000, 1000, 1000, 2000, 4000, 8000, 15000, 30000};

/**
 * reconnect_helps:
 * @error: (nullable): why the session ended, %NULL = the person ended it
 *
 * Returns: %TRUE if another try, with nothing else changed, can succeed
 */
gboolean
reconnect_helps(const GError *error)
{
  if (error == NULL || error->domain != ORIEL_ERROR)
    return FALSE;
  switch ((OrielError)error->code) {
  case ORIEL_ERROR_UNREACHABLE:
  case ORIEL_ERROR_NOT_FOUND:
  case ORIEL_ERROR_PROTOCOL:
  case ORIEL_ERROR_TIMED_OUT:
  case ORIEL_ERROR_DIED:
  case ORIEL_ERROR_BUSY:
  case ORIEL_ERROR_FAILED:
    return TRUE;
  case ORIEL_ERROR_INVALID:
  case ORIEL_ERROR_AUTH:
  case ORIEL_ERROR_INSECURE:
  case ORIEL_ERROR_NOT_SUPPORTED:
  default:
    return FALSE;
  }
}

/**
 * reconnect_plan:
 * @self: a policy, zeroed at first
 * @now: monotonic time, in microseconds
 *
 * The connection is lost, or a try has failed: plans the next one, each later than the last.
 */
void
reconnect_plan(Reconnect *self, gint64 now)
{
  guint delay = delays[MIN(self->attempts, G_N_ELEMENTS(delays) - 1)];

  self->attempts++;
  self->due = now + delay * G_TIME_SPAN_MILLISECOND;
}

/**
 * reconnect_plan_late:
 * @self: a policy, zeroed at first
 * @now: monotonic time, in microseconds
 *
 * The same where something else has to change first: at the longest distance.
 */
void
reconnect_plan_late(Reconnect *self, gint64 now)
{
  self->attempts = G_N_ELEMENTS(delays) - 1;
  reconnect_plan(self, now);
}

/**
 * reconnect_wake:
 * @self: a policy
 * @now: monotonic time, in microseconds
 *
 * The machine wakes up after it was suspended: networks come back with it, and servers have long
 * been there. What was planned is due now, and begins anew.
 */
void
reconnect_wake(Reconnect *self, gint64 now)
{
  self->attempts = 0;
  if (self->due != 0)
    self->due = now;
}

/**
 * reconnect_reset:
 * @self: a policy
 *
 * The connection stands, or nobody wants it any more.
 */
void
reconnect_reset(Reconnect *self)
{
  *self = (Reconnect){0};
}

/**
 * reconnect_get_seconds:
 * @self: a policy
 * @now: monotonic time, in microseconds
 *
 * Returns: whole seconds to the next try, for a person to read; 0 = now
 */
guint
reconnect_get_seconds(const Reconnect *self, gint64 now)
{
  gint64 left = MAX(self->due - now, 0);

  return (guint)((left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
}

/**
 * reconnect_get_next_tick:
 * @self: a policy
 * @now: monotonic time, in microseconds
 *
 * Returns: when reconnect_get_seconds() changes, or when the try is due
 */
gint64
reconnect_get_next_tick(const Reconnect *self, gint64 now)
{
  guint seconds = reconnect_get_seconds(self, now);

  return self->due - (seconds > 0 ? seconds - 1 : 0) * G_USEC_PER_SEC;
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* When to try a lost connection again. Pure: the caller brings the time. */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

typedef struct {
  guint attempts; /* that failed since the last success */
  gint64 due;     /* monotonic time of the next try, in microseconds; 0 = none is planned */
} Reconnect;

gboolean reconnect_helps(const GError *error);
void reconnect_plan(Reconnect *self, gint64 now);
void reconnect_plan_late(Reconnect *self, gint64 now);
void reconnect_wake(Reconnect *self, gint64 now);
void reconnect_reset(Reconnect *self);
guint reconnect_get_seconds(const Reconnect *self, gint64 now);
gint64 reconnect_get_next_tick(const Reconnect *self, gint64 now);

G_END_DECLS

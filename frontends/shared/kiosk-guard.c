// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/kiosk-guard.h"

#define FIRST_DELAY 250 /* ms: what a window manager does in several steps is done by then */
#define MAX_TRIES 6     /* each twice as long after the last: 16 s in all */

struct _KioskGuard {
  KioskGuardHooks hooks;
  gpointer user_data;
  guint tries; /* since it was right */
  guint timer;
};

KioskGuard *
kiosk_guard_new(const KioskGuardHooks *hooks, gpointer user_data)
{
  KioskGuard *self = g_new0(KioskGuard, 1);

  self->hooks = *hooks;
  self->user_data = user_data;
  return self;
}

void
kiosk_guard_free(KioskGuard *self)
{
  g_clear_handle_id(&self->timer, g_source_remove);
  g_free(self);
}

static gboolean
on_timer(gpointer user_data)
{
  KioskGuard *self = user_data;

  self->timer = 0;
  if (self->hooks.is_right(self->user_data)) {
    self->tries = 0;
    return G_SOURCE_REMOVE;
  }
  self->tries++;
  self->hooks.put_right(self->user_data);
  if (self->tries < MAX_TRIES && self->timer == 0) /* what it did may have made it look already */
    self->timer = g_timeout_add(FIRST_DELAY << self->tries, on_timer, self);
  return G_SOURCE_REMOVE;
}

void
kiosk_guard_look(KioskGuard *self)
{
  if (self->timer != 0)
    return;
  self->tries = MIN(self->tries, MAX_TRIES - 1); /* it had given up: once more */
  self->timer = g_timeout_add(FIRST_DELAY << self->tries, on_timer, self);
}

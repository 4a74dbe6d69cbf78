// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/kiosk-guard.h"

#define FIRST_DELAY 250 /* ms: what a window manager does in several steps is done by then */
#define MAX_DOUBLINGS 5 /* of the delay, one with each try: 8 s */

struct _KioskGuard {
  KioskGuardHooks hooks;
  gpointer user_data;
  guint tries; /* since it was right; no more than MAX_DOUBLINGS are counted */
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
  self->tries = MIN(self->tries + 1, MAX_DOUBLINGS);
  self->hooks.put_right(self->user_data);
  kiosk_guard_look(self);
  return G_SOURCE_REMOVE;
}

void
kiosk_guard_look(KioskGuard *self)
{
  if (self->timer == 0)
    self->timer = g_timeout_add(FIRST_DELAY << self->tries, on_timer, self);
}

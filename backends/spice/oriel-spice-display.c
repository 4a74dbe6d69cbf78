// SPDX-License-Identifier: LGPL-2.1-or-later
/* The channel of a screen: others may fail alone, but without a picture there is no session. */
#include "oriel-spice-compression.h"
#include "oriel-spice-errors.h"

/* Milliseconds in which a server that ends closes the main channel as well. */
#define END_LIMIT 500

/* Whether a channel may be closed while the session goes on: its guest moves, or there are other
 * screens. */
static gboolean
may_close(OrielSpiceBackend *self)
{
  SpiceSessionMigration state = SPICE_SESSION_MIGRATION_NONE;

  g_object_get(self->session, "migration-state", &state, NULL);
  return state != SPICE_SESSION_MIGRATION_NONE || self->screens->len > 1;
}

static gboolean
on_end_limit(gpointer data)
{
  OrielSpiceBackend *self = data;

  self->ending = 0;
  oriel_spice_backend_finish(self, oriel_spice_errors_no_screen());
  return G_SOURCE_REMOVE;
}

static void
on_event(SpiceChannel *channel, SpiceChannelEvent event, OrielSpiceBackend *self)
{
  GError *error = NULL;

  if (self->over)
    return;
  if (event == SPICE_CHANNEL_OPENED)
    oriel_spice_compression_prefer(SPICE_DISPLAY_CHANNEL(channel), self->compression);
  if (event == SPICE_CHANNEL_CLOSED) {
    if (self->ending == 0 && !may_close(self))
      self->ending = g_timeout_add(END_LIMIT, on_end_limit, self);
    return;
  }
  error = oriel_spice_errors_describe(channel, event);
  if (error != NULL)
    oriel_spice_backend_finish(self, error);
}

void
oriel_spice_display_watch(OrielSpiceBackend *self, SpiceDisplayChannel *channel)
{
  g_signal_connect_object(channel, "channel-event", G_CALLBACK(on_event), self, 0);
  oriel_spice_move_add_screen(self, channel);
  spice_channel_connect(SPICE_CHANNEL(channel));
}

void
oriel_spice_display_forget(OrielSpiceBackend *self, SpiceChannel *channel)
{
  g_signal_handlers_disconnect_by_func(channel, on_event, self);
}

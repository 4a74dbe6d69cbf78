// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Sound. The library would play it by itself, through GStreamer: it takes a channel of sound that
 * nobody has connected when the program asks for its player, and it asks for that itself as soon as
 * the guest has an agent. Here that player does not exist, and a viewer that wants no sound leaves
 * the channel unconnected, so that none is sent.
 */
#include "oriel-spice-private.h"

/* In place of the library's, which would load GStreamer into the confined process. It takes NULL
 * for a failure, and goes on. */
SpiceAudio *
spice_audio_get(SpiceSession *session, GMainContext *context)
{
  return NULL;
}

static void
on_start(SpicePlaybackChannel *channel, int format, int channels, int rate, OrielSpiceBackend *self)
{
  if (self->over || format != SPICE_AUDIO_FMT_S16 || channels < 1 || channels > 8 || rate < 1000 ||
      rate > 384000)
    return;
  self->frame_size = 2 * (guint)channels;
  oriel_backend_audio_start(ORIEL_BACKEND(self), (guint)rate, (guint)channels);
}

/* Whole frames; a server that sends anything else loses the rest of it. */
static void
on_data(SpicePlaybackChannel *channel, gconstpointer samples, int size, OrielSpiceBackend *self)
{
  if (!self->over && self->frame_size != 0 && size > 0)
    oriel_backend_audio_data(ORIEL_BACKEND(self), samples,
                             (gsize)size / self->frame_size * self->frame_size);
}

static void
on_stop(SpicePlaybackChannel *channel, OrielSpiceBackend *self)
{
  if (self->over || self->frame_size == 0)
    return;
  self->frame_size = 0;
  oriel_backend_audio_stop(ORIEL_BACKEND(self));
}

/* The library takes the answer for the time that pictures of a stream are to be shown at. Where
 * nobody plays, the server's own clock is better than an invented delay. */
static void
on_get_delay(SpicePlaybackChannel *channel, OrielSpiceBackend *self)
{
  if (self->audio_latency != 0)
    spice_playback_channel_set_delay(channel, self->audio_latency);
}

static void
on_volume(SpicePlaybackChannel *channel, GParamSpec *pspec, OrielSpiceBackend *self)
{
  guint16 *volumes = NULL; /* the channel's */
  guint n_volumes = 0;
  gboolean muted = FALSE;

  g_object_get(channel, "volume", &volumes, "nchannels", &n_volumes, "mute", &muted, NULL);
  if (!self->over)
    oriel_backend_audio_volume(ORIEL_BACKEND(self), volumes, volumes != NULL ? n_volumes : 0,
                               muted);
}

void
oriel_spice_audio_watch(OrielSpiceBackend *self, SpicePlaybackChannel *channel)
{
  if (!self->audio_wanted)
    return;
  g_signal_connect_object(channel, "playback-start", G_CALLBACK(on_start), self, 0);
  g_signal_connect_object(channel, "playback-data", G_CALLBACK(on_data), self, 0);
  g_signal_connect_object(channel, "playback-stop", G_CALLBACK(on_stop), self, 0);
  g_signal_connect_object(channel, "playback-get-delay", G_CALLBACK(on_get_delay), self, 0);
  g_signal_connect_object(channel, "notify::volume", G_CALLBACK(on_volume), self, 0);
  g_signal_connect_object(channel, "notify::mute", G_CALLBACK(on_volume), self, 0);
  spice_channel_connect(SPICE_CHANNEL(channel));
}

void
oriel_spice_audio_set_latency(OrielSpiceBackend *self, guint milliseconds)
{
  self->audio_latency = milliseconds;
}

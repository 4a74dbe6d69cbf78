// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the guest hears. Its channel is connected only where a microphone is offered. */
#include "oriel-spice-private.h"

/* What may wait for a server that does not read, before more of it is dropped. */
#define MAX_WAITING (64 * 1024)

static void
on_start(SpiceRecordChannel *channel, int format, int channels, int rate, OrielSpiceBackend *self)
{
  if (self->over || format != SPICE_AUDIO_FMT_S16 || channels < 1 || channels > 8 || rate < 1000 ||
      rate > 384000)
    return;
  self->record = channel;
  self->recorded = 0;
  self->record_channels = (guint)channels;
  self->record_rate = 2 * (guint)channels * (guint)rate;
  oriel_backend_record_start(ORIEL_BACKEND(self), (guint)rate, (guint)channels);
}

static void
on_stop(SpiceRecordChannel *channel, OrielSpiceBackend *self)
{
  if (self->over || self->record != channel)
    return;
  self->record = NULL;
  oriel_backend_record_stop(ORIEL_BACKEND(self));
}

void
oriel_spice_record_watch(OrielSpiceBackend *self, SpiceRecordChannel *channel)
{
  if (!self->microphone_offered)
    return;
  g_signal_connect_object(channel, "record-start", G_CALLBACK(on_start), self, 0);
  g_signal_connect_object(channel, "record-stop", G_CALLBACK(on_stop), self, 0);
  spice_channel_connect(SPICE_CHANNEL(channel));
}

static void
on_flushed(GObject *channel, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(OrielSpiceBackend) self = user_data;

  spice_channel_flush_finish(SPICE_CHANNEL(channel), result, NULL);
  self->record_flushing = FALSE;
  self->record_waiting = 0;
}

/* What is left of a sample at a volume of 0 to 65535, which is cubic, as what a guest plays is. */
static gint16
soften(gint16 sample, guint16 volume)
{
  gint64 gain = (gint64)volume * volume / G_MAXUINT16 * volume / G_MAXUINT16;

  return (gint16)(sample * gain / G_MAXUINT16);
}

/* The samples as loud as the guest wants them; NULL = as they are. (transfer full) */
static gint16 *
soften_all(SpiceRecordChannel *channel, guint n_channels, const guint8 *samples, gsize size)
{
  gint16 *softened = NULL;
  guint16 *volumes = NULL; /* the channel's */
  guint n_volumes = 0;
  gboolean muted = FALSE, full = TRUE;

  g_object_get(channel, "volume", &volumes, "nchannels", &n_volumes, "mute", &muted, NULL);
  n_volumes = volumes != NULL ? MIN(n_volumes, n_channels) : 0;
  for (guint i = 0; i < n_volumes; i++)
    full &= volumes[i] == G_MAXUINT16;
  if (muted)
    return g_malloc0(size);
  if (full)
    return NULL;
  softened = g_memdup2(samples, size);
  for (gsize i = 0; i < size / 2; i++)
    if (i % n_channels < n_volumes)
      softened[i] = GINT16_TO_LE(soften(GINT16_FROM_LE(softened[i]), volumes[i % n_channels]));
  return softened;
}

/* The library keeps what the server does not read, however much it is: a flush tells when all of it
 * is gone. */
void
oriel_spice_record_send(OrielSpiceBackend *self, const guint8 *samples, gsize size)
{
  g_autofree gint16 *softened = NULL;
  guint32 time;

  if (self->record == NULL || self->over || self->record_waiting + size > MAX_WAITING)
    return;
  softened = soften_all(self->record, self->record_channels, samples, size);
  self->recorded += size;
  time = (guint32)(self->recorded * 1000 / self->record_rate);
  spice_record_channel_send_data(
      self->record, softened != NULL ? (gpointer)softened : (gpointer)samples, size, time);
  self->record_waiting += size;
  if (self->record_flushing)
    return;
  self->record_flushing = TRUE;
  spice_channel_flush_async(SPICE_CHANNEL(self->record), NULL, on_flushed, g_object_ref(self));
}

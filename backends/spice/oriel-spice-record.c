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

/* The library keeps what the server does not read, however much it is: a flush tells when all of it
 * is gone. */
void
oriel_spice_record_send(OrielSpiceBackend *self, const guint8 *samples, gsize size)
{
  g_autofree guint8 *silence = NULL;
  gboolean muted = FALSE;
  guint32 time;

  if (self->record == NULL || self->over || self->record_waiting + size > MAX_WAITING)
    return;
  g_object_get(self->record, "mute", &muted, NULL);
  if (muted)
    silence = g_malloc0(size);
  self->recorded += size;
  time = (guint32)(self->recorded * 1000 / self->record_rate);
  spice_record_channel_send_data(self->record, muted ? silence : (gpointer)samples, size, time);
  self->record_waiting += size;
  if (self->record_flushing)
    return;
  self->record_flushing = TRUE;
  spice_channel_flush_async(SPICE_CHANNEL(self->record), NULL, on_flushed, g_object_ref(self));
}

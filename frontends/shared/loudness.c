// SPDX-License-Identifier: LGPL-2.1-or-later
#include "loudness.h"

#define ONE 65536

/**
 * loudness_of:
 * @audio: a guest's sound
 *
 * Returns: what its guest wants of it at the moment
 */
Loudness
loudness_of(OrielAudio *audio)
{
  Loudness self = {.full = TRUE};

  for (guint i = 0; i < LOUDNESS_MAX_CHANNELS; i++) {
    double volume = oriel_audio_get_muted(audio) ? 0 : oriel_audio_get_channel_volume(audio, i);
    self.gains[i] = (guint32)(volume * volume * volume * ONE + 0.5);
    self.full &= self.gains[i] == ONE;
  }
  return self;
}

/**
 * loudness_apply:
 * @self: how loud
 * @samples: (inout): interleaved, little-endian
 * @n_samples: of all channels together
 * @channels: how many channels there are, at most %LOUDNESS_MAX_CHANNELS
 */
void
loudness_apply(const Loudness *self, gint16 *samples, gsize n_samples, guint channels)
{
  if (self->full || channels == 0 || channels > LOUDNESS_MAX_CHANNELS)
    return;
  for (gsize i = 0; i < n_samples; i++) {
    gint64 value = (gint16)GINT16_FROM_LE(samples[i]);
    samples[i] = (gint16)GINT16_TO_LE((gint16)(value * self->gains[i % channels] / ONE));
  }
}

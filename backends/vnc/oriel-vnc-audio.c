// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Sound, by QEMU's extension of the protocol.
 *
 * Only on a local link: gvnc 1.3.1 reads a block of samples into memory that a timer of 50 ms
 * frees, so a block that takes longer to arrive is written to freed memory. The sink is set before
 * the encoding is offered, since gvnc ends the session when samples come without one.
 */
#include "oriel-vnc-private.h"

#define FREQUENCY 44100
#define CHANNELS 2

static void
on_start(VncBaseAudio *audio, VncAudioFormat *format, OrielVncBackend *self)
{
  if (self->over)
    return;
  self->audio_playing = TRUE;
  oriel_backend_audio_start(ORIEL_BACKEND(self), FREQUENCY, CHANNELS);
}

static void
on_data(VncBaseAudio *audio, VncAudioSample *sample, OrielVncBackend *self)
{
  if (!self->over && self->audio_playing)
    oriel_backend_audio_data(ORIEL_BACKEND(self), sample->data, sample->length);
}

static void
on_stop(VncBaseAudio *audio, OrielVncBackend *self)
{
  if (self->over || !self->audio_playing)
    return;
  self->audio_playing = FALSE;
  oriel_backend_audio_stop(ORIEL_BACKEND(self));
}

/* Asks for sound. To be called before the encodings are set. */
void
oriel_vnc_audio_start(OrielVncBackend *self)
{
  const VncAudioFormat format = {
      .format = VNC_AUDIO_FORMAT_RAW_S16, .nchannels = CHANNELS, .frequency = FREQUENCY};

  self->audio = vnc_base_audio_new();
  g_signal_connect(self->audio, "vnc-audio-playback-start", G_CALLBACK(on_start), self);
  g_signal_connect(self->audio, "vnc-audio-playback-data", G_CALLBACK(on_data), self);
  g_signal_connect(self->audio, "vnc-audio-playback-stop", G_CALLBACK(on_stop), self);
  vnc_connection_set_audio(self->conn, VNC_AUDIO(self->audio));
  vnc_connection_set_audio_format(self->conn, &format);
  vnc_connection_audio_enable(self->conn);
}

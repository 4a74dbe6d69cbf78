// SPDX-License-Identifier: LGPL-2.1-or-later
/* The device is open only while the guest listens, and its light is on no longer than that. */
#include "sound/microphone.h"

#include "sound/device.h"

#define SAMPLES_PER_BUFFER 512
/* How often the device is looked at. */
#define PERIOD_MS 10
/* Sound that is older than this when it could be sent is dropped. */
#define MAX_LATENCY_MS 200

struct _Recorder {
  RecorderListening listening;
  gpointer user_data;
  OrielMicrophone *microphone; /* (nullable) */
  SDL_AudioDeviceID device;
  guint timer; /* source id; 0 = the device is closed */
  guint frame_size;
  guint bytes_per_second;
  gboolean failed; /* there is no device; said once */
};

/**
 * recorder_new:
 * @listening: told whenever the device begins to record
 * @user_data: for @listening
 *
 * Returns: (transfer full): a recorder, to be freed by recorder_free()
 */
Recorder *
recorder_new(RecorderListening listening, gpointer user_data)
{
  Recorder *self = g_new0(Recorder, 1);

  self->listening = listening;
  self->user_data = user_data;
  return self;
}

static void
close_device(Recorder *self)
{
  g_clear_handle_id(&self->timer, g_source_remove);
  device_close(self->device);
  self->device = 0;
}

/**
 * recorder_free:
 * @self: (transfer full): a recorder
 */
void
recorder_free(Recorder *self)
{
  recorder_set_microphone(self, NULL);
  g_free(self);
}

static gboolean
on_time(gpointer user_data)
{
  Recorder *self = user_data;
  guint8 buffer[16 * 1024];
  guint32 room = (guint32)sizeof buffer / self->frame_size * self->frame_size;
  guint32 size;

  if (SDL_GetQueuedAudioSize(self->device) > self->bytes_per_second / 1000 * MAX_LATENCY_MS)
    SDL_ClearQueuedAudio(self->device);
  while ((size = SDL_DequeueAudio(self->device, buffer, room)) > 0) {
    g_autoptr(GBytes) samples = g_bytes_new(buffer, size);
    oriel_microphone_send(self->microphone, samples);
  }
  return G_SOURCE_CONTINUE;
}

static void
open_device(Recorder *self)
{
  guint channels = oriel_microphone_get_channels(self->microphone);
  SDL_AudioSpec spec = {
      .freq = (int)oriel_microphone_get_frequency(self->microphone),
      .format = AUDIO_S16LSB,
      .channels = (Uint8)channels,
      .samples = SAMPLES_PER_BUFFER,
  };

  close_device(self);
  self->device = device_open(TRUE, &spec, NULL);
  if (self->device == 0) {
    if (!self->failed)
      g_message("The guest hears nothing: %s", SDL_GetError());
    self->failed = TRUE;
    return;
  }
  self->failed = FALSE;
  self->frame_size = 2 * channels;
  self->bytes_per_second = self->frame_size * (guint)spec.freq;
  self->timer = g_timeout_add(PERIOD_MS, on_time, self);
  SDL_PauseAudioDevice(self->device, 0);
  self->listening(self->user_data);
}

static void
on_recording(OrielMicrophone *microphone, GParamSpec *pspec, Recorder *self)
{
  if (oriel_microphone_get_recording(microphone))
    open_device(self);
  else
    close_device(self);
}

/**
 * recorder_set_microphone:
 * @self: a recorder
 * @microphone: (nullable) (transfer none): whom to record for
 */
void
recorder_set_microphone(Recorder *self, OrielMicrophone *microphone)
{
  if (self->microphone == microphone)
    return;
  if (self->microphone != NULL)
    g_signal_handlers_disconnect_by_data(self->microphone, self);
  close_device(self);
  g_set_object(&self->microphone, microphone);
  if (microphone == NULL)
    return;
  g_signal_connect(microphone, "notify::recording", G_CALLBACK(on_recording), self);
  on_recording(microphone, NULL, self);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * SDL's audio is initialized when the first sound comes, for most consoles have none, and its
 * device is open only while the guest plays: a silent guest wakes nobody.
 */
#include "audio.h"

#include <SDL.h>

#define SAMPLES_PER_BUFFER 1024
/* Sound that would come later than this is dropped: a guest's clock runs a little faster, or the
 * link stalled and now brings everything at once. */
#define MAX_LATENCY_MS 200

struct _Player {
  OrielAudio *audio; /* (nullable) */
  SDL_AudioDeviceID device;
  guint bytes_per_second;
  gboolean failed; /* there is no device; said once */
};

/**
 * player_new:
 *
 * Returns: (transfer full): a player, to be freed by player_free()
 */
Player *
player_new(void)
{
  return g_new0(Player, 1);
}

static void
close_device(Player *self)
{
  if (self->device != 0)
    SDL_CloseAudioDevice(self->device);
  self->device = 0;
}

/**
 * player_free:
 * @self: (transfer full): a player
 */
void
player_free(Player *self)
{
  player_set_audio(self, NULL);
  g_free(self);
}

static void
open_device(Player *self)
{
  guint channels = oriel_audio_get_channels(self->audio);
  SDL_AudioSpec spec = {
      .freq = (int)oriel_audio_get_frequency(self->audio),
      .format = AUDIO_S16LSB,
      .channels = (Uint8)channels,
      .samples = SAMPLES_PER_BUFFER,
  };

  close_device(self);
  if (spec.freq <= 0 || channels == 0 || channels > 8)
    return;
  if (SDL_InitSubSystem(SDL_INIT_AUDIO) == 0)
    self->device = SDL_OpenAudioDevice(NULL, 0, &spec, NULL, 0);
  if (self->device == 0) {
    if (!self->failed)
      g_message("The guest's sound is not played: %s", SDL_GetError());
    self->failed = TRUE;
    return;
  }
  self->failed = FALSE;
  self->bytes_per_second = 2 * channels * (guint)spec.freq;
  SDL_PauseAudioDevice(self->device, 0);
}

static void
on_playing(OrielAudio *audio, GParamSpec *pspec, Player *self)
{
  if (oriel_audio_get_playing(audio))
    open_device(self);
  else
    close_device(self);
}

static void
on_samples(OrielAudio *audio, GBytes *samples, Player *self)
{
  gsize size;
  const guint8 *data = g_bytes_get_data(samples, &size);

  if (self->device == 0)
    return;
  if (SDL_GetQueuedAudioSize(self->device) > self->bytes_per_second / 1000 * MAX_LATENCY_MS)
    SDL_ClearQueuedAudio(self->device);
  if (size <= G_MAXUINT32)
    SDL_QueueAudio(self->device, data, (Uint32)size);
}

/**
 * player_set_audio:
 * @self: a player
 * @audio: (nullable) (transfer none): what to play
 */
void
player_set_audio(Player *self, OrielAudio *audio)
{
  if (self->audio == audio)
    return;
  if (self->audio != NULL)
    g_signal_handlers_disconnect_by_data(self->audio, self);
  close_device(self);
  g_set_object(&self->audio, audio);
  if (audio == NULL)
    return;
  g_signal_connect(audio, "notify::playing", G_CALLBACK(on_playing), self);
  g_signal_connect(audio, "samples", G_CALLBACK(on_samples), self);
  on_playing(audio, NULL, self);
}

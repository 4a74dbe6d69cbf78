// SPDX-License-Identifier: LGPL-2.1-or-later
/* A device is open only while the guest plays: a silent guest wakes nobody. */
#include "sound/audio.h"

#include "shared/loudness.h"
#include "sound/device.h"

#define SAMPLES_PER_BUFFER 1024
/* Sound that would come later than this is dropped: a guest's clock runs a little faster, or the
 * link stalled and now brings everything at once. */
#define MAX_LATENCY_MS 200
#define LATENCY_STEP_MS 10

struct _Player {
  OrielAudio *audio; /* (nullable) */
  SDL_AudioDeviceID device;
  guint frequency, channels; /* of the device */
  guint bytes_per_second;
  guint device_latency; /* ms of sound in the device itself */
  Loudness loudness;
  guint drain;     /* source id: the guest has stopped, and its last sound is not out yet; 0 = no */
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
  g_clear_handle_id(&self->drain, g_source_remove);
  device_close(self->device);
  self->device = 0;
  if (self->audio != NULL)
    oriel_audio_set_latency(self->audio, 0);
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
  SDL_AudioSpec got = {0};
  SDL_AudioSpec spec = {
      .freq = (int)self->frequency,
      .format = AUDIO_S16LSB,
      .channels = (Uint8)self->channels,
      .samples = SAMPLES_PER_BUFFER,
  };

  self->device = device_open(FALSE, &spec, &got);
  oriel_audio_set_listening(self->audio, self->device != 0);
  if (self->device == 0) {
    if (!self->failed)
      g_message("The guest's sound is not played: %s", SDL_GetError());
    self->failed = TRUE;
    return;
  }
  self->failed = FALSE;
  self->bytes_per_second = 2 * self->channels * self->frequency;
  /* One buffer is being heard, another is filled. */
  self->device_latency = 2 * 1000 * got.samples / (guint)MAX(got.freq, 1);
  SDL_PauseAudioDevice(self->device, 0);
}

static guint
get_queued_ms(Player *self)
{
  return SDL_GetQueuedAudioSize(self->device) / MAX(self->bytes_per_second / 1000, 1);
}

static gboolean
on_drained(gpointer user_data)
{
  Player *self = user_data;

  self->drain = 0;
  close_device(self);
  return G_SOURCE_REMOVE;
}

/* A sound may be shorter than what is queued: it is heard to its end. */
static void
drain_device(Player *self)
{
  if (self->device != 0 && self->drain == 0)
    self->drain = g_timeout_add(get_queued_ms(self) + self->device_latency, on_drained, self);
}

static void
on_playing(OrielAudio *audio, GParamSpec *pspec, Player *self)
{
  guint frequency = oriel_audio_get_frequency(audio);
  guint channels = oriel_audio_get_channels(audio);

  if (!oriel_audio_get_playing(audio)) {
    drain_device(self);
    return;
  }
  g_clear_handle_id(&self->drain, g_source_remove);
  if (self->device != 0 && frequency == self->frequency && channels == self->channels)
    return;
  close_device(self);
  self->frequency = frequency;
  self->channels = channels;
  open_device(self);
}

/* By steps: each is told to the guest's server. */
static void
tell_latency(Player *self, guint milliseconds)
{
  oriel_audio_set_latency(self->audio,
                          MAX(milliseconds / LATENCY_STEP_MS * LATENCY_STEP_MS, LATENCY_STEP_MS));
}

static void
on_loudness(OrielAudio *audio, GParamSpec *pspec, Player *self)
{
  self->loudness = loudness_of(audio);
}

static void
queue(Player *self, const guint8 *data, gsize size)
{
  g_autofree guint8 *copy = NULL;

  if (!self->loudness.full) {
    copy = g_memdup2(data, size);
    loudness_apply(&self->loudness, (gint16 *)(gpointer)copy, size / 2, self->channels);
  }
  SDL_QueueAudio(self->device, copy != NULL ? copy : data, (Uint32)size);
}

static void
on_samples(OrielAudio *audio, GBytes *samples, Player *self)
{
  gsize size;
  const guint8 *data = g_bytes_get_data(samples, &size);
  guint queued;

  if (self->device == 0 || size > G_MAXUINT32)
    return;
  queued = get_queued_ms(self);
  if (queued > MAX_LATENCY_MS) {
    SDL_ClearQueuedAudio(self->device);
    queued = 0;
  }
  queue(self, data, size);
  tell_latency(self, queued + self->device_latency);
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
  g_signal_connect(audio, "notify::volume", G_CALLBACK(on_loudness), self);
  g_signal_connect(audio, "notify::muted", G_CALLBACK(on_loudness), self);
  on_loudness(audio, NULL, self);
  on_playing(audio, NULL, self);
}

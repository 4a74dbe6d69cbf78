// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-audio-private.h"

struct _OrielAudio {
  GObject parent_instance;

  guint frequency;
  guint channels; /* 0 = silence */
};

enum {
  PROP_0,
  PROP_PLAYING,
  N_PROPS,
};

enum {
  SAMPLES,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/**
 * OrielAudio:
 *
 * The sound of a guest: interleaved signed 16-bit little-endian samples, for the program to play.
 */
G_DEFINE_FINAL_TYPE(OrielAudio, oriel_audio, G_TYPE_OBJECT)

static void
oriel_audio_get_property(GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_PLAYING:
    g_value_set_boolean(value, oriel_audio_get_playing(ORIEL_AUDIO(object)));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID(object, id, pspec);
  }
}

static void
oriel_audio_class_init(OrielAudioClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS(klass);

  object_class->get_property = oriel_audio_get_property;

  /**
   * OrielAudio:playing:
   *
   * Whether the guest plays. When it begins, the format is known; it may differ from the last.
   */
  properties[PROP_PLAYING] =
      g_param_spec_boolean("playing", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties(object_class, N_PROPS, properties);

  /**
   * OrielAudio::samples:
   * @self: the sound
   * @samples: whole frames of samples, in the format of the sound
   *
   * Sound to be played next, at most some tens of milliseconds of it.
   */
  signals[SAMPLES] = g_signal_new("samples", ORIEL_TYPE_AUDIO, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_BYTES);
}

static void
oriel_audio_init(OrielAudio *self)
{
}

OrielAudio *
oriel_audio_new(void)
{
  return g_object_new(ORIEL_TYPE_AUDIO, NULL);
}

void
oriel_audio_set_format(OrielAudio *self, guint frequency, guint channels)
{
  if (self->frequency == frequency && self->channels == channels)
    return;
  self->frequency = frequency;
  self->channels = channels;
  g_object_notify_by_pspec(G_OBJECT(self), properties[PROP_PLAYING]);
}

void
oriel_audio_push(OrielAudio *self, GBytes *samples)
{
  if (self->channels != 0 && g_bytes_get_size(samples) % (2 * self->channels) == 0)
    g_signal_emit(self, signals[SAMPLES], 0, samples);
}

/**
 * oriel_audio_get_playing:
 * @self: a guest's sound
 *
 * Reads #OrielAudio:playing.
 *
 * Returns: whether the guest plays
 */
gboolean
oriel_audio_get_playing(OrielAudio *self)
{
  g_return_val_if_fail(ORIEL_IS_AUDIO(self), FALSE);
  return self->channels != 0;
}

/**
 * oriel_audio_get_frequency:
 * @self: a guest's sound
 *
 * How fine the sound is in time.
 *
 * Returns: samples per second and channel; 0 in silence
 */
guint
oriel_audio_get_frequency(OrielAudio *self)
{
  g_return_val_if_fail(ORIEL_IS_AUDIO(self), 0);
  return self->frequency;
}

/**
 * oriel_audio_get_channels:
 * @self: a guest's sound
 *
 * How many samples belong to each moment.
 *
 * Returns: the number of channels; 0 in silence
 */
guint
oriel_audio_get_channels(OrielAudio *self)
{
  g_return_val_if_fail(ORIEL_IS_AUDIO(self), 0);
  return self->channels;
}

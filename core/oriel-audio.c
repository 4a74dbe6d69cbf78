// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-audio-private.h"

#include <string.h>

#include "wire/oriel-wire.h"

struct _OrielAudio {
  GObject parent_instance;

  OrielLink *link; /* borrowed; NULL while there is no session */
  guint frequency;
  guint channels;                                 /* 0 = silence */
  guint16 volumes[ORIEL_WIRE_MAX_SOUND_CHANNELS]; /* 65535 = full */
  guint n_volumes;                                /* 0 = the guest does not care: all is full */
  gboolean muted;
  guint latency;       /* ms, of the program */
  gboolean deaf;       /* the program has no use for samples */
  gboolean waiting;    /* that has to be told */
  gboolean unanswered; /* it was told, and that is not answered yet */
};

enum {
  PROP_0,
  PROP_PLAYING,
  PROP_VOLUME,
  PROP_MUTED,
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
  case PROP_VOLUME:
    g_value_set_double(value, oriel_audio_get_volume(ORIEL_AUDIO(object)));
    break;
  case PROP_MUTED:
    g_value_set_boolean(value, oriel_audio_get_muted(ORIEL_AUDIO(object)));
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
  /**
   * OrielAudio:volume:
   *
   * How loud the guest wants its loudest channel, from 0 to 1, on the scale of a knob: the samples
   * are not changed yet, and are to be multiplied by its cube. Notified when any channel changes.
   */
  properties[PROP_VOLUME] =
      g_param_spec_double("volume", NULL, NULL, 0, 1, 1, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * OrielAudio:muted:
   *
   * Whether the guest wants nothing of its sound to be heard.
   */
  properties[PROP_MUTED] =
      g_param_spec_boolean("muted", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
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

void
oriel_audio_set_volume(OrielAudio *self, const guint16 *volumes, gsize n_volumes, gboolean muted)
{
  gboolean same = n_volumes == self->n_volumes &&
                  (n_volumes == 0 || memcmp(volumes, self->volumes, 2 * n_volumes) == 0);

  g_object_freeze_notify(G_OBJECT(self));
  if (!same) {
    self->n_volumes = (guint)MIN(n_volumes, G_N_ELEMENTS(self->volumes));
    for (guint i = 0; i < self->n_volumes; i++)
      self->volumes[i] = volumes[i];
    g_object_notify_by_pspec(G_OBJECT(self), properties[PROP_VOLUME]);
  }
  if (self->muted != !!muted) {
    self->muted = !!muted;
    g_object_notify_by_pspec(G_OBJECT(self), properties[PROP_MUTED]);
  }
  g_object_thaw_notify(G_OBJECT(self));
}

static void on_hearing_answered(gpointer user_data);

static void
send_hearing(OrielAudio *self)
{
  if (!self->waiting || self->unanswered || self->link == NULL)
    return;
  self->waiting = FALSE;
  self->unanswered = TRUE;
  oriel_link_tell(self->link, "AudioHearing", g_variant_new("(bu)", !self->deaf, self->latency),
                  on_hearing_answered, g_object_ref(self));
}

static void
on_hearing_answered(gpointer user_data)
{
  g_autoptr(OrielAudio) self = user_data;

  self->unanswered = FALSE;
  send_hearing(self);
}

void
oriel_audio_set_link(OrielAudio *self, OrielLink *link)
{
  self->link = link;
  self->waiting = link != NULL && (self->deaf || self->latency != 0);
  send_hearing(self);
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

/**
 * oriel_audio_get_volume:
 * @self: a guest's sound
 *
 * Reads #OrielAudio:volume.
 *
 * Returns: how loud the guest wants its loudest channel, from 0 to 1
 */
double
oriel_audio_get_volume(OrielAudio *self)
{
  guint16 loudest = 0;

  g_return_val_if_fail(ORIEL_IS_AUDIO(self), 1);
  if (self->n_volumes == 0)
    return 1;
  for (guint i = 0; i < self->n_volumes; i++)
    loudest = MAX(loudest, self->volumes[i]);
  return loudest / (double)G_MAXUINT16;
}

/**
 * oriel_audio_get_channel_volume:
 * @self: a guest's sound
 * @channel: a channel, from 0
 *
 * How loud the guest wants one of the channels, see #OrielAudio:volume.
 *
 * Returns: from 0 to 1
 */
double
oriel_audio_get_channel_volume(OrielAudio *self, guint channel)
{
  g_return_val_if_fail(ORIEL_IS_AUDIO(self), 1);
  if (channel >= self->n_volumes)
    return oriel_audio_get_volume(self);
  return self->volumes[channel] / (double)G_MAXUINT16;
}

/**
 * oriel_audio_get_muted:
 * @self: a guest's sound
 *
 * Reads #OrielAudio:muted.
 *
 * Returns: whether nothing is to be heard
 */
gboolean
oriel_audio_get_muted(OrielAudio *self)
{
  g_return_val_if_fail(ORIEL_IS_AUDIO(self), FALSE);
  return self->muted;
}

/**
 * oriel_audio_set_latency:
 * @self: a guest's sound
 * @milliseconds: from #OrielAudio::samples until they are heard; 0 = they are not played
 *
 * Tells the guest's server how late its sound is, so that moving pictures keep step with it. To be
 * told again as it changes; it costs little.
 */
void
oriel_audio_set_latency(OrielAudio *self, guint milliseconds)
{
  g_return_if_fail(ORIEL_IS_AUDIO(self));
  if (self->latency == milliseconds)
    return;
  self->latency = milliseconds;
  self->waiting = TRUE;
  send_hearing(self);
}

/**
 * oriel_audio_set_listening:
 * @self: a guest's sound
 * @listening: whether #OrielAudio::samples are wanted; they are at first
 *
 * Where nothing can be heard, as on a machine without a sound device, the samples are dropped in
 * the session process and wake the program no more. All else goes on, #OrielAudio:playing among it.
 */
void
oriel_audio_set_listening(OrielAudio *self, gboolean listening)
{
  g_return_if_fail(ORIEL_IS_AUDIO(self));
  if (self->deaf == !listening)
    return;
  self->deaf = !listening;
  self->waiting = TRUE;
  send_hearing(self);
}

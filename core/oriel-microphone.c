// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-microphone-private.h"

/* Blocks on their way: some 300 ms of what programs send. */
#define MAX_UNANSWERED 16

struct _OrielMicrophone {
  GObject parent_instance;

  OrielLink *link; /* borrowed; NULL while there is no session */
  guint frequency;
  guint channels; /* 0 = the guest does not listen */
  gboolean view_only;
  guint n_unanswered;
};

enum {
  PROP_0,
  PROP_RECORDING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/**
 * OrielMicrophone:
 *
 * What a guest hears: interleaved signed 16-bit little-endian samples, from the program. It exists
 * only where #OrielSession:enable-microphone is on.
 */
G_DEFINE_FINAL_TYPE(OrielMicrophone, oriel_microphone, G_TYPE_OBJECT)

static void
oriel_microphone_get_property(GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_RECORDING:
    g_value_set_boolean(value, oriel_microphone_get_recording(ORIEL_MICROPHONE(object)));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID(object, id, pspec);
  }
}

static void
oriel_microphone_class_init(OrielMicrophoneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS(klass);

  object_class->get_property = oriel_microphone_get_property;

  /**
   * OrielMicrophone:recording:
   *
   * Whether the guest listens. When it begins, the format is known; it may differ from the last.
   */
  properties[PROP_RECORDING] = g_param_spec_boolean("recording", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties(object_class, N_PROPS, properties);
}

static void
oriel_microphone_init(OrielMicrophone *self)
{
}

OrielMicrophone *
oriel_microphone_new(OrielLink *link)
{
  OrielMicrophone *self = g_object_new(ORIEL_TYPE_MICROPHONE, NULL);

  self->link = link;
  return self;
}

void
oriel_microphone_attach(OrielMicrophone *self, OrielLink *link)
{
  self->link = link;
}

void
oriel_microphone_detach(OrielMicrophone *self)
{
  self->link = NULL;
}

void
oriel_microphone_set_view_only(OrielMicrophone *self, gboolean view_only)
{
  self->view_only = view_only;
}

void
oriel_microphone_set_format(OrielMicrophone *self, guint frequency, guint channels)
{
  if (self->frequency == frequency && self->channels == channels)
    return;
  self->frequency = frequency;
  self->channels = channels;
  g_object_notify_by_pspec(G_OBJECT(self), properties[PROP_RECORDING]);
}

/**
 * oriel_microphone_get_recording:
 * @self: a guest's microphone
 *
 * Reads #OrielMicrophone:recording.
 *
 * Returns: whether the guest listens
 */
gboolean
oriel_microphone_get_recording(OrielMicrophone *self)
{
  g_return_val_if_fail(ORIEL_IS_MICROPHONE(self), FALSE);
  return self->channels != 0;
}

/**
 * oriel_microphone_get_frequency:
 * @self: a guest's microphone
 *
 * How fine the sound is to be in time.
 *
 * Returns: samples per second and channel; 0 while the guest does not listen
 */
guint
oriel_microphone_get_frequency(OrielMicrophone *self)
{
  g_return_val_if_fail(ORIEL_IS_MICROPHONE(self), 0);
  return self->frequency;
}

/**
 * oriel_microphone_get_channels:
 * @self: a guest's microphone
 *
 * How many samples belong to each moment.
 *
 * Returns: the number of channels; 0 while the guest does not listen
 */
guint
oriel_microphone_get_channels(OrielMicrophone *self)
{
  g_return_val_if_fail(ORIEL_IS_MICROPHONE(self), 0);
  return self->channels;
}

static void
on_answered(gpointer user_data)
{
  g_autoptr(OrielMicrophone) self = user_data;

  self->n_unanswered--;
}

/**
 * oriel_microphone_send:
 * @self: a guest's microphone
 * @samples: whole frames in the guest's format, at most %ORIEL_MICROPHONE_MAX_BLOCK bytes
 *
 * Lets the guest hear this, next. Sound that would come late is dropped, not kept: when the guest
 * does not take it as fast as it comes.
 *
 * Returns: whether it is on its way; %FALSE if it was dropped, because it is too much, or the guest
 *   does not listen, or the session is view-only
 */
gboolean
oriel_microphone_send(OrielMicrophone *self, GBytes *samples)
{
  gsize size;

  g_return_val_if_fail(ORIEL_IS_MICROPHONE(self), FALSE);
  g_return_val_if_fail(samples != NULL, FALSE);
  size = g_bytes_get_size(samples);
  if (self->link == NULL || self->channels == 0 || self->view_only || size == 0 ||
      size > ORIEL_MICROPHONE_MAX_BLOCK || size % (2 * self->channels) != 0 ||
      self->n_unanswered >= MAX_UNANSWERED)
    return FALSE;
  self->n_unanswered++;
  oriel_link_tell(
      self->link, "RecordData",
      g_variant_new("(@ay)", g_variant_new_from_bytes(G_VARIANT_TYPE_BYTESTRING, samples, TRUE)),
      on_answered, g_object_ref(self));
  return TRUE;
}

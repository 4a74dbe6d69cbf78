// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a session process says of sound; every value is checked here. */
#include "oriel-audio-private.h"
#include "oriel-session-wire.h"
#include "wire/oriel-wire.h"

gboolean
oriel_session_check_sound(const Call *call, guint frequency, guint channels)
{
  if (frequency >= 1000 && frequency <= 384000 && channels >= 1 &&
      channels <= ORIEL_WIRE_MAX_SOUND_CHANNELS)
    return TRUE;
  refuse(call, "sound of %u Hz and %u channels", frequency, channels);
  return FALSE;
}

void
oriel_session_audio_start(const Call *call)
{
  guint32 frequency, channels;

  g_variant_get(call->parameters, "(uu)", &frequency, &channels);
  if (!oriel_session_check_sound(call, frequency, channels))
    return;
  oriel_audio_set_format(oriel_session_ensure_audio(call->session), frequency, channels);
  answer(call);
}

void
oriel_session_audio_data(const Call *call)
{
  g_autoptr(GVariant) data = g_variant_get_child_value(call->parameters, 0);
  g_autoptr(GBytes) samples = g_variant_get_data_as_bytes(data);

  if (g_bytes_get_size(samples) > ORIEL_WIRE_MAX_SOUND) {
    refuse(call, "%" G_GSIZE_FORMAT " bytes of sound", g_bytes_get_size(samples));
    return;
  }
  if (call->session->audio != NULL)
    oriel_audio_push(call->session->audio, samples);
  answer(call);
}

void
oriel_session_audio_stop(const Call *call)
{
  if (call->session->audio != NULL)
    oriel_audio_set_format(call->session->audio, 0, 0);
  answer(call);
}

void
oriel_session_audio_volume(const Call *call)
{
  g_autoptr(GVariant) array = NULL;
  const guint16 *volumes;
  gsize n_volumes;
  gboolean muted;

  g_variant_get(call->parameters, "(b@aq)", &muted, &array);
  volumes = g_variant_get_fixed_array(array, &n_volumes, sizeof *volumes);
  if (n_volumes > ORIEL_WIRE_MAX_SOUND_CHANNELS) {
    refuse(call, "volumes of %" G_GSIZE_FORMAT " channels", n_volumes);
    return;
  }
  oriel_audio_set_volume(oriel_session_ensure_audio(call->session), volumes, n_volumes, muted);
  answer(call);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-types.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_AUDIO (oriel_audio_get_type())
ORIEL_PUBLIC G_DECLARE_FINAL_TYPE(OrielAudio, oriel_audio, ORIEL, AUDIO, GObject)

ORIEL_PUBLIC gboolean oriel_audio_get_playing(OrielAudio *self);
ORIEL_PUBLIC guint oriel_audio_get_frequency(OrielAudio *self);
ORIEL_PUBLIC guint oriel_audio_get_channels(OrielAudio *self);
ORIEL_PUBLIC double oriel_audio_get_volume(OrielAudio *self);
ORIEL_PUBLIC double oriel_audio_get_channel_volume(OrielAudio *self, guint channel);
ORIEL_PUBLIC gboolean oriel_audio_get_muted(OrielAudio *self);
ORIEL_PUBLIC void oriel_audio_set_latency(OrielAudio *self, guint milliseconds);
ORIEL_PUBLIC void oriel_audio_set_listening(OrielAudio *self, gboolean listening);

G_END_DECLS

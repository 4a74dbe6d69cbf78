// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-link.h"
#include "oriel.h"

OrielAudio *oriel_audio_new(void);
/* Whom to tell of the latency; NULL once the session is over. */
void oriel_audio_set_link(OrielAudio *self, OrielLink *link);
/* 0 channels = silence. */
void oriel_audio_set_format(OrielAudio *self, guint frequency, guint channels);
void oriel_audio_push(OrielAudio *self, GBytes *samples);
/* At most 8 channels. */
void
oriel_audio_set_volume(OrielAudio *self, const guint16 *volumes, gsize n_volumes, gboolean muted);

// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel.h"

OrielAudio *oriel_audio_new(void);
/* 0 channels = silence. */
void oriel_audio_set_format(OrielAudio *self, guint frequency, guint channels);
void oriel_audio_push(OrielAudio *self, GBytes *samples);

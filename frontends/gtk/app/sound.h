// SPDX-License-Identifier: LGPL-2.1-or-later
/* What plays and records. SDL and what it needs live in a module that is loaded with the first
 * sound. */
#pragma once

#include "sound/audio.h"
#include "sound/microphone.h"

G_BEGIN_DECLS

typedef struct {
  Player *(*player_new)(void);
  void (*player_free)(Player *self);
  void (*player_set_audio)(Player *self, OrielAudio *audio);
  Recorder *(*recorder_new)(RecorderListening listening, gpointer user_data);
  void (*recorder_free)(Recorder *self);
  void (*recorder_set_microphone)(Recorder *self, OrielMicrophone *microphone);
} Sound;

#define SOUND_SYMBOL "oriel_gtk_sound"

/* (nullable): NULL = the installation is not complete */
const Sound *sound_get(void);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/* The sound of the test pattern: what it plays can be told sample by sample. */
#pragma once

#include "impl/oriel-backend.h"

typedef struct _OrielTestSound OrielTestSound;

/* @wanted: the viewer asked for sound; otherwise none is made. @microphone: the guest may listen.
 */
OrielTestSound *oriel_test_sound_new(OrielBackend *backend, gboolean wanted, gboolean microphone);
void oriel_test_sound_free(OrielTestSound *self);

/* Plays the ramp, or once more when it ends. */
void oriel_test_sound_play(OrielTestSound *self);
/* Changes its volume: the left channel at a quarter; muted; full; and again. */
void oriel_test_sound_turn(OrielTestSound *self);
/* Listens to 200 ms, and tells in its name what it heard. */
void oriel_test_sound_listen(OrielTestSound *self);
void oriel_test_sound_hear(OrielTestSound *self, const guint8 *samples, gsize size);

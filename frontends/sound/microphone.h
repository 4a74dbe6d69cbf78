// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the desktop's microphone hears, for the guest. */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

typedef struct _Recorder Recorder;

/* Called whenever the device begins to record. */
typedef void (*RecorderListening)(gpointer user_data);

Recorder *recorder_new(RecorderListening listening, gpointer user_data);
void recorder_free(Recorder *self);
void recorder_set_microphone(Recorder *self, OrielMicrophone *microphone);

G_END_DECLS

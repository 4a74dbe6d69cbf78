// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-types.h"

G_BEGIN_DECLS

/**
 * ORIEL_MICROPHONE_MAX_BLOCK:
 *
 * The most bytes of sound that are sent to a guest at once.
 */
#define ORIEL_MICROPHONE_MAX_BLOCK (48 * 1024)

#define ORIEL_TYPE_MICROPHONE (oriel_microphone_get_type())
ORIEL_PUBLIC
G_DECLARE_FINAL_TYPE(OrielMicrophone, oriel_microphone, ORIEL, MICROPHONE, GObject)

ORIEL_PUBLIC gboolean oriel_microphone_get_recording(OrielMicrophone *self);
ORIEL_PUBLIC guint oriel_microphone_get_frequency(OrielMicrophone *self);
ORIEL_PUBLIC guint oriel_microphone_get_channels(OrielMicrophone *self);
ORIEL_PUBLIC gboolean oriel_microphone_send(OrielMicrophone *self, GBytes *samples);

G_END_DECLS

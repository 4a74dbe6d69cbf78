// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-link.h"
#include "oriel.h"

OrielMicrophone *oriel_microphone_new(OrielLink *link);
/* Nothing is sent from here on; it can be attached again. */
void oriel_microphone_detach(OrielMicrophone *self);
void oriel_microphone_attach(OrielMicrophone *self, OrielLink *link);
void oriel_microphone_set_view_only(OrielMicrophone *self, gboolean view_only);
/* 0 channels = the guest does not listen. */
void oriel_microphone_set_format(OrielMicrophone *self, guint frequency, guint channels);

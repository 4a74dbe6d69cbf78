// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-spice-private.h"
#include "worker/oriel-worker.h"

/* Loads the decoders of moving pictures that are installed; that of H.264 if it is among the
 * encodings of @openings. Before the session is confined: after it nothing more is loaded. Servers
 * are told of those that are there. */
void oriel_spice_video_prepare(const OrielOpenings *openings);

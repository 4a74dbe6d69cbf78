// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-spice-private.h"

/* Loads the decoders of moving pictures that are installed. Before the session is confined: after
 * it nothing more is loaded. Servers are told of those that are there. */
void oriel_spice_video_prepare(void);

// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the guest plays, and what it records. */
#pragma once

#include <spice.h>

#include "command.h"

/* Rates in Hz. The codec, Opus, is for 48000 alone. */
void sound_start(SpiceServer *server, guint playback_rate, guint record_rate);

extern const Command sound_commands[];

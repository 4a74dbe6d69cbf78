// SPDX-License-Identifier: LGPL-2.1-or-later
/* The guest's reader for smartcards. */
#pragma once

#include <spice.h>

#include "command.h"

void smartcard_start(SpiceServer *server);
void smartcard_stop(void);

extern const Command smartcard_commands[];

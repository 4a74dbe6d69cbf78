// SPDX-License-Identifier: LGPL-2.1-or-later
/* The guest moves to another host: another one of these servers. */
#pragma once

#include <spice.h>

#include "command.h"

/* @seamless: clients keep what they have, as far as they can. */
void migrate_start(SpiceServer *server, gboolean seamless);

extern const Command migrate_commands[];

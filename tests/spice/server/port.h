// SPDX-License-Identifier: LGPL-2.1-or-later
/* Named ports into the guest: serial consoles, folders that are shared. */
#pragma once

#include <spice.h>

#include "command.h"

/* @names: each NAME, or NAME:echo for one that says what it hears. (nullable) */
void ports_start(SpiceServer *server, const char *const *names);
void ports_stop(void);

extern const Command port_commands[];

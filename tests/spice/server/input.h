// SPDX-License-Identifier: LGPL-2.1-or-later
/* Keyboard, mouse and tablet of the guest: they report what they get. */
#pragma once

#include <spice.h>

#include "command.h"

/* @absolute: there is a tablet from the start. */
void input_start(SpiceServer *server, gboolean absolute);

/* The tablet inside of the guest's agent reports here, in the server's coordinates. */
void input_report_position(int x, int y, guint display, guint buttons);

extern const Command input_commands[];

// SPDX-License-Identifier: LGPL-2.1-or-later
/* The guest's agent: a script of what a real one does, that can be told to do otherwise. */
#pragma once

#include <spice.h>

#include "command.h"

/* @connected: it is there from the start. @by_card: the graphics card takes the wish for monitors,
 * instead of the agent. */
void agent_start(SpiceServer *server, gboolean connected, gboolean by_card);
void agent_stop(void);

/* Whether both sides have announced VD_AGENT_CAP_@capability. */
gboolean agent_has(guint capability);

extern const Command agent_commands[];

// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the SPICE server needs of a main loop: GLib's default one. */
#pragma once

#include <spice.h>

#include <glib.h>

/* @on_channel is told what happens to channels, in the thread of the main loop. */
SpiceCoreInterface *loop_get_core(void (*on_channel)(int event, SpiceChannelEventInfo *info));

/* While stalled, nothing is read from clients, and nothing that waits to be written is. */
void loop_set_stalled(gboolean stalled);

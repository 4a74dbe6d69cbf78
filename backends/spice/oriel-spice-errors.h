// SPDX-License-Identifier: LGPL-2.1-or-later
/* What goes wrong with a channel, in words for a person. */
#pragma once

#include "oriel-spice-private.h"

/* What @event of @channel means for the session. (transfer full); NULL = no failure. */
GError *oriel_spice_errors_describe(SpiceChannel *channel, SpiceChannelEvent event);
/* The server does not do @step within @seconds. (transfer full) */
GError *oriel_spice_errors_silent(const char *step, guint seconds);
/* Listens to the library's log, which tells more of some failures than its errors do. */
void oriel_spice_errors_listen(void);

// SPDX-License-Identifier: LGPL-2.1-or-later
/* What goes wrong with a channel, in words for a person. */
#pragma once

#include "oriel-spice-private.h"

/* What @event of @channel means for the session. (transfer full); NULL = no failure. */
GError *oriel_spice_errors_describe(SpiceChannel *channel, SpiceChannelEvent event);
/* The server does not do @step within @seconds. @has_screen: it has one, but nothing on it.
 * (transfer full) */
GError *oriel_spice_errors_silent(const char *step, guint seconds, gboolean has_screen);
/* No credentials would help. (transfer full) NULL = they may. */
GError *oriel_spice_errors_no_login(void);
/* TLS is wanted, and cannot be had. (transfer full) */
GError *oriel_spice_errors_no_tls(void);
/* The server has closed the channel of the only screen, and no other. (transfer full) */
GError *oriel_spice_errors_no_screen(void);
/* What was heard so far is of a server that does not matter any more. */
void oriel_spice_errors_forget(void);
/* The library has logged this, which tells more of some failures than its errors do. TRUE: it ends
 * the process with that. */
gboolean oriel_spice_errors_read_log(GLogLevelFlags level, const char *domain, const char *message);

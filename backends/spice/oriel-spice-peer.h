// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Whether the server's machine is dead. The library reads and writes its channels by functions of
 * GIO that this program defines itself, to see when something is sent, and why a connection ended:
 * of that the library tells only that it did.
 */
#pragma once

#include "oriel-spice-private.h"

/* The library will write @connection; a dead machine ends the session of @backend. */
void oriel_spice_peer_watch(GSocketConnection *connection, OrielBackend *backend);
/* A connection ended because the machine did not answer any more. */
gboolean oriel_spice_peer_is_dead(void);

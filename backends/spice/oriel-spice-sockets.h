// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The connections of spice-client-glib. It opens one for each channel, by
 * g_socket_client_connect_async(); this program defines that function itself and asks the viewer
 * for the socket, since the process has no network. Everything above the socket, TLS and migration
 * among it, stays the library's.
 */
#pragma once

#include "impl/oriel-backend.h"

#include <spice-client.h>

/* Channels of @backend connect to what @open names, the first of them by its socket, which is
 * taken. */
void oriel_spice_sockets_init(OrielBackend *backend, const OrielBackendOpen *open);
/* Tells the library where to connect: it tells channels with TLS by their port. */
void oriel_spice_sockets_set_address(SpiceSession *session);
/* What the session leads to; NULL = a guest without an address. */
const OrielTarget *oriel_spice_sockets_get_target(void);

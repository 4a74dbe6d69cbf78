// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Holds a channel back. The library reads whatever a channel brings, and its program can only take
 * or drop it. It waits for a socket by g_socket_create_source(), and asks whether there is more by
 * g_pollable_input_stream_is_readable(); this program defines both itself (the second for fairness
 * among channels, too), and does not tell of what a channel on hold could read. So all but what
 * was read ahead stays in the socket, and the server waits.
 */
#pragma once

#include <gio/gio.h>

/* The library will read and write @connection. */
void oriel_spice_hold_add(GSocketConnection *connection);
/* Nothing is read from @socket until it is released. */
void oriel_spice_hold(GSocket *socket);
void oriel_spice_release(GSocket *socket);
/* Whether that goes for @stream. */
gboolean oriel_spice_hold_has(GPollableInputStream *stream);

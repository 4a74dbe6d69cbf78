// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Reads ahead. The library reads the head of a message and its body by calls of their own, and asks
 * before each message whether there is one: for a guest that types, most of what a session does.
 * What a socket has is taken at once, and handed on as the library asks for it.
 */
#pragma once

#include <gio/gio.h>

/* The library will read @connection, whose streams and socket it asks alone. */
void oriel_spice_ahead_add(GSocketConnection *connection);
typedef gssize (*OrielSpiceRead)(GPollableInputStream *stream,
                                 void *buffer,
                                 gsize size,
                                 GCancellable *cancellable,
                                 GError **error);
/* Does what @read, GIO's, would do. */
gssize oriel_spice_ahead_read(GPollableInputStream *stream,
                              void *buffer,
                              gsize size,
                              OrielSpiceRead read,
                              GCancellable *cancellable,
                              GError **error);
/* Whether something was read ahead: the socket does not wake up who waits for that. */
gboolean oriel_spice_ahead_has(gpointer stream_or_socket);

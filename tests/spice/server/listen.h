// SPDX-License-Identifier: LGPL-2.1-or-later
/* Where clients come in. Sockets are ours; the server gets connected ones. */
#pragma once

#include <spice.h>

#include <gio/gio.h>

/* Listens on a unix socket. */
gboolean listen_on_path(SpiceServer *server, const char *path, GError **error);
/* Listens on a port of the loopback interface that the kernel chooses; returns it, 0 on failure. */
guint listen_on_port(SpiceServer *server, GError **error);
/* A port that was free a moment ago, 0 on failure. */
guint listen_find_port(GError **error);

/* Connections that came so far; @on_connection is called after each. */
void listen_set_hook(void (*on_connection)(guint n));
/* While paused, connections wait in the kernel. */
void listen_set_paused(gboolean paused);
/* Ends every connection of a client, in mid-sentence. Those that came in on @tls_port (0 = none),
 * which the server listens on by itself, too. */
void listen_drop_all(guint tls_port);
/* The sockets of clients that are connected. (transfer full) (element-type int) */
GArray *listen_list_clients(void);
void listen_stop(void);

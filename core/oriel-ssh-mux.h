// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a master of OpenSSH is asked over its control socket (OpenSSH's PROTOCOL.mux, version 4). */
#pragma once

#include <gio/gio.h>

/* A connection through the master. */
typedef struct {
  int fd;      /* (owned) our end of it */
  int control; /* (owned) as long as this is open, the connection is, and it comes to its end when
                  the connection is over; -1 = not needed */
} OrielSshStream;

/*
 * All block, for at most 15 seconds, and are for worker threads. @control is the path of the
 * master's socket. Errors: ORIEL_ERROR_NOT_FOUND when the far machine refused,
 * ORIEL_ERROR_UNREACHABLE when the master does not answer.
 */

/* Whether the master answers. */
gboolean oriel_ssh_mux_is_alive(const char *control);

/* Connects to @host and @port as they are seen from the far machine. */
gboolean oriel_ssh_mux_connect(
    const char *control, const char *host, guint16 port, OrielSshStream *stream, GError **error);

/* Connects to the unix socket @far of the far machine, by way of the socket @near, which the master
 * is made to listen on. A refusal of the far machine is noticed while it comes soon enough, else
 * the stream ends. */
gboolean oriel_ssh_mux_connect_unix(
    const char *control, const char *near, const char *far, OrielSshStream *stream, GError **error);

// SPDX-License-Identifier: LGPL-2.1-or-later
/* Starts a session process. */
#pragma once

#include <gio/gio.h>

/* Starts @program with sockets as ORIEL_WIRE_FD and ORIEL_WIRE_UPDATES_FD, whose other ends are @fd
 * and @updates_fd (transfer full). It may read the file @readable (nullable). NULL with an error if
 * it cannot be started. (transfer full) */
GSubprocess *
oriel_spawn(const char *program, const char *readable, int *fd, int *updates_fd, GError **error);

// SPDX-License-Identifier: LGPL-2.1-or-later
/* Starts a session process. */
#pragma once

#include <gio/gio.h>

/* Starts @program with a socket as ORIEL_WIRE_FD, whose other end is @fd (transfer full). It may
 * read the file @readable (nullable). NULL with an error if it cannot be started.
 * (transfer full) */
GSubprocess *oriel_spawn(const char *program, const char *readable, int *fd, GError **error);

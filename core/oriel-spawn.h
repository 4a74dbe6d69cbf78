// SPDX-License-Identifier: LGPL-2.1-or-later
/* Starts a session process. */
#pragma once

#include <gio/gio.h>

/* What a session process may reach of what the user has. */
typedef struct {
  const char *file;   /* (nullable) can be read */
  const char *folder; /* (nullable) with all beneath */
  gboolean writable;  /* the folder */
  gboolean usb;       /* it may be sent devices */
} OrielSpawnPaths;

/* Starts @program with sockets as ORIEL_WIRE_FD and ORIEL_WIRE_UPDATES_FD, whose other ends are @fd
 * and @updates_fd (transfer full). NULL with an error if it cannot be started. (transfer full) */
GSubprocess *oriel_spawn(
    const char *program, const OrielSpawnPaths *paths, int *fd, int *updates_fd, GError **error);

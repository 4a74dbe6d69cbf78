// SPDX-License-Identifier: LGPL-2.1-or-later
/* A text console as a GIOStream whose halves are pollable. */
#pragma once

#include "oriel-libvirt-pipe.h"

/* (transfer full): takes @stream of @connection, opened and not blocking; any thread. Closing it
 * never waits for the daemon. */
GIOStream *oriel_libvirt_console_new(OrielLibvirtWorker *worker,
                                     virConnectPtr connection,
                                     virStreamPtr stream,
                                     const char *name);

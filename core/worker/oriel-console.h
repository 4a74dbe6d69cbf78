// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The text consoles of a session process. What the guest says goes to a socket of the viewer, which
 * is the window: when it is full, the backend is told to hold the guest back. What the viewer says
 * is read from it when the guest has taken what came before.
 */
#pragma once

#include "impl/oriel-backend.h"

/* A viewer opens the console @id; @fd is its end of a socket pair, taken. FALSE = it cannot. */
gboolean oriel_console_open(OrielBackend *backend, guint id, int fd, GError **error);

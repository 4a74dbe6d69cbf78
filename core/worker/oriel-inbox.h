// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the viewer asks of a session process: calls become slots of the backend. */
#pragma once

#include "impl/oriel-backend.h"

typedef struct _OrielInbox OrielInbox;

/* Serves @backend (borrowed) on @connection (borrowed), for as long as the process lives. NULL with
 * an error. */
OrielInbox *oriel_inbox_new(GDBusConnection *connection, OrielBackend *backend, GError **error);

/* Reads no more input, releases what is held and closes the backend; once. */
void oriel_inbox_close(OrielInbox *self);

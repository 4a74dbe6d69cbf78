// SPDX-License-Identifier: LGPL-2.1-or-later
/* Servers that connect to their viewers: waits for one. */
#pragma once

#include "oriel.h"

/* Listens at the address of @target, which oriel_target_is_listening(), until somebody connects, or
 * @cancellable ends it: then nobody listens there any more at once. Errors: ORIEL_ERROR_BUSY,
 * ORIEL_ERROR_UNREACHABLE, with the address, and G_IO_ERROR_CANCELLED. */
void oriel_reverse_accept_async(OrielTarget *target,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* (transfer full) */
GSocketConnection *oriel_reverse_accept_finish(GAsyncResult *result, GError **error);

// SPDX-License-Identifier: LGPL-2.1-or-later
/* Opens the connection to a server that may be away, in such a way that its return is seen at once.
 */
#pragma once

#include "oriel-connector.h"

/* As oriel_connector_open_async(), to a target that is not listening. While nobody answers, the
 * server is called again at intervals below a second; the first connection that it takes is the
 * outcome, and so is the first failure. */
void oriel_insist_async(OrielTarget *target,
                        const char *proxy,
                        gboolean secure,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
OrielConnection *oriel_insist_finish(GAsyncResult *result, GError **error);

// SPDX-License-Identifier: LGPL-2.1-or-later
/* Questions of a console's server, answered by what the keyring remembers of it. For the thread of
 * the main context that is the default; nothing blocks. */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

/* Answers @request of @session, if all that it needs is remembered: then the outcome is TRUE. When
 * @cancellable (nullable) is cancelled before, nothing is answered. */
void keyring_answer_async(OrielSession *session,
                          OrielAuthRequest *request,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean keyring_answer_finish(GAsyncResult *result);

/* What was answered was refused: it is forgotten, and @callback (nullable) run. What fails is
 * logged. */
void keyring_answer_refused_async(OrielSession *session,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

G_END_DECLS

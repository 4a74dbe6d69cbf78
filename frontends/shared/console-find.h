// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a person means who asks for a text console: a guest of a host, or the server at an address.
 *
 * Everything here is for the thread of the main context that is the default when it is called,
 * where the callback runs; nothing blocks but what session_options_apply() asks. */
#pragma once

#include "shared/session-options.h"

G_BEGIN_DECLS

/* Finds the guest that the target of @options names, with its details, or connects to the server
 * that it names. @options outlive what is found. Errors: those of target_resolve_guest_async() and
 * oriel_session_connect_async(). */
void console_find_async(SessionOptions *options, GAsyncReadyCallback callback, gpointer user_data);
/* Fills one of @guest and @session, and leaves the other alone. (out) (transfer full) */
gboolean console_find_finish(GAsyncResult *result,
                             OrielGuest **guest,
                             OrielSession **session,
                             GError **error);

G_END_DECLS

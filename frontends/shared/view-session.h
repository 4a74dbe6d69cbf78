// SPDX-License-Identifier: LGPL-2.1-or-later
/* The session that the options of a frontend ask for. */
#pragma once

#include "shared/view-options.h"

G_BEGIN_DECLS

/* Makes it, and configures it; it is not connected yet. @options are borrowed until the end of the
 * call. Errors: as of target_resolve_session_async() and vv_load(). */
void view_session_async(const ViewOptions *options,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
/* (transfer full) */
OrielSession *view_session_finish(GAsyncResult *result, GError **error);

/* To be called whenever a session of @options has connected. A connection file that asks for it is
 * deleted now: the session has what it needs. Others are remembered, and kept under a name where
 * that is wanted; but a kiosk leaves no trace. */
void view_session_connected(ViewOptions *options);

G_END_DECLS

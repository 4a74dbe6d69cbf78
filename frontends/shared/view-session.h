// SPDX-License-Identifier: LGPL-2.1-or-later
/* What session the options of a frontend mean, what it lets pass between guest and desktop, and
 * what is kept of it. */
#pragma once

#include "shared/view-options.h"

G_BEGIN_DECLS

/* Whether what is to be shown is an address, so that no host has to be asked for a guest. */
gboolean view_session_is_address(const ViewOptions *options);

/* The session of that address, or of the connection file; it is neither configured nor connected.
 * (transfer full). Errors: why the file is no good, ORIEL_ERROR_INVALID for a URI that is none. */
OrielSession *view_session_new_for_address(const ViewOptions *options, GError **error);

/*
 * Makes the session of @options, which have a target and outlive the call, whatever that is: an
 * address, a connection file, or a guest; it is neither configured nor connected. Of a guest it
 * shows the display that is asked for, or else the first that can be connected to
 * (OrielSession::fell-back tells of the others), and it keeps the guest's host connected.
 *
 * For the thread of the main context that is the default; nothing blocks. Errors: as above, and of
 * guests those of target_resolve_guest_async(), ORIEL_ERROR_UNREACHABLE for one that is off,
 * ORIEL_ERROR_NOT_FOUND for one without the display.
 */
void view_session_resolve_async(const ViewOptions *options,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* (transfer full) */
OrielSession *view_session_resolve_finish(GAsyncResult *result, GError **error);

/* Whether texts and files pass between the desktop and the guest. Of whoever stands before a kiosk
 * nothing is to be found by the next, and nothing of the kiosk's own reaches the guest. */
gboolean view_session_exchanges(const ViewOptions *options);
/* Whether texts do. */
gboolean view_session_shares_clipboard(const ViewOptions *options);

/* The session has what it needs: a connection file that asks for it is deleted. */
void view_session_took_file(ViewOptions *options);

/* To be called whenever a session of @options that is seen has connected. Beyond the above,
 * addresses and guests are remembered, and kept under a name where that is wanted; but a kiosk
 * leaves no trace. */
void view_session_connected(ViewOptions *options);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the options of a frontend let pass between a session and the desktop, and what is kept of
 * it.
 */
#pragma once

#include "shared/view-options.h"

G_BEGIN_DECLS

/* Whether texts and files pass between the desktop and the guest. Of whoever stands before a kiosk
 * nothing is to be found by the next, and nothing of the kiosk's own reaches the guest. */
gboolean view_session_exchanges(const ViewOptions *options);

/* To be called whenever a session of @options has connected. A connection file that asks for it is
 * deleted now: the session has what it needs. Others are remembered, and kept under a name where
 * that is wanted; but a kiosk leaves no trace. */
void view_session_connected(ViewOptions *options);

G_END_DECLS

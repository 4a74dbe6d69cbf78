// SPDX-License-Identifier: LGPL-2.1-or-later
/* What is kept of a session that the options of a frontend ask for. */
#pragma once

#include "shared/view-options.h"

G_BEGIN_DECLS

/* To be called whenever a session of @options has connected. A connection file that asks for it is
 * deleted now: the session has what it needs. Others are remembered, and kept under a name where
 * that is wanted; but a kiosk leaves no trace. */
void view_session_connected(ViewOptions *options);

G_END_DECLS

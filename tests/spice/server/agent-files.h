// SPDX-License-Identifier: LGPL-2.1-or-later
/* Files that a client sends to the guest. */
#pragma once

#include "command.h"

/* Those under way are forgotten. */
void agent_files_reset(void);
/* Messages of the client; FALSE when it is another's. */
gboolean agent_files_handle(guint type, const guint8 *data, gsize size);

extern const Command agent_files_commands[];

// SPDX-License-Identifier: LGPL-2.1-or-later
/* The clipboards of the guest, by its agent. */
#pragma once

#include "command.h"

/* @ask: text that a client offers is asked for at once. */
void agent_clipboard_start(gboolean ask);
/* Another client, or another life of the agent: who has what begins anew. */
void agent_clipboard_reset(void);
/* Nothing is kept any more. */
void agent_clipboard_stop(void);
/* Messages of the client; FALSE when it is another's. */
gboolean agent_clipboard_handle(guint type, const guint8 *data, gsize size);

extern const Command agent_clipboard_commands[];

// SPDX-License-Identifier: LGPL-2.1-or-later
/* The bytes that change a terminal's modes. Pure. */
#pragma once

#include "terminal/terminal.h"

G_BEGIN_DECLS

#define SEQUENCE_STATUS "\033[5n" /* DSR: answered when all before it is done */

/* The alternate screen, empty, without a cursor. */
void sequences_enter(GString *bytes);
/* When the abilities are known. */
void sequences_start(const TerminalAbilities *abilities, gboolean pixels, GString *bytes);
void sequences_set_mouse(gboolean motion, gboolean pixels, GString *bytes);
void sequences_set_exact_keys(const TerminalAbilities *abilities, gboolean exact, GString *bytes);
/* Nothing comes any more that nobody asked for. Whatever was cut off before it is ended. */
void sequences_quieten(const TerminalAbilities *abilities, GString *bytes);
/* Gives the terminal back, from any state. At most MODES_MAX_RESTORE bytes. */
void sequences_leave(const TerminalAbilities *abilities, GString *bytes);

G_END_DECLS

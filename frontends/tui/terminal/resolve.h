// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "terminal/cells.h"

G_BEGIN_DECLS

/* What @wanted comes to on a terminal with @abilities: the same for all cells that look the same.
 * Whether both halves of a wide character are there was checked before. */
Cell cell_resolve(const Cell *wanted, const TerminalAbilities *abilities);

G_END_DECLS

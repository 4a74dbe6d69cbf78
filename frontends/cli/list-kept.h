// SPDX-License-Identifier: LGPL-2.1-or-later
/* `oriel list --saved` and `--recent`: connections that are kept. */
#pragma once

#include "shared/exit-status.h"

G_BEGIN_DECLS

/* Prints those that have a name, those that were open last, or both. One that is damaged is told on
 * the standard error, and the others are printed. */
ExitStatus list_kept(gboolean saved, gboolean recent, gboolean json);

G_END_DECLS

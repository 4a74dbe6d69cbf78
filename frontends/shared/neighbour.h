// SPDX-License-Identifier: LGPL-2.1-or-later
/* Modules that lie beside the program: what most consoles do not need, and costs at each start, is
 * loaded when it is used first. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Returned by the function of a module, for as long as the program runs. */
typedef gconstpointer (*NeighbourGet)(void);

gconstpointer neighbour_load(const char *file, const char *function);

G_END_DECLS

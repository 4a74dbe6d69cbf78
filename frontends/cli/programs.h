// SPDX-License-Identifier: LGPL-2.1-or-later
/* The programs of other rooms that commands become. */
#pragma once

#include "command.h"

G_BEGIN_DECLS

/* Becomes the program at @path, with the words of @args, of which the first is its name. Returns
 * only when that failed, which it has told. */
ExitStatus programs_become(const char *path, GPtrArray *args);

G_END_DECLS

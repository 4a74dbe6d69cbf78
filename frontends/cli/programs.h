// SPDX-License-Identifier: LGPL-2.1-or-later
/* The programs of other rooms that commands become. */
#pragma once

#include "command.h"

G_BEGIN_DECLS

/* Becomes the program at @path, with the words of @args, of which the first is its name. Returns
 * only when that failed, which it has told. */
ExitStatus programs_become(const char *path, GPtrArray *args);

/* Takes --frontend=NAME and --frontend NAME out of @argv; everything else, the frontend's, is added
 * to @rest. @name is left alone without it. Returns FALSE when the name is missing. */
gboolean programs_take_frontend(char **argv, GPtrArray *rest, const char **name);

G_END_DECLS

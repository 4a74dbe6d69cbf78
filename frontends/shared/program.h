// SPDX-License-Identifier: LGPL-2.1-or-later
/* Where the programs of Oriel are. */
#pragma once

#include <glib.h>

/* The path of @program if it is there: in a directory of ORIEL_LIBEXEC_PATH, for trees that are not
 * installed, else in libexecdir. (transfer full) (nullable) */
char *program_find(const char *program);

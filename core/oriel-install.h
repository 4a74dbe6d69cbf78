// SPDX-License-Identifier: LGPL-2.1-or-later
/* Where the parts of an installation are found. */
#pragma once

#include <glib.h>

/* The path of the file @name: in a directory of the colon-separated ORIEL_LIBEXEC_PATH, for trees
 * that are not installed, else in @directory, whether it is there or not. (transfer full) */
char *oriel_install_find(const char *directory, const char *name);

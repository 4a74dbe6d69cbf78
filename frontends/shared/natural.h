// SPDX-License-Identifier: LGPL-2.1-or-later
/* The order of names as people expect it: "vm2" before "vm10", "a" beside "A". Pure. */
#pragma once

#include <glib.h>

/* Like strcmp(); 0 only for names that are the same. */
int natural_compare(const char *a, const char *b);

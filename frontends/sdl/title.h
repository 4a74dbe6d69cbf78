// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a person reads at the top of the window, and what it is made of. */
#pragma once

#include "console.h"

#define PROGRAM "Oriel"

char *title_describe_release_keys(const ViewOptions *options);
char *title_dup(const ViewOptions *options, Console *console, guint number, gboolean grabbed);

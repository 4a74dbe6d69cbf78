// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a person reads at the top of the window, and what it is made of. */
#pragma once

#include "shared/view-options.h"

#include <oriel.h>

#define PROGRAM "Oriel"

char *title_dup_name(const ViewOptions *options, OrielSession *session);
char *title_describe_release_keys(const ViewOptions *options);
char *title_dup(const ViewOptions *options, OrielSession *session, guint number, gboolean grabbed);

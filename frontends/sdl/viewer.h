// SPDX-License-Identifier: LGPL-2.1-or-later
/* The program: one console in one window. */
#pragma once

#include "options.h"

G_BEGIN_DECLS

ExitStatus viewer_run(Options *options);

G_END_DECLS

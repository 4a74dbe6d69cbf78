// SPDX-License-Identifier: LGPL-2.1-or-later
/* oriel-gtk without a target: the start window, and the consoles that are opened from it. */
#pragma once

#include "shared/exit-status.h"

G_BEGIN_DECLS

/* As the first word of the command line it stands for that. */
#define START_MAIN_OPTION "--picker"

/* @argv: options, of the window and of the consoles; argv[0] is skipped */
ExitStatus start_main(int argc, char **argv);

G_END_DECLS

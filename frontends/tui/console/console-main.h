// SPDX-License-Identifier: LGPL-2.1-or-later
/* One text console, and back to the shell: what `oriel console` becomes. */
#pragma once

#include "shared/exit-status.h"

/* The first word for oriel-tui; it is no name that a guest could have. */
#define CONSOLE_MAIN_OPTION "--text-console"

/* @argv[0] is that word. Runs to the end. */
ExitStatus console_main(int argc, char **argv);

// SPDX-License-Identifier: LGPL-2.1-or-later
/* The command line of the picker: what `oriel` and `oriel picker` become. */
#pragma once

#include "shared/exit-status.h"
#include "terminal/page.h"

/* The first word for oriel-tui; it is no name that a guest could have. */
#define PICKER_MAIN_OPTION "--picker"

/* @argv[0] is that word, or the name of the program. (transfer full) (nullable): NULL = the program
 * ends with *@status, and what there is to say has been said. Once in a process. */
Page *picker_main(int argc, char **argv, ExitStatus *status);

// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a terminal needs of the system. */
#pragma once

#include "terminal/terminal.h"

G_BEGIN_DECLS

/* Opens the terminal of standard input and output once more, so that it can be made non-blocking
 * for nobody else. -1 on an error. */
int terminal_io_open(GError **error);
/* The size, and that of a cell in pixels as exactly as it is told; 0 = not told. */
TerminalSize terminal_io_get_size(int fd, double *cell_width, double *cell_height);

/* Reads what the terminal still has to say, @due answers of SEQUENCE_STATUS among it, which the
 * shell would read else. Gives up after half a second. */
void terminal_io_await_silence(int fd, const TerminalAbilities *abilities, guint due);

/* Makes three bytes of shared memory for the probe; their name. (transfer full) (nullable) */
char *terminal_io_share(void);
/* Removes them, where the terminal has not. */
void terminal_io_unshare(char **name);

/* Standard error, if it is a terminal, waits until the terminal is given back. */
void terminal_io_hold_errors(void);
void terminal_io_release_errors(void);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/* How the program says that something failed: one line on standard error, and an exit status. */
#pragma once

#include "command.h"

G_BEGIN_DECLS

/* Prints @error as one line, after @subject (NULL = none) unless it names that, and before a hint
 * at what helps, where one is known. What came from a server is made harmless. Returns the exit
 * status. */
ExitStatus report_error(const char *subject, const GError *error);

/* Prints a mistake in how @command was called, and where to read more. Returns EXIT_USAGE. */
ExitStatus report_usage(const char *command, const char *format, ...) G_GNUC_PRINTF(2, 3);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/* What GOption lets pass: --full-screen=no, which it takes for --full-screen. Pure. */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

/* Whether no option in @line (whose first word is the program), up to `--`, has a value and takes
 * none. To be called before @context parses @line: what it fills is as before when TRUE is
 * returned. Errors: ORIEL_ERROR_INVALID. */
gboolean option_flags_check(GOptionContext *context, char *const *line, GError **error);

/* g_option_context_parse(), after that. */
gboolean option_flags_parse(GOptionContext *context, int *argc, char ***argv, GError **error);

G_END_DECLS

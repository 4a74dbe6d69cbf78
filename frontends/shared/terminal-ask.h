// SPDX-License-Identifier: LGPL-2.1-or-later
/* Asks the person at the terminal. */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

/* Asks "@prompt: " on the controlling terminal and reads the answer, unseen unless @echo. Blocks.
 * (transfer full), to be freed by secret_free(). Errors: ORIEL_ERROR_AUTH without a terminal, or
 * when the person gives no answer. */
char *terminal_ask(const char *prompt, gboolean echo, GError **error);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/* One connection that is kept, or was open: it can be named, and forgotten. */
#pragma once

#include "start/start-private.h"

G_BEGIN_DECLS

/* @name: of one that is kept; NULL = it was open last, as @line says. @words open it. (transfer
 * floating): a row */
GtkWidget *connection_row_new(StartWindow *window,
                              const char *name,
                              const char *line,
                              const char *const *words);
/* (transfer none) */
const char *const *connection_row_get_words(GtkWidget *row);

G_END_DECLS

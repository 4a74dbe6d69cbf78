// SPDX-License-Identifier: LGPL-2.1-or-later
/* The program: a stack of pages, one terminal, and the main loop. */
#pragma once

#include "terminal/page.h"

G_BEGIN_DECLS

/* Errors: those of terminal_new(). */
App *app_new(GError **error);
void app_free(App *self);
/* Runs until the last page is closed or the terminal is gone; returns what the program leaves
 * with. Pages may have been pushed before. */
int app_run(App *self);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/* The guest's screens, and the orders that change what they show. */
#pragma once

#include "command.h"
#include "screen.h"

/* @n graphics cards, each with the test pattern of that size; each may have @max_heads monitors. */
void show_start(SpiceServer *server, guint n, guint max_heads, int width, int height);
void show_stop(void);

/* The one that orders are for. */
Screen *show_get_current(void);
/* Shows the test pattern in another size, as a guest that changes its mode. */
gboolean show_pattern(Screen *screen, int width, int height);

/* Arranges screens as a client wants them: (element-type QXLHead) places are on one desktop. FALSE
 * when that cannot be. */
gboolean show_monitors(const GArray *monitors);

extern const Command show_commands[];

// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The most dots that can be split. */
#define SPLIT_MAX_DOTS 6

typedef struct {
  guint dots; /* bit i: dot i has the foreground; dot 0 never has */
  guint32 foreground;
  guint32 background;
} Split;

/* Of all ways to show @n_dots colours (0xRRGGBB, 2 to SPLIT_MAX_DOTS) with two of them, the one
 * with the least square error. Pure. */
Split split_choose(const guint32 *colors, int n_dots);

G_END_DECLS

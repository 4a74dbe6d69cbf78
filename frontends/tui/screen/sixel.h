// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends a picture as DEC's sixels: @width x @height 32-bit pixels (blue, green, red, any), in up
 * to @max_colors. Pixels below its last row stay as they are. Pure. */
void sixel_append(GString *bytes, const guint32 *pixels, int width, int height, int max_colors);

G_END_DECLS

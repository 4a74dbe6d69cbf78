// SPDX-License-Identifier: LGPL-2.1-or-later
/* Bitmaps in the formats that drivers have besides 32 bits a pixel. Pure. */
#pragma once

#include <glib.h>
#include <spice/qxl_dev.h>

/* One of 1, 4 and 8 (with a palette), 16 (555), 24, and 32 with an alpha channel; 0 = there is no
 * format of that name: pal1, pal4, pal8, rgb16, rgb24, rgba. */
guint bitmap_read_depth(const char *name);
/* A picture of @bitmap->x times @bitmap->y pixels, which it is made to show. (transfer full)
 * (g_free) */
gpointer bitmap_new_picture(QXLBitmap *bitmap, guint depth);

// SPDX-License-Identifier: LGPL-2.1-or-later
/* Bitmaps in the formats that drivers have besides 32 bits a pixel. Pure. */
#pragma once

#include <glib.h>
#include <spice/qxl_dev.h>

/* The number of the format of that name: pal1, pal4 and pal8, of so many bits and with a palette;
 * rgb16 (555), rgb24; rgba, with an alpha channel, and a8, which is that alone. -1 = there is none.
 */
int bitmap_read_format(const char *name);
/* A picture of @bitmap->x times @bitmap->y pixels, which it is made to show. (transfer full)
 * (g_free) */
gpointer bitmap_new_picture(QXLBitmap *bitmap, int format);

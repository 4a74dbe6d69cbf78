// SPDX-License-Identifier: LGPL-2.1-or-later
/* Is what a server says within reason? Pure. */
#pragma once

#include "impl/oriel-backend.h"

#include <gvnc.h>

G_BEGIN_DECLS

gboolean oriel_vnc_guard_size(int width, int height, GError **error);
gboolean oriel_vnc_guard_pixel_format(const VncPixelFormat *format, GError **error);
OrielCursor *
oriel_vnc_guard_cursor(const guint8 *pixels, int width, int height, int hot_x, int hot_y);
gboolean oriel_vnc_guard_cursor_size(guint width, guint height, GError **error);
gboolean oriel_vnc_guard_zrle_size(guint width, guint height, guint32 size, GError **error);

gboolean oriel_vnc_guard_ends_with_init(
    const guint8 *bytes, gsize size, int width, int height, const char *name);
int
oriel_vnc_guard_find_resize(const guint8 *bytes, gsize size, guint width, guint height, gsize *end);

G_END_DECLS

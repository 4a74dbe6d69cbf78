// SPDX-License-Identifier: LGPL-2.1-or-later
/* Screenshots: PNG pictures of guest screens. */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

/* Called from any thread; nothing is kept. */

GBytes *png_picture_encode(const guint8 *pixels, int width, int height, int stride, GError **error);
gboolean png_picture_write(const char *path, GBytes *png, GError **error);
gboolean png_picture_save(const char *path, const OrielFramebuffer *framebuffer, GError **error);

G_END_DECLS

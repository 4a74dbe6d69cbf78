// SPDX-License-Identifier: LGPL-2.1-or-later
/* A small picture of a large one, made in a thread of its own. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Reads @file (PNG or PPM, as a host has it), and fits it into @width times @height pixels. */
void thumbnail_picture_async(GBytes *file,
                             int width,
                             int height,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* Errors: those of picture_read(). (transfer full) */
GdkTexture *thumbnail_picture_finish(GAsyncResult *result, GError **error);

G_END_DECLS

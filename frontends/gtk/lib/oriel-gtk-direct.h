// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Pixels on their way to the screen past GTK: where drawing is done without a graphics processor,
 * GTK clears, draws and sends the rectangle around all that changed in a frame, while the window
 * system may read what changed from the memory where it is.
 */
#pragma once

#include <gtk/gtk.h>

#include "shared/shm-window.h"

G_BEGIN_DECLS

/* NULL = the window system has no such way to @surface, which outlives it. (transfer full) */
ShmWindow *direct_new(GdkSurface *surface);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Pixels on their way to the screen past GTK: where drawing is done without a graphics processor,
 * GTK clears, draws and sends the rectangle around all that changed in a frame, while the window
 * system may read what changed from the memory where it is.
 */
#pragma once

#include <gtk/gtk.h>
#include <oriel.h>

G_BEGIN_DECLS

typedef struct _Direct Direct;

/* (transfer full) (nullable): NULL = the window system has no such way to @surface, which outlives
 * it */
Direct *direct_new(GdkSurface *surface);
void direct_free(Direct *self);
/* What is put from now on: @pixels. FALSE: the window system cannot read them. */
gboolean direct_use(Direct *self, OrielFramebuffer *pixels);
/* Puts @parts of the pixels, so that the first of these is at @x, @y of the surface, in its device
 * pixels. All of it is seen before the next is put. */
void direct_put(Direct *self, const OrielRegion *parts, int x, int y);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The X server reads the guest's pixels where the session process wrote them: the memory file is
 * given to it, to be read only, and no copy is made on the way to the screen. It takes a server on
 * this machine that knows MIT-SHM 1.2, and pixels that are shown as they are.
 */
#pragma once

#include <SDL.h>
#include <oriel.h>

G_BEGIN_DECLS

typedef struct _Direct Direct;

/* A way into @window, which outlives it; NULL = there is none. */
Direct *direct_new(SDL_Window *window);
void direct_free(Direct *self);
/* Shows @n parts of @framebuffer, in its pixels, each @x and @y further in the window. Returns when
 * the server has read them. FALSE: the server does not take it, now or later. */
gboolean direct_show(
    Direct *self, OrielFramebuffer *framebuffer, const OrielRect *parts, guint n, int x, int y);

G_END_DECLS

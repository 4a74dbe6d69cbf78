// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * A window of an X server on this machine, which reads the guest's pixels where the session process
 * wrote them: the memory file is given to it, to be read only (MIT-SHM 1.2), and no copy is made on
 * the way to the screen.
 */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

typedef struct _ShmWindow ShmWindow;
struct xcb_connection_t;

/* @depth: of @window, whose pixels are like the guest's. It and the connection outlive what is
 * returned; NULL: the server is elsewhere, or cannot. */
ShmWindow *shm_window_new(struct xcb_connection_t *connection, guint32 window, guint8 depth);
void shm_window_free(ShmWindow *self);

/* What is put from now on: @pixels. FALSE: the server cannot read them. */
gboolean shm_window_use(ShmWindow *self, OrielFramebuffer *pixels);
/* Puts @n parts of the pixels, so that the first of these is at @x, @y of the window. */
void shm_window_put(ShmWindow *self, const OrielRect *parts, guint n, int x, int y);
/* Waits until the server has read all that was put. FALSE: it did not take it, and will not. */
gboolean shm_window_finish(ShmWindow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ShmWindow, shm_window_free)

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/* Waits until a guest's screen shows a whole picture. */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

/*
 * A screen begins black, and its parts arrive as the server sends them. The picture is whole when
 * updates have covered all of it, or when it shows something and nothing more has come for a while
 * (a screen that was complete from the start).
 *
 * @framebuffer is borrowed for the call. It is called once, in the main context of the display.
 */
typedef void (*FirstPictureReady)(const OrielFramebuffer *framebuffer, gpointer user_data);

typedef struct _FirstPicture FirstPicture;

/* Holds a reference to @display until it is freed. (transfer full) */
FirstPicture *first_picture_new(OrielDisplay *display, FirstPictureReady ready, gpointer user_data);
void first_picture_free(FirstPicture *self);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/* The monitors of an X server as it tells of them itself, by RandR. For the thread of the main
 * context that is the default. */
#pragma once

#include <SDL.h>
#include <glib.h>

G_BEGIN_DECLS

typedef struct _Randr Randr;

/* @changed is called whenever a monitor has come or gone, or has another place or size. Only of the
 * server that SDL is on; waits for that one to answer. (transfer full) (nullable): NULL = SDL is on
 * no X server, or on one that cannot tell. */
Randr *randr_new(void (*changed)(gpointer user_data), gpointer user_data);
void randr_free(Randr *self);

/* (transfer none) (element-type SDL_Rect): where they are, the primary one first; while all are
 * off, where they were */
const GArray *randr_get_areas(const Randr *self);

/* Tells SDL, whose window is @window, where they are: that each of them went, and those that are on
 * have come. SDL hears that when it pumps next. */
void randr_tell_sdl(Randr *self, SDL_Window *window);
/* Where @window is on the desktop, and how large, as the server has it now; waits for its answer.
 * FALSE if it does not tell. */
gboolean randr_get_window_area(Randr *self, SDL_Window *window, SDL_Rect *area);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Randr, randr_free)

G_END_DECLS

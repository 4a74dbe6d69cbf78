// SPDX-License-Identifier: LGPL-2.1-or-later
/* SDL's events in GLib's main loop. */
#pragma once

#include <SDL.h>
#include <glib.h>

G_BEGIN_DECLS

typedef void (*LoopHandler)(const SDL_Event *event, gpointer user_data);
typedef void (*LoopLost)(gpointer user_data);

typedef struct _Loop Loop;

Loop *loop_new(LoopHandler handler, LoopLost lost, gpointer user_data);
void loop_free(Loop *self);
void loop_watch_window(Loop *self, SDL_Window *window);
void loop_set_repeating(Loop *self, gboolean repeating);

G_END_DECLS

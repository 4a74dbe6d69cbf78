// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <SDL.h>
#include <glib.h>

G_BEGIN_DECLS

typedef struct _Monitors Monitors;

Monitors *monitors_new(void (*changed)(gpointer user_data), gpointer user_data);
void monitors_free(Monitors *self);
void monitors_watch(Monitors *self);

int monitors_count(const Monitors *self);
gboolean monitors_get_area(const Monitors *self, int index, SDL_Rect *area);
gboolean monitors_get_room(const Monitors *self, int index, SDL_Rect *room);
SDL_Point monitors_get_centre(const Monitors *self, int index, int width, int height);
void monitors_get_window_area(const Monitors *self, SDL_Window *window, SDL_Rect *area);
gboolean monitors_are_known(const Monitors *self);
void monitors_tell_sdl(const Monitors *self, SDL_Window *window);
int monitors_find(const Monitors *self, SDL_Window *window);

G_END_DECLS

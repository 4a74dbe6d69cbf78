// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "monitors.h"

G_BEGIN_DECLS

/* Whether a window covers its monitor, and what it was before where SDL does not remember that. */
typedef struct {
  const Monitors *monitors; /* (borrowed) */
  gboolean active;
  gboolean by_hand;
  int monitor; /* that it covers, from 0 */
  SDL_Rect before;
} FullScreen;

gboolean full_screen_enter(FullScreen *self, SDL_Window *window, int monitor);
void full_screen_step_aside(FullScreen *self, SDL_Window *window, int monitor);
gboolean full_screen_leave(FullScreen *self, SDL_Window *window);
gboolean full_screen_is_whole(const FullScreen *self, SDL_Window *window);
void full_screen_raise(SDL_Window *window);
void full_screen_restore(FullScreen *self, SDL_Window *window);
void full_screen_set_size_before(FullScreen *self, SDL_Window *window, int width, int height);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Caps, num and scroll lock: one state for the person's keyboard and the guest's.
 *
 * When the window gets the focus, the guest follows the keyboard. When the guest changes its locks
 * by itself, the keyboard follows, where the display server lets it (X11).
 */
#pragma once

#include <SDL.h>
#include <oriel.h>

G_BEGIN_DECLS

void locks_push_to_guest(OrielDisplay *display);
void locks_pull_from_guest(OrielDisplay *display, SDL_Window *window);

G_END_DECLS

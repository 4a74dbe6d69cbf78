// SPDX-License-Identifier: LGPL-2.1-or-later
/* What SDL leaves out on X11. On other systems nothing of it is true, and nothing is done. */
#pragma once

#include <SDL.h>
#include <glib.h>

G_BEGIN_DECLS

/* The window is one of X11. */
gboolean x11_is(SDL_Window *window);
/* It is one of X11, and nobody manages windows there. */
gboolean x11_is_bare(SDL_Window *window);
/* Asks for the window to be shown, on whatever desktop it is, and to have the keyboard. Does not
 * wait for that, as SDL does, for ever where a window manager does not want it. */
void x11_activate(SDL_Window *window);

G_END_DECLS

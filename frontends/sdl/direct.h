// SPDX-License-Identifier: LGPL-2.1-or-later
/* The way past SDL, of pixels that are shown as they are. */
#pragma once

#include <SDL.h>

#include "shared/shm-window.h"

G_BEGIN_DECLS

/* A way into @window, which outlives it; NULL = there is none. (transfer full) */
ShmWindow *direct_new(SDL_Window *window);

G_END_DECLS

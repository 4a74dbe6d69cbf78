// SPDX-License-Identifier: LGPL-2.1-or-later
/* The desktop's text, typed into the guest key by key. */
#pragma once

#include "overlay.h"

#include <SDL.h>

G_BEGIN_DECLS

typedef struct _Paste Paste;

Paste *paste_new(const char *keyboard, Overlay *overlay);
void paste_free(Paste *self);
void paste_start(Paste *self, OrielDisplay *display);
void paste_stop(Paste *self);
gboolean paste_handle_event(Paste *self, const SDL_Event *event);

G_END_DECLS

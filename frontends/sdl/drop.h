// SPDX-License-Identifier: LGPL-2.1-or-later
/* Files that are dropped on the window are sent to the guest. */
#pragma once

#include "overlay.h"

G_BEGIN_DECLS

typedef struct _Drop Drop;

Drop *drop_new(Overlay *overlay);
void drop_free(Drop *self);
void drop_set_session(Drop *self, OrielSession *session);
gboolean drop_handle_event(Drop *self, const SDL_Event *event);

G_END_DECLS

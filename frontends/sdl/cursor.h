// SPDX-License-Identifier: LGPL-2.1-or-later
/* The guest's pointer, drawn by the desktop. */
#pragma once

#include "shared/viewport.h"

#include <SDL.h>

G_BEGIN_DECLS

typedef struct _Pointer Pointer;

Pointer *pointer_new(void);
void pointer_free(Pointer *self);
void pointer_set_shape(Pointer *self, OrielCursor *cursor, double factor);

G_END_DECLS

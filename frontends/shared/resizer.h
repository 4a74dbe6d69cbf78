// SPDX-License-Identifier: LGPL-2.1-or-later
/* The guest's screen follows the window's size, where the guest can. */
#pragma once

#include "shared/viewport.h"

G_BEGIN_DECLS

/* The guest does not; @reason is for a person. Called once per display, until it can. */
typedef void (*ResizerRefused)(const char *reason, gpointer user_data);

typedef struct _Resizer Resizer;

Resizer *resizer_new(const Viewport *viewport, ResizerRefused refused, gpointer user_data);
void resizer_free(Resizer *self);
void resizer_set_display(Resizer *self, OrielDisplay *display);
void resizer_set_zoom(Resizer *self, int percent);
void resizer_accept_size(Resizer *self);
void resizer_window_changed(Resizer *self);
gboolean resizer_is_busy(Resizer *self);

G_END_DECLS

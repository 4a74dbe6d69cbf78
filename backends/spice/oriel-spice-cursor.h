// SPDX-License-Identifier: LGPL-2.1-or-later
/* The guest's pointer: its shape, and where it is while the guest alone moves it. */
#pragma once

#include "oriel-spice-private.h"

OrielSpiceCursor *oriel_spice_cursor_new(OrielSpiceBackend *backend, SpiceCursorChannel *channel);
void oriel_spice_cursor_free(OrielSpiceCursor *self);
/* The number of its channel. */
int oriel_spice_cursor_get_id(const OrielSpiceCursor *self);
/* Tells the viewer, or @screen, that is of the same number, what the pointer looks like. */
void oriel_spice_cursor_show(OrielSpiceCursor *self, OrielSpiceScreen *screen);

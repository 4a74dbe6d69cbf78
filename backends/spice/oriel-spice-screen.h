// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The picture of a display channel. The library decodes into a surface. A head that is all of it
 * is shown that itself (oriel-spice-memory.h); of other heads what was damaged is copied into a
 * framebuffer a head when the viewer is ready for it, as it is when the pointer is drawn into it.
 */
#pragma once

#include "oriel-spice-private.h"

OrielSpiceScreen *oriel_spice_screen_new(OrielSpiceBackend *backend, SpiceDisplayChannel *channel);
/* The server it is of is left (NULL), and the next one begins; meanwhile it shows what it did. */
void oriel_spice_screen_set_channel(OrielSpiceScreen *self, SpiceDisplayChannel *channel);
/* The guest is at another server, which may show something of its own before the guest's picture.
 */
void oriel_spice_screen_arrive(OrielSpiceScreen *self);
gboolean oriel_spice_screen_has_channel(const OrielSpiceScreen *self);
/* The displays it showed are gone. */
void oriel_spice_screen_free(OrielSpiceScreen *self);

/* The number of its channel. */
int oriel_spice_screen_get_id(const OrielSpiceScreen *self);
/* Whether @display is one of its heads, with its place in the surface. */
gboolean oriel_spice_screen_find(const OrielSpiceScreen *self, guint display, OrielRect *area);
/* Calls @apply for each of its displays. */
void oriel_spice_screen_foreach(OrielSpiceScreen *self,
                                void (*apply)(OrielBackend *backend, guint display, gpointer data),
                                gpointer data);
/* Copies @damage of @display; FALSE if it is not one of its heads. */
gboolean oriel_spice_screen_fill(OrielSpiceScreen *self, guint display, const OrielRegion *damage);
/* The guest's pointer is drawn into the picture, at this place of the surface; NULL = it is not. */
void oriel_spice_screen_draw_pointer(OrielSpiceScreen *self, OrielCursor *cursor, int x, int y);

// SPDX-License-Identifier: LGPL-2.1-or-later
/* Which displays a channel has, and where on its surface each of them is. */
#pragma once

#include "oriel.h"

#include <spice-client.h>

/* Heads of one surface; the rest is not shown. */
#define ORIEL_SPICE_MAX_HEADS 16

typedef struct {
  guint n;
  guint displays[ORIEL_SPICE_MAX_HEADS];
  OrielRect areas[ORIEL_SPICE_MAX_HEADS]; /* of the surface; not empty */
} OrielSpiceLayout;

/* What the server says of the heads of @channel, which has number @id and a surface of @width x
 * @height pixels; or the whole surface where it says nothing. While the mode changes, it speaks of
 * a surface that is not there yet: what lies outside is left out. */
void oriel_spice_layout_read(
    OrielSpiceLayout *self, SpiceDisplayChannel *channel, int id, int width, int height);

gboolean oriel_spice_layout_has(const OrielSpiceLayout *self, guint display);

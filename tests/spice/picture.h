// SPDX-License-Identifier: LGPL-2.1-or-later
/* What Oriel shows of a guest's screens. Whatever waits here takes damage meanwhile. */
#pragma once

#include "guest.h"

/* A guest with these further arguments (nullable), connected to, and its first picture seen. */
Guest *picture_open(const char *const *arguments);

/* The display of that number. (transfer none) (nullable) */
OrielDisplay *picture_find_display(Guest *guest, guint id);

void picture_wait_for_size(Guest *guest, guint id, int width, int height);

/* Waits until a pixel is opaque and has the colour 0xRRGGBB, or one of which each channel is at
 * most @tolerance away. */
void picture_wait_for_near(Guest *guest, guint id, int x, int y, guint32 colour, int tolerance);
void picture_wait_for_colour(Guest *guest, guint id, int x, int y, guint32 colour);

/* Waits until every pixel of display @id is opaque, and near to the test pattern, of which it shows
 * the part that begins at @x, @y. */
void picture_wait_for_pattern(Guest *guest, guint id, int x, int y, int tolerance);

/* The sum over the colours of what is shown, and of what the guest has drawn. */
guint32 picture_get_sum(OrielDisplay *display);
guint32 picture_ask_sum(Guest *guest);
/* Waits until every pixel of the first display is opaque and that of the guest's surface. */
void picture_wait_for_all(Guest *guest);

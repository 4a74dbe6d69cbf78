// SPDX-License-Identifier: LGPL-2.1-or-later
/* Pixels of SPICE surfaces and pointers, into those of framebuffers. Nothing here knows a channel.
 */
#pragma once

#include "oriel.h"

/* A primary surface, borrowed. Formats: SPICE_SURFACE_FMT_* (spice/enums.h). */
typedef struct {
  const guint8 *data; /* NULL = there is none */
  int format;
  int width, height; /* pixels */
  int stride;        /* bytes */
} OrielSpiceSurface;

/* Whether these pixels can be shown. */
gboolean oriel_spice_surface_is_known(const OrielSpiceSurface *self);

/* Whether there is nothing but black on it, as before anything is drawn. */
gboolean oriel_spice_surface_is_black(const OrielSpiceSurface *self);

/* Copies @rect of @framebuffer from @surface, of which it shows the part that begins at @x, @y. */
void oriel_spice_pixels_copy(const OrielSpiceSurface *surface,
                             int x,
                             int y,
                             OrielFramebuffer *framebuffer,
                             const OrielRect *rect);

/* Makes @region of @framebuffer opaque, in place, and empties it. */
void oriel_spice_pixels_make_opaque(OrielFramebuffer *framebuffer, OrielRegion *region);

/* Lays @cursor, with its upper left corner at @x, @y, over what @clip shows of @framebuffer. */
void oriel_spice_pixels_blend(
    OrielCursor *cursor, int x, int y, OrielFramebuffer *framebuffer, const OrielRect *clip);

/* A pointer of @width x @height pixels, red first, its alpha not multiplied in.
 * (transfer full) (nullable) */
OrielCursor *
oriel_spice_pixels_make_cursor(const guint8 *rgba, int width, int height, int hot_x, int hot_y);

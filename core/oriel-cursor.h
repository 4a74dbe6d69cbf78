// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-types.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_CURSOR (oriel_cursor_get_type())

/**
 * ORIEL_CURSOR_MAX_SIDE:
 *
 * The largest width or height of a guest's cursor, in pixels.
 */
#define ORIEL_CURSOR_MAX_SIDE 512

/**
 * OrielCursor:
 *
 * The shape of a guest's pointer, an immutable value. Pixels are rows without padding of 32-bit
 * little-endian ARGB with premultiplied alpha (memory order blue, green, red, alpha), as cairo's
 * ARGB32 on little-endian machines. A cursor of no pixels (0 x 0) is a hidden pointer.
 */
ORIEL_PUBLIC GType oriel_cursor_get_type(void) G_GNUC_CONST;
ORIEL_PUBLIC OrielCursor *
oriel_cursor_new(int width, int height, int hot_x, int hot_y, GBytes *pixels, GError **error);
ORIEL_PUBLIC OrielCursor *oriel_cursor_new_hidden(void);
ORIEL_PUBLIC OrielCursor *oriel_cursor_ref(OrielCursor *self);
ORIEL_PUBLIC void oriel_cursor_unref(OrielCursor *self);
ORIEL_PUBLIC int oriel_cursor_get_width(const OrielCursor *self);
ORIEL_PUBLIC int oriel_cursor_get_height(const OrielCursor *self);
ORIEL_PUBLIC int oriel_cursor_get_hot_x(const OrielCursor *self);
ORIEL_PUBLIC int oriel_cursor_get_hot_y(const OrielCursor *self);
ORIEL_PUBLIC gboolean oriel_cursor_is_hidden(const OrielCursor *self);
ORIEL_PUBLIC GBytes *oriel_cursor_get_pixels(const OrielCursor *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrielCursor, oriel_cursor_unref)

G_END_DECLS

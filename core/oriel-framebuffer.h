// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-types.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_FRAMEBUFFER (oriel_framebuffer_get_type())

/**
 * ORIEL_FRAMEBUFFER_MAX_SIDE:
 *
 * The largest width or height of a framebuffer, in pixels.
 */
#define ORIEL_FRAMEBUFFER_MAX_SIDE 16384

/**
 * ORIEL_FRAMEBUFFER_MAX_PIXELS:
 *
 * The most pixels a framebuffer can have.
 */
#define ORIEL_FRAMEBUFFER_MAX_PIXELS (64 * 1024 * 1024)

/**
 * OrielFramebuffer:
 *
 * The pixels of one guest screen: a sealed memory file of rows of 32-bit little-endian XRGB
 * (memory order blue, green, red, 0xff), so that one process can fill it while another shows it.
 * Its size never changes; a screen that is resized gets a new framebuffer.
 *
 * The pixels may change at any moment while the session is connected, and a reader can see a frame
 * that is half drawn, of which even the fourth byte may be another; the damage that follows tells
 * what to read again.
 */
ORIEL_PUBLIC GType oriel_framebuffer_get_type(void) G_GNUC_CONST;
ORIEL_PUBLIC OrielFramebuffer *oriel_framebuffer_new(int width, int height, GError **error);
ORIEL_PUBLIC OrielFramebuffer *
oriel_framebuffer_new_from_fd(int fd, int width, int height, int stride, GError **error);
ORIEL_PUBLIC OrielFramebuffer *oriel_framebuffer_ref(OrielFramebuffer *self);
ORIEL_PUBLIC void oriel_framebuffer_unref(OrielFramebuffer *self);
ORIEL_PUBLIC int oriel_framebuffer_get_width(const OrielFramebuffer *self);
ORIEL_PUBLIC int oriel_framebuffer_get_height(const OrielFramebuffer *self);
ORIEL_PUBLIC int oriel_framebuffer_get_stride(const OrielFramebuffer *self);
ORIEL_PUBLIC int oriel_framebuffer_get_fd(const OrielFramebuffer *self);
ORIEL_PUBLIC const guint8 *oriel_framebuffer_peek_pixels(const OrielFramebuffer *self);
ORIEL_PUBLIC guint8 *oriel_framebuffer_peek_writable(OrielFramebuffer *self);
ORIEL_PUBLIC GBytes *oriel_framebuffer_dup_bytes(const OrielFramebuffer *self);
ORIEL_PUBLIC gboolean oriel_framebuffer_check_size(int width, int height, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrielFramebuffer, oriel_framebuffer_unref)

G_END_DECLS

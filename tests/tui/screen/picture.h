// SPDX-License-Identifier: LGPL-2.1-or-later
/* Pictures of a desktop, made up but like one, the same at each call. */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

/* Windows with lines of writing before a wallpaper. */
OrielFramebuffer *picture_new_desktop(int width, int height);
OrielFramebuffer *picture_new_from_png(const char *path);
OrielFramebuffer *picture_new_noise(int width, int height, guint32 seed);
void picture_fill(OrielFramebuffer *framebuffer, const OrielRect *rect, guint32 color);
/* A picture within @rect, which differs with @seed. */
void picture_draw_thumbnail(OrielFramebuffer *framebuffer, const OrielRect *rect, guint32 seed);
/* 0xRRGGBB */
guint32 picture_get_pixel(const OrielFramebuffer *framebuffer, int x, int y);
/* The mean colour of [x0, x1) times [y0, y1), one pixel at least. */
guint32 picture_get_mean(const OrielFramebuffer *framebuffer, int x0, int y0, int x1, int y1);

G_END_DECLS

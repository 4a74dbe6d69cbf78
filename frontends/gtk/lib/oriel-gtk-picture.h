// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The guest's screen as nodes of GTK's scene graph, of which those alone are new that show
 * something new: GTK compares nodes, and draws where they differ.
 *
 * The screen is cut into tiles on the grid of device pixels. At 1:1 they lie over the framebuffer
 * itself, so that no pixel is copied on the way to GTK. Other sizes are drawn once, where the guest
 * changed, into a picture of the window's size; but a graphics processor scales by itself.
 */
#pragma once

#include "shared/viewport.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What draws the nodes in the end. */
typedef enum {
  PICTURE_CAIRO,
  PICTURE_TEXTURES, /* OpenGL, Vulkan */
} PictureMethod;

typedef struct {
  const Viewport *viewport; /* in device pixels of the widget */
  double scale;             /* device pixels for a point */
  PictureMethod method;
} PictureLayout;

typedef struct _Picture Picture;

Picture *picture_new(void);
void picture_free(Picture *self);
void picture_update(Picture *self,
                    OrielFramebuffer *framebuffer,
                    const PictureLayout *layout,
                    const OrielRegion *damage);
gboolean
picture_is_same(const Picture *self, OrielFramebuffer *framebuffer, const PictureLayout *layout);
OrielFramebuffer *picture_get_pixels(const Picture *self, OrielRect *area, GskRenderNode **last);
OrielRegion *picture_refresh(Picture *self, const OrielRegion *damage);
void picture_snapshot(Picture *self, GtkSnapshot *snapshot);
guint picture_get_n_renewed(const Picture *self);

G_END_DECLS

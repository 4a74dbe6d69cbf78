// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "impl/oriel-backend.h"

#include <gvnc.h>

G_BEGIN_DECLS

#define ORIEL_VNC_TYPE_FRAMEBUFFER (oriel_vnc_framebuffer_get_type())
G_DECLARE_FINAL_TYPE(OrielVncFramebuffer, oriel_vnc_framebuffer, ORIEL_VNC, FRAMEBUFFER, GObject)

const VncPixelFormat *oriel_vnc_framebuffer_format(void);
OrielVncFramebuffer *oriel_vnc_framebuffer_new(OrielFramebuffer *target);
OrielFramebuffer *oriel_vnc_framebuffer_get_target(OrielVncFramebuffer *self);
const char *oriel_vnc_framebuffer_get_fault(OrielVncFramebuffer *self);
gboolean oriel_vnc_framebuffer_clip(OrielVncFramebuffer *self, OrielRect *rect);
guint8 *oriel_vnc_framebuffer_get_run(OrielVncFramebuffer *self,
                                      const OrielRect *rect,
                                      gsize offset,
                                      gsize *room);
void
oriel_vnc_framebuffer_seal(OrielVncFramebuffer *self, const OrielRect *rect, gsize from, gsize to);
void oriel_vnc_framebuffer_put(OrielVncFramebuffer *self,
                               const OrielRect *rect,
                               gsize offset,
                               const guint8 *bytes,
                               gsize size);

G_END_DECLS

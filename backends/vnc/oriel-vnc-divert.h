// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-vnc-framebuffer.h"

G_BEGIN_DECLS

/* The longest header: a rectangle with the length of its data, which another one and the beginning
 * of an update are put before. */
#define ORIEL_VNC_DIVERT_HEADER 32

/* Both are called on the stack of gvnc's coroutine, where nothing may be given to gvnc. */
typedef struct {
  /* An update has begun, which may be empty. */
  void (*begun)(gpointer owner);
  /* A rectangle of it is in the framebuffer, and gvnc does not tell of it. */
  void (*drawn)(gpointer owner, const OrielRect *rect);
} OrielVncDivertEvents;

/* All zero = passes everything on as it is. When there is an error, nothing more may reach gvnc. */
typedef struct {
  gboolean following; /* it is known where messages begin */
  const OrielVncDivertEvents *events;
  gpointer owner;
  OrielVncFramebuffer *framebuffer; /* (owned) (nullable) */
  guint8 header[ORIEL_VNC_DIVERT_HEADER];
  gsize have;        /* bytes of the header that have come */
  gsize need;        /* bytes after which there is more to know */
  gsize out;         /* bytes of the header to hand out, ... */
  gsize gone;        /* ... of which so many have been */
  guint64 pass;      /* bytes to hand out as they are, after the header */
  guint rects;       /* rectangles of the update still to come */
  gboolean told;     /* gvnc knows that it has begun, ... */
  gboolean withheld; /* ... and not of all that has come since */
  OrielRect raw;     /* the rectangle that is drawn, empty = none */
  gsize drawn;       /* bytes of it */
  GError *error;     /* (owned) (nullable) what the server has sent that cannot be */
} OrielVncDivert;

void
oriel_vnc_divert_follow(OrielVncDivert *self, const OrielVncDivertEvents *events, gpointer owner);
void oriel_vnc_divert_set_framebuffer(OrielVncDivert *self, OrielVncFramebuffer *framebuffer);
void oriel_vnc_divert_clear(OrielVncDivert *self);
gboolean oriel_vnc_divert_is_waiting(const OrielVncDivert *self);
gsize oriel_vnc_divert_run(OrielVncDivert *self,
                           const guint8 *in,
                           gsize in_size,
                           gsize *used,
                           guint8 *out,
                           gsize out_size);
guint8 *oriel_vnc_divert_get_target(OrielVncDivert *self, gsize *size);
void oriel_vnc_divert_received(OrielVncDivert *self, gsize size);

G_END_DECLS

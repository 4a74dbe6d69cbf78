// SPDX-License-Identifier: LGPL-2.1-or-later
/* Keys and pointer events on their way to a server that may not take them now. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  enum {
    ORIEL_VNC_INPUT_KEY,
    ORIEL_VNC_INPUT_POINTER, /* to a position */
    ORIEL_VNC_INPUT_MOTION,  /* by a distance */
  } kind;
  guint keysym;
  guint qnum;
  gboolean pressed;
  guint buttons; /* mask */
  int x;
  int y;
} OrielVncInputEvent;

#define ORIEL_VNC_INPUT_MAX_MESSAGE 12

typedef struct _OrielVncInput OrielVncInput;

OrielVncInput *oriel_vnc_input_new(void);
void oriel_vnc_input_free(OrielVncInput *self);
void oriel_vnc_input_push(OrielVncInput *self, const OrielVncInputEvent *event);
gboolean oriel_vnc_input_pop(OrielVncInput *self, OrielVncInputEvent *event);
gboolean oriel_vnc_input_is_empty(const OrielVncInput *self);
guint oriel_vnc_input_get_length(const OrielVncInput *self);

gsize oriel_vnc_input_encode(const OrielVncInputEvent *event,
                             gboolean extended_keys,
                             guint8 message[ORIEL_VNC_INPUT_MAX_MESSAGE]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrielVncInput, oriel_vnc_input_free)

G_END_DECLS

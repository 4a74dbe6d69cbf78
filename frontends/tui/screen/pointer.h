// SPDX-License-Identifier: LGPL-2.1-or-later
/* The mouse of a terminal, as a guest's pointer. */
#pragma once

#include "screen/placement.h"
#include "terminal/event.h"

G_BEGIN_DECLS

typedef struct {
  guint32 held; /* bit OrielButton - 1: those that are down in the guest */
  int x;        /* where the guest's pointer was sent last */
  int y;
  gboolean known; /* there is such a place */
} Pointer;

/* Where @mouse is in the guest; the nearest pixel, and FALSE, where that is outside. Pure. */
gboolean pointer_locate(const Placement *placement, const MouseEvent *mouse, int *x, int *y);
/* Sends it. */
void pointer_send(Pointer *self,
                  OrielDisplay *display,
                  const Placement *placement,
                  const MouseEvent *mouse);
/* Releases what is held. */
void pointer_release(Pointer *self, OrielDisplay *display);

G_END_DECLS

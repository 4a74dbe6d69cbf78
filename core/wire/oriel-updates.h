// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Damage, which is told so often that a call of D-Bus for each would cost more than all the rest:
 * a second socket pair, of packets. The session process sends an update and no other of that
 * display before it was answered; the viewer answers with the number of the display (guint32) when
 * the damage was taken. Numbers are in the order of the machine.
 */
#pragma once

#include "oriel.h"

/* The descriptor of the session process's end. */
#define ORIEL_WIRE_UPDATES_FD 4

typedef struct {
  guint32 display;
  guint32 generation;                      /* of its framebuffer, as the scanout had it */
  OrielRect rects[ORIEL_REGION_MAX_RECTS]; /* the packet ends behind the last one there is */
} OrielWireUpdate;

#define ORIEL_WIRE_UPDATE_SIZE(n_rects)                                                            \
  (offsetof(OrielWireUpdate, rects) + (gsize)(n_rects) * sizeof(OrielRect))

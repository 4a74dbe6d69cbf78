// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Keys and the pointer, which a person waits for: a call of D-Bus goes through a thread at either
 * end. A third socket pair, of packets. The viewer sends one for each input; the session process
 * answers with a number (guint32): how many it has heard since its last answer. Numbers are in the
 * order of the machine.
 *
 * Nothing overtakes: an input says how many calls were made before it, and the process does it
 * after these and before the next one. What is copied and then pasted is the same.
 */
#pragma once

#include <glib.h>

/* The descriptor of the session process's end. */
#define ORIEL_WIRE_INPUTS_FD 5

typedef enum {
  ORIEL_WIRE_KEY,
  ORIEL_WIRE_POINTER, /* is at a position */
  ORIEL_WIRE_MOTION,  /* has moved by a distance */
} OrielWireInputKind;

typedef struct {
  guint32 calls; /* that the viewer had made before */
  guint32 kind;  /* OrielWireInputKind */
  guint32 display;
  gint32 x, y;          /* of the pointer */
  guint32 buttons;      /* held, bit: OrielButton - 1 */
  guint32 qnum, keysym; /* of a key; 0 = unknown */
  guint32 pressed;      /* the key, as a gboolean */
} OrielWireInput;

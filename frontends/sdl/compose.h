// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * What a window shows, and how it is put together on the processor. Pure.
 *
 * From back to front: the bars around the guest, the guest, a veil that dims both, and cards.
 */
#pragma once

#include "shared/viewport.h"

G_BEGIN_DECLS

/* A picture on top of the guest: 32-bit ARGB with premultiplied alpha, rows without padding. */
typedef struct {
  guint32 *pixels; /* (owned); NULL = there is none */
  guint serial;    /* of these pixels; never the same again */
  OrielRect area;  /* in the window */
} Card;

typedef struct {
  OrielFramebuffer *framebuffer; /* NULL = no guest */
  const Viewport *viewport;
  guint8 veil; /* 0 = none, 255 = black */
  const Card *cards;
  guint n_cards;
} Scene;

#define COMPOSE_BACKGROUND 0xff16181du

void compose(const Scene *scene, const OrielRect *area, guint8 *target, int stride);

G_END_DECLS

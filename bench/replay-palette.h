// SPDX-License-Identifier: LGPL-2.1-or-later
/* The colours of a small picture, numbered in the order they appear. */
#pragma once

#include <glib.h>

#define REPLAY_PALETTE_MAX 256
#define REPLAY_PALETTE_SLOTS 1024 /* a power of two, so that probing stays short */

typedef struct {
  guint size; /* more than the limit asked for = too many colours to count */
  guint32 colours[REPLAY_PALETTE_MAX];
  guint16 slots[REPLAY_PALETTE_SLOTS]; /* index + 1 of a colour, 0 = free */
} ReplayPalette;

/* Counts the colours of @width x @height pixels, rows @stride apart; gives up beyond @limit. */
void replay_palette_count(
    ReplayPalette *self, const guint32 *pixels, int stride, int width, int height, guint limit);
/* The number of @colour, which must have been counted. */
guint replay_palette_find(const ReplayPalette *self, guint32 colour);

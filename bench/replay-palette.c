// SPDX-License-Identifier: LGPL-2.1-or-later
#include "replay-palette.h"

#include <string.h>

/* The slot of @colour: where it is, or where it would go. */
static guint
find_slot(const ReplayPalette *self, guint32 colour)
{
  guint slot = (colour * 2654435761u) >> 22;

  while (self->slots[slot] != 0 && self->colours[self->slots[slot] - 1] != colour)
    slot = (slot + 1) % REPLAY_PALETTE_SLOTS;
  return slot;
}

void
replay_palette_count(
    ReplayPalette *self, const guint32 *pixels, int stride, int width, int height, guint limit)
{
  g_assert(limit <= REPLAY_PALETTE_MAX);
  memset(self, 0, sizeof *self);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) {
      guint32 colour = pixels[y * stride + x];
      guint slot = find_slot(self, colour);
      if (self->slots[slot] != 0)
        continue;
      if (self->size == limit) {
        self->size++;
        return;
      }
      self->colours[self->size++] = colour;
      self->slots[slot] = (guint16)self->size;
    }
}

guint
replay_palette_find(const ReplayPalette *self, guint32 colour)
{
  return self->slots[find_slot(self, colour)] - 1u;
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

/* Where the guest's screen is in the terminal. */
typedef struct {
  OrielRect source; /* what is shown of it, in guest pixels */
  OrielRect target; /* the cells that show it */
  int cell_width;   /* pixels of a cell, a guess where the terminal does not tell (8x16) */
  int cell_height;
  OrielRect room; /* all cells there are for it; empty = the target alone */
} Placement;

/* Sets source and target, of a room and cells that are known, to what shows the part @visible of
 * @image, both in pixels of the terminal, which is all of a guest of that size. */
void placement_fill(Placement *self,
                    const OrielRect *visible,
                    const OrielRect *image,
                    int guest_width,
                    int guest_height);

gboolean placement_is_same(const Placement *a, const Placement *b);

/* Whether its source is inside @framebuffer, and neither of its rectangles empty. */
gboolean placement_is_inside(const Placement *self, const OrielFramebuffer *framebuffer);

/* Which cells show @damage; a NULL damage is everything. @cells, relative to the target, gets up
 * to ORIEL_REGION_MAX_RECTS rectangles; returns how many. */
guint placement_list_cells(const Placement *self, const OrielRegion *damage, OrielRect *cells);

/* Where part @index of @count equal parts of @length pixels starts. */
static inline int
placement_edge(int index, int count, int length)
{
  return (int)((gint64)index * length / count);
}

G_END_DECLS

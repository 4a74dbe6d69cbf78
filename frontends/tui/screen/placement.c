// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/placement.h"

#include <math.h>

/* Cells that show the pixels [from, from + length) of a window of @n cells. */
static void
to_cells(int from, int length, int cell, int n, int *first, int *count)
{
  int start = (int)lround((double)from / cell), end = (int)lround((double)(from + length) / cell);

  *first = CLAMP(start, 0, n - 1);
  *count = CLAMP(end - *first, 1, n - *first);
}

/* The part [@offset, @offset + @shown) of an image of @image pixels, in the guest's. */
static void
to_guest(int offset, int shown, int image, int guest, int *first, int *count)
{
  int end = (int)(((gint64)(offset + shown) * guest + image - 1) / image);

  *first = (int)((gint64)offset * guest / image);
  *count = MIN(end, guest) - *first;
}

void
placement_fill(Placement *self,
               const OrielRect *visible,
               const OrielRect *image,
               int guest_width,
               int guest_height)
{
  OrielRect *source = &self->source, *target = &self->target;

  to_cells(visible->x, visible->width, self->cell_width, self->room.width, &target->x,
           &target->width);
  to_cells(visible->y, visible->height, self->cell_height, self->room.height, &target->y,
           &target->height);
  to_guest(visible->x - image->x, visible->width, image->width, guest_width, &source->x,
           &source->width);
  to_guest(visible->y - image->y, visible->height, image->height, guest_height, &source->y,
           &source->height);
}

static gboolean
is_same_rect(const OrielRect *a, const OrielRect *b)
{
  return a->x == b->x && a->y == b->y && a->width == b->width && a->height == b->height;
}

gboolean
placement_is_same(const Placement *a, const Placement *b)
{
  return is_same_rect(&a->source, &b->source) && is_same_rect(&a->target, &b->target) &&
         is_same_rect(&a->room, &b->room) && a->cell_width == b->cell_width &&
         a->cell_height == b->cell_height;
}

gboolean
placement_is_inside(const Placement *self, const OrielFramebuffer *framebuffer)
{
  const OrielRect *source = &self->source;

  return !oriel_rect_is_empty(source) && !oriel_rect_is_empty(&self->target) && source->x >= 0 &&
         source->y >= 0 && source->width <= oriel_framebuffer_get_width(framebuffer) - source->x &&
         source->height <= oriel_framebuffer_get_height(framebuffer) - source->y;
}

/* The parts of @length pixels in @count parts that the pixels [from, to) are in. */
static void
map_axis(int from, int to, int length, int count, int *first, int *n)
{
  int last = (int)(((gint64)to * count + length - 1) / length) - 1;

  *first = (int)((gint64)from * count / length);
  *n = MIN(last, count - 1) - *first + 1;
}

static gboolean
map(const Placement *self, const OrielRect *damage, OrielRect *cells)
{
  OrielRect part;

  if (!oriel_rect_intersect(damage, &self->source, &part))
    return FALSE;
  part.x -= self->source.x;
  part.y -= self->source.y;
  map_axis(part.x, part.x + part.width, self->source.width, self->target.width, &cells->x,
           &cells->width);
  map_axis(part.y, part.y + part.height, self->source.height, self->target.height, &cells->y,
           &cells->height);
  return TRUE;
}

guint
placement_list_cells(const Placement *self, const OrielRegion *damage, OrielRect *cells)
{
  guint n = 0;

  if (oriel_rect_is_empty(&self->source) || oriel_rect_is_empty(&self->target))
    return 0;
  if (damage == NULL) {
    cells[0] = (OrielRect){0, 0, self->target.width, self->target.height};
    return 1;
  }
  for (guint i = 0; i < oriel_region_get_n_rects(damage); i++) {
    OrielRect rect;

    oriel_region_get_rect(damage, i, &rect);
    n += map(self, &rect, &cells[n]);
  }
  return n;
}

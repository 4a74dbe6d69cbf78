// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel.h"

/* Coordinates are kept inside +-COORDINATE_LIMIT, so that no sum of sides overflows an int and no
 * area a gint64. No guest screen comes near. */
#define COORDINATE_LIMIT (1 << 28)

/* What handling one more rectangle costs (a call, a texture upload), in pixels copied. Rectangles
 * whose union wastes no more than this are joined. */
#define RECT_COST 1024

struct _OrielRegion {
  guint n_rects;
  OrielRect rects[ORIEL_REGION_MAX_RECTS + 1]; /* one more while a rectangle is being added */
};

G_DEFINE_BOXED_TYPE(OrielRegion, oriel_region, oriel_region_copy, oriel_region_free)

static gint64
rect_area(const OrielRect *rect)
{
  return (gint64)rect->width * rect->height;
}

/* How many pixels more one rectangle around both has than the two have; negative where they
 * overlap much. */
static gint64
join_waste(const OrielRect *a, const OrielRect *b)
{
  gint64 left = MIN(a->x, b->x);
  gint64 top = MIN(a->y, b->y);
  gint64 right = MAX(a->x + a->width, b->x + b->width);
  gint64 bottom = MAX(a->y + a->height, b->y + b->height);

  return (right - left) * (bottom - top) - rect_area(a) - rect_area(b);
}

static void
remove_rect(OrielRegion *self, guint index)
{
  self->rects[index] = self->rects[--self->n_rects];
}

/* Adds @rect after joining it with every rectangle where that is as good as keeping both. */
static void
insert_rect(OrielRegion *self, OrielRect rect)
{
  guint i = 0;

  while (i < self->n_rects) {
    if (join_waste(&rect, &self->rects[i]) > RECT_COST) {
      i++;
      continue;
    }
    oriel_rect_union(&rect, &self->rects[i], &rect);
    remove_rect(self, i);
    i = 0;
  }
  self->rects[self->n_rects++] = rect;
}

static void
join_cheapest_pair(OrielRegion *self)
{
  gint64 least = G_MAXINT64;
  guint first = 0, second = 1;
  OrielRect joined;

  for (guint i = 0; i < self->n_rects; i++) {
    for (guint j = i + 1; j < self->n_rects; j++) {
      gint64 waste = join_waste(&self->rects[i], &self->rects[j]);
      if (waste < least) {
        least = waste;
        first = i;
        second = j;
      }
    }
  }
  oriel_rect_union(&self->rects[first], &self->rects[second], &joined);
  remove_rect(self, second);
  remove_rect(self, first);
  insert_rect(self, joined);
}

/**
 * oriel_region_new:
 *
 * Makes an empty region.
 *
 * Returns: (transfer full): a region
 */
OrielRegion *
oriel_region_new(void)
{
  return g_new0(OrielRegion, 1);
}

/**
 * oriel_region_copy:
 * @self: a region
 *
 * Copies a region.
 *
 * Returns: (transfer full): a region of the same rectangles
 */
OrielRegion *
oriel_region_copy(const OrielRegion *self)
{
  g_return_val_if_fail(self != NULL, NULL);

  return g_memdup2(self, sizeof *self);
}

/**
 * oriel_region_free:
 * @self: (transfer full): a region
 *
 * Frees a region.
 */
void
oriel_region_free(OrielRegion *self)
{
  g_free(self);
}

/**
 * oriel_region_add:
 * @self: a region
 * @rect: what to add; may be empty
 *
 * Covers @rect as well. What lies more than 2^28 pixels from the origin is left out.
 */
void
oriel_region_add(OrielRegion *self, const OrielRect *rect)
{
  static const OrielRect plane = {-COORDINATE_LIMIT, -COORDINATE_LIMIT, 2 * COORDINATE_LIMIT,
                                  2 * COORDINATE_LIMIT};
  OrielRect cut;

  g_return_if_fail(self != NULL);
  g_return_if_fail(rect != NULL);

  if (!oriel_rect_intersect(rect, &plane, &cut))
    return;
  insert_rect(self, cut);
  if (self->n_rects > ORIEL_REGION_MAX_RECTS)
    join_cheapest_pair(self);
}

/**
 * oriel_region_clip:
 * @self: a region
 * @width: width of the screen, in pixels
 * @height: height of the screen, in pixels
 *
 * Takes out everything outside a screen, whose top left corner is (0, 0).
 */
void
oriel_region_clip(OrielRegion *self, int width, int height)
{
  OrielRect screen = {0, 0, width, height};
  guint i = 0;

  g_return_if_fail(self != NULL);

  while (i < self->n_rects) {
    if (oriel_rect_intersect(&self->rects[i], &screen, &self->rects[i]))
      i++;
    else
      remove_rect(self, i);
  }
}

/**
 * oriel_region_clear:
 * @self: a region
 *
 * Makes the region empty.
 */
void
oriel_region_clear(OrielRegion *self)
{
  g_return_if_fail(self != NULL);

  self->n_rects = 0;
}

/**
 * oriel_region_is_empty:
 * @self: a region
 *
 * Whether the region covers nothing.
 *
 * Returns: %TRUE when there is no rectangle in it
 */
gboolean
oriel_region_is_empty(const OrielRegion *self)
{
  g_return_val_if_fail(self != NULL, TRUE);

  return self->n_rects == 0;
}

/**
 * oriel_region_get_n_rects:
 * @self: a region
 *
 * How many rectangles cover the region.
 *
 * Returns: a number up to %ORIEL_REGION_MAX_RECTS
 */
guint
oriel_region_get_n_rects(const OrielRegion *self)
{
  g_return_val_if_fail(self != NULL, 0);

  return self->n_rects;
}

/**
 * oriel_region_get_rect:
 * @self: a region
 * @index: which rectangle, less than oriel_region_get_n_rects()
 * @rect: (out caller-allocates): the rectangle; never empty
 *
 * Reads one of the rectangles. They come in no order, and can overlap.
 */
void
oriel_region_get_rect(const OrielRegion *self, guint index, OrielRect *rect)
{
  g_return_if_fail(self != NULL);
  g_return_if_fail(index < self->n_rects);
  g_return_if_fail(rect != NULL);

  *rect = self->rects[index];
}

/**
 * oriel_region_get_extents:
 * @self: a region
 * @extents: (out caller-allocates): all zero when the region is empty
 *
 * Reads the smallest rectangle around the region.
 */
void
oriel_region_get_extents(const OrielRegion *self, OrielRect *extents)
{
  g_return_if_fail(self != NULL);
  g_return_if_fail(extents != NULL);

  *extents = (OrielRect){0};
  for (guint i = 0; i < self->n_rects; i++)
    oriel_rect_union(extents, &self->rects[i], extents);
}

/**
 * oriel_region_get_area:
 * @self: a region
 *
 * How many pixels are copied when every rectangle is: where two overlap, those pixels count twice.
 *
 * Returns: a number of pixels
 */
gsize
oriel_region_get_area(const OrielRegion *self)
{
  gint64 area = 0;

  g_return_val_if_fail(self != NULL, 0);

  for (guint i = 0; i < self->n_rects; i++)
    area += rect_area(&self->rects[i]);
  return (gsize)area;
}

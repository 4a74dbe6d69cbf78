// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel.h"

static OrielRect *
oriel_rect_copy(OrielRect *self)
{
  return g_memdup2(self, sizeof *self);
}

static void
oriel_rect_free(OrielRect *self)
{
  g_free(self);
}

G_DEFINE_BOXED_TYPE(OrielRect, oriel_rect, oriel_rect_copy, oriel_rect_free)

/* The rectangle between two corners; a side too long for an int ends at the largest int. */
static void
set_corners(OrielRect *result, int left, int top, gint64 right, gint64 bottom)
{
  result->x = left;
  result->y = top;
  result->width = (int)MIN(right - left, G_MAXINT);
  result->height = (int)MIN(bottom - top, G_MAXINT);
}

/**
 * oriel_rect_is_empty:
 * @self: a rectangle
 *
 * Whether the rectangle holds no pixel.
 *
 * Returns: %TRUE when its width or height is not positive
 */
gboolean
oriel_rect_is_empty(const OrielRect *self)
{
  g_return_val_if_fail(self != NULL, TRUE);

  return self->width <= 0 || self->height <= 0;
}

/**
 * oriel_rect_intersect:
 * @a: a rectangle
 * @b: another one
 * @result: (out caller-allocates): the pixels in both; all zero when there are none. May be @a
 *   or @b
 *
 * Computes the part that two rectangles share. No value of them overflows.
 *
 * Returns: whether they share a pixel
 */
gboolean
oriel_rect_intersect(const OrielRect *a, const OrielRect *b, OrielRect *result)
{
  g_return_val_if_fail(a != NULL && b != NULL && result != NULL, FALSE);

  int left = MAX(a->x, b->x);
  int top = MAX(a->y, b->y);
  gint64 right = MIN((gint64)a->x + a->width, (gint64)b->x + b->width);
  gint64 bottom = MIN((gint64)a->y + a->height, (gint64)b->y + b->height);
  gboolean shared =
      !oriel_rect_is_empty(a) && !oriel_rect_is_empty(b) && left < right && top < bottom;

  if (shared)
    set_corners(result, left, top, right, bottom);
  else
    *result = (OrielRect){0};
  return shared;
}

/**
 * oriel_rect_union:
 * @a: a rectangle
 * @b: another one
 * @result: (out caller-allocates): the smallest rectangle that holds both. May be @a or @b
 *
 * Computes the rectangle around two others. An empty one adds nothing; a result of two empty ones
 * is empty. A side longer than %G_MAXINT is cut to it.
 */
void
oriel_rect_union(const OrielRect *a, const OrielRect *b, OrielRect *result)
{
  g_return_if_fail(a != NULL && b != NULL && result != NULL);

  if (oriel_rect_is_empty(a)) {
    *result = oriel_rect_is_empty(b) ? (OrielRect){0} : *b;
  } else if (oriel_rect_is_empty(b)) {
    *result = *a;
  } else {
    set_corners(result, MIN(a->x, b->x), MIN(a->y, b->y),
                MAX((gint64)a->x + a->width, (gint64)b->x + b->width),
                MAX((gint64)a->y + a->height, (gint64)b->y + b->height));
  }
}

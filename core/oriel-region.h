// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-types.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_RECT (oriel_rect_get_type())
#define ORIEL_TYPE_REGION (oriel_region_get_type())

/**
 * ORIEL_REGION_MAX_RECTS:
 *
 * The most rectangles a region holds; more are merged where that adds the least area.
 */
#define ORIEL_REGION_MAX_RECTS 32

ORIEL_PUBLIC GType oriel_rect_get_type(void) G_GNUC_CONST;
ORIEL_PUBLIC gboolean oriel_rect_is_empty(const OrielRect *self);
ORIEL_PUBLIC gboolean oriel_rect_intersect(const OrielRect *a,
                                           const OrielRect *b,
                                           OrielRect *result);
ORIEL_PUBLIC void oriel_rect_union(const OrielRect *a, const OrielRect *b, OrielRect *result);

/**
 * OrielRegion:
 *
 * A small set of rectangles that covers at least what was added to it. It may cover more, never
 * less, and never grows beyond %ORIEL_REGION_MAX_RECTS.
 */
ORIEL_PUBLIC GType oriel_region_get_type(void) G_GNUC_CONST;
ORIEL_PUBLIC OrielRegion *oriel_region_new(void);
ORIEL_PUBLIC OrielRegion *oriel_region_copy(const OrielRegion *self);
ORIEL_PUBLIC void oriel_region_free(OrielRegion *self);
ORIEL_PUBLIC void oriel_region_add(OrielRegion *self, const OrielRect *rect);
ORIEL_PUBLIC void oriel_region_clip(OrielRegion *self, int width, int height);
ORIEL_PUBLIC void oriel_region_clear(OrielRegion *self);
ORIEL_PUBLIC gboolean oriel_region_is_empty(const OrielRegion *self);
ORIEL_PUBLIC guint oriel_region_get_n_rects(const OrielRegion *self);
ORIEL_PUBLIC void oriel_region_get_rect(const OrielRegion *self, guint index, OrielRect *rect);
ORIEL_PUBLIC void oriel_region_get_extents(const OrielRegion *self, OrielRect *extents);
ORIEL_PUBLIC gsize oriel_region_get_area(const OrielRegion *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrielRegion, oriel_region_free)

G_END_DECLS

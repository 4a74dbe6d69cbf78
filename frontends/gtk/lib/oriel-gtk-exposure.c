// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-gtk-exposure.h"

typedef struct {
  GskRenderNode *node;
  graphene_rect_t *area; /* what is left of it, in the coordinates of the scene that is looked at */
  graphene_point_t *at;  /* where the coordinates of the node begin in those */
} Search;

static gboolean search(const Search *self, GskRenderNode *scene);

static gboolean
move(const Search *self, float dx, float dy)
{
  graphene_rect_offset(self->area, dx, dy);
  graphene_point_init(self->at, self->at->x + dx, self->at->y + dy);
  return TRUE;
}

/* Nothing that is drawn later may lie over it. */
static gboolean
search_container(const Search *self, GskRenderNode *scene)
{
  guint n = gsk_container_node_get_n_children(scene);
  guint i = 0;

  while (i < n && !search(self, gsk_container_node_get_child(scene, i)))
    i++;
  if (i == n)
    return FALSE;
  for (i++; i < n; i++) {
    graphene_rect_t bounds;

    gsk_render_node_get_bounds(gsk_container_node_get_child(scene, i), &bounds);
    if (graphene_rect_intersection(self->area, &bounds, NULL))
      return FALSE;
  }
  return TRUE;
}

static gboolean
search_transform(const Search *self, GskRenderNode *scene)
{
  GskTransform *transform = gsk_transform_node_get_transform(scene);
  float dx, dy;

  if (gsk_transform_get_category(transform) < GSK_TRANSFORM_CATEGORY_2D_TRANSLATE)
    return FALSE;
  gsk_transform_to_translate(transform, &dx, &dy);
  return search(self, gsk_transform_node_get_child(scene)) && move(self, dx, dy);
}

static gboolean
search_rounded_clip(const Search *self, GskRenderNode *scene)
{
  const GskRoundedRect *clip = gsk_rounded_clip_node_get_clip(scene);

  return search(self, gsk_rounded_clip_node_get_child(scene)) &&
         graphene_rect_intersection(self->area, &clip->bounds, self->area) &&
         gsk_rounded_rect_contains_rect(clip, self->area);
}

/* Kinds of nodes that are not here change what is below them. */
static gboolean
search(const Search *self, GskRenderNode *scene)
{
  if (scene == self->node)
    return TRUE;
  switch (gsk_render_node_get_node_type(scene)) {
  case GSK_CONTAINER_NODE:
    return search_container(self, scene);
  case GSK_TRANSFORM_NODE:
    return search_transform(self, scene);
  case GSK_CLIP_NODE:
    return search(self, gsk_clip_node_get_child(scene)) &&
           graphene_rect_intersection(self->area, gsk_clip_node_get_clip(scene), self->area);
  case GSK_ROUNDED_CLIP_NODE:
    return search_rounded_clip(self, scene);
  case GSK_DEBUG_NODE:
    return search(self, gsk_debug_node_get_child(scene));
  default:
    return FALSE;
  }
}

/**
 * exposure_find:
 * @scene: what was drawn
 * @node: a node somewhere in it
 * @area: (inout): a rectangle in the coordinates of @node; what is seen of it in those of @scene
 * @at: (out): where the coordinates of @node begin in those of @scene
 *
 * Looks whether what is painted over @area shows as it would as a part of @scene: nothing lies over
 * it, and nothing but its place is changed on the way. All of @area may not be seen, where the
 * scene is clipped.
 *
 * Returns: %TRUE if it does
 */
gboolean
exposure_find(GskRenderNode *scene,
              GskRenderNode *node,
              graphene_rect_t *area,
              graphene_point_t *at)
{
  Search search_for = {node, area, at};

  graphene_point_init(at, 0, 0);
  return search(&search_for, scene);
}

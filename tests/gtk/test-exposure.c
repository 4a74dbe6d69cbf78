// SPDX-License-Identifier: LGPL-2.1-or-later
/* What GTK has drawn over a node, told from the scene. */
#include "oriel-gtk-exposure.h"

#define BOUNDS(x, y, width, height) (&GRAPHENE_RECT_INIT((x), (y), (width), (height)))

/* The picture: 100x50 at the origin of its coordinates. */
static GskRenderNode *
make_picture(void)
{
  return gsk_color_node_new(&(GdkRGBA){0, 0, 1, 1}, BOUNDS(0, 0, 100, 50));
}

static GskRenderNode *
make_box(float x, float y)
{
  return gsk_color_node_new(&(GdkRGBA){1, 0, 0, 1}, BOUNDS(x, y, 10, 10));
}

/* Takes @scene; where the picture shows in it, as "x,y,width,height"; NULL = not for certain.
 * (transfer full) */
static char *
find(GskRenderNode *scene, GskRenderNode *picture)
{
  graphene_rect_t area = GRAPHENE_RECT_INIT(0, 0, 100, 50);
  graphene_point_t at;
  gboolean found = exposure_find(scene, picture, &area, &at);

  gsk_render_node_unref(scene);
  return found ? g_strdup_printf("%g,%g,%g,%g at %g,%g", area.origin.x, area.origin.y,
                                 area.size.width, area.size.height, at.x, at.y)
               : NULL;
}

/* A container of the picture between two boxes; takes the boxes. */
static GskRenderNode *
between(GskRenderNode *below, GskRenderNode *picture, GskRenderNode *above)
{
  GskRenderNode *nodes[] = {below, picture, above};
  GskRenderNode *container = gsk_container_node_new(nodes, G_N_ELEMENTS(nodes));

  gsk_render_node_unref(below);
  gsk_render_node_unref(above);
  return container;
}

static void
test_order(void)
{
  g_autoptr(GskRenderNode) picture = make_picture();
  g_autofree char *under = find(between(make_box(5, 5), picture, make_box(100, 0)), picture);
  g_autofree char *over = find(between(make_box(200, 0), picture, make_box(99, 49)), picture);

  g_assert_cmpstr(under, ==, "0,0,100,50 at 0,0");
  g_assert_cmpstr(over, ==, NULL);
}

static void
test_absent(void)
{
  g_autoptr(GskRenderNode) picture = make_picture();
  g_autoptr(GskRenderNode) other = make_picture();
  g_autofree char *found = find(between(make_box(0, 0), other, make_box(0, 0)), picture);

  g_assert_cmpstr(found, ==, NULL);
}

/* Takes @child. */
static GskRenderNode *
transform(GskRenderNode *child, GskTransform *transform)
{
  GskRenderNode *node = gsk_transform_node_new(child, transform);

  gsk_render_node_unref(child);
  gsk_transform_unref(transform);
  return node;
}

/* What lies over it is elsewhere in the coordinates of its parent. */
static void
test_moved(void)
{
  g_autoptr(GskRenderNode) picture = make_picture();
  GskTransform *by = gsk_transform_translate(NULL, &GRAPHENE_POINT_INIT(20, 40));
  GskRenderNode *moved = transform(gsk_render_node_ref(picture), by);
  g_autofree char *beside = find(between(make_box(0, 0), moved, make_box(5, 5)), picture);
  g_autofree char *over = find(between(make_box(0, 0), moved, make_box(115, 80)), picture);

  gsk_render_node_unref(moved);
  g_assert_cmpstr(beside, ==, "20,40,100,50 at 20,40");
  g_assert_cmpstr(over, ==, NULL);
}

static void
test_clipped(void)
{
  g_autoptr(GskRenderNode) picture = make_picture();
  GskRenderNode *clip = gsk_clip_node_new(picture, BOUNDS(-10, 10, 60, 100));
  g_autofree char *found = find(between(make_box(0, 0), clip, make_box(60, 20)), picture);

  gsk_render_node_unref(clip);
  g_assert_cmpstr(found, ==, "0,10,50,40 at 0,0");
}

static void
test_rounded(void)
{
  g_autoptr(GskRenderNode) picture = make_picture();
  GskRoundedRect wide, tight;
  g_autofree char *inside = NULL;
  g_autofree char *cut = NULL;

  gsk_rounded_rect_init_from_rect(&wide, BOUNDS(-20, -20, 140, 90), 12);
  gsk_rounded_rect_init_from_rect(&tight, BOUNDS(0, 0, 100, 50), 12);
  inside = find(gsk_rounded_clip_node_new(picture, &wide), picture);
  cut = find(gsk_rounded_clip_node_new(picture, &tight), picture);
  g_assert_cmpstr(inside, ==, "0,0,100,50 at 0,0");
  g_assert_cmpstr(cut, ==, NULL);
}

/* What changes the pixels on the way. */
static void
test_changed(void)
{
  g_autoptr(GskRenderNode) picture = make_picture();
  GskRenderNode *larger = transform(gsk_render_node_ref(picture), gsk_transform_scale(NULL, 2, 2));
  g_autofree char *scaled = find(larger, picture);
  g_autofree char *faded = find(gsk_opacity_node_new(picture, 0.5f), picture);

  g_assert_cmpstr(scaled, ==, NULL);
  g_assert_cmpstr(faded, ==, NULL);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_type_ensure(GSK_TYPE_CAIRO_NODE);
  g_test_add_func("/exposure/order", test_order);
  g_test_add_func("/exposure/absent", test_absent);
  g_test_add_func("/exposure/moved", test_moved);
  g_test_add_func("/exposure/clipped", test_clipped);
  g_test_add_func("/exposure/rounded", test_rounded);
  g_test_add_func("/exposure/changed", test_changed);
  return g_test_run();
}

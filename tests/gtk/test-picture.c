// SPDX-License-Identifier: LGPL-2.1-or-later
/* What is drawn of a guest, and how little of it is made anew. */
#include "oriel-gtk-picture.h"

#define WIDTH 640
#define HEIGHT 300

typedef struct {
  OrielFramebuffer *framebuffer;
  Viewport viewport;
  PictureLayout layout;
  Picture *picture;
} Fixture;

static guint32
get_colour(int x, int y)
{
  return 0xff000000 | (guint32)(x & 0xff) << 16 | (guint32)(y & 0xff) << 8 | ((x >> 8) & 0xff);
}

static void
fill(OrielFramebuffer *framebuffer)
{
  int stride = oriel_framebuffer_get_stride(framebuffer);

  for (int y = 0; y < HEIGHT; y++) {
    guint32 *row = (guint32 *)(void *)(oriel_framebuffer_peek_writable(framebuffer) +
                                       (gsize)y * (gsize)stride);

    for (int x = 0; x < WIDTH; x++)
      row[x] = get_colour(x, y);
  }
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
  fixture->framebuffer = oriel_framebuffer_new(WIDTH, HEIGHT, NULL);
  fill(fixture->framebuffer);
  viewport_init(&fixture->viewport);
  viewport_set_guest(&fixture->viewport, WIDTH, HEIGHT);
  viewport_set_window(&fixture->viewport, WIDTH, HEIGHT);
  fixture->layout = (PictureLayout){&fixture->viewport, 1, PICTURE_CAIRO};
  fixture->picture = picture_new();
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
  picture_free(fixture->picture);
  oriel_framebuffer_unref(fixture->framebuffer);
}

/* Shows it after @damage; the nodes in the end. (transfer full) */
static GskRenderNode *
show(Fixture *fixture, const OrielRect *damage)
{
  GtkSnapshot *snapshot = gtk_snapshot_new();
  g_autoptr(OrielRegion) region = oriel_region_new();

  if (damage != NULL)
    oriel_region_add(region, damage);
  picture_update(fixture->picture, fixture->framebuffer, &fixture->layout, region);
  picture_snapshot(fixture->picture, snapshot);
  return gtk_snapshot_free_to_node(snapshot);
}

/* The pixel of the drawn nodes, at a scale of @scale device pixels a point. */
static guint32
draw_pixel(GskRenderNode *node, int x, int y, double scale)
{
  guint32 pixel = 0;
  cairo_surface_t *surface =
      cairo_image_surface_create_for_data((guint8 *)&pixel, CAIRO_FORMAT_ARGB32, 1, 1, 4);
  cairo_t *cr = cairo_create(surface);

  cairo_translate(cr, -x, -y);
  cairo_scale(cr, scale, scale);
  gsk_render_node_draw(node, cr);
  cairo_destroy(cr);
  cairo_surface_destroy(surface);
  return pixel;
}

static void
test_exact(Fixture *fixture, gconstpointer data)
{
  g_autoptr(GskRenderNode) node = show(fixture, NULL);

  for (int y = 0; y < HEIGHT; y += 37)
    for (int x = 0; x < WIDTH; x += 37)
      g_assert_cmphex(draw_pixel(node, x, y, 1), ==, get_colour(x, y));
}

/* 1.25 device pixels a point: positions in points are no whole numbers, pixels are. */
static void
test_exact_at_fractional_scale(Fixture *fixture, gconstpointer data)
{
  g_autoptr(GskRenderNode) node = NULL;

  fixture->layout.scale = 1.25;
  node = show(fixture, NULL);
  for (int y = 0; y < HEIGHT; y += 21)
    for (int x = 0; x < WIDTH; x += 21)
      g_assert_cmphex(draw_pixel(node, x, y, 1.25), ==, get_colour(x, y));
}

static void
test_twice(Fixture *fixture, gconstpointer data)
{
  g_autoptr(GskRenderNode) node = NULL;

  viewport_set_window(&fixture->viewport, 2 * WIDTH, 2 * HEIGHT);
  node = show(fixture, NULL);
  for (int y = 0; y < 2 * HEIGHT; y += 43)
    for (int x = 0; x < 2 * WIDTH; x += 43)
      g_assert_cmphex(draw_pixel(node, x, y, 1), ==, get_colour(x / 2, y / 2));
}

static void
test_little_is_renewed(Fixture *fixture, gconstpointer data)
{
  g_autoptr(GskRenderNode) first = show(fixture, NULL);
  g_autoptr(GskRenderNode) second = NULL;
  g_autoptr(GskRenderNode) third = NULL;

  g_assert_cmpuint(picture_get_n_renewed(fixture->picture), >, 1);
  second = show(fixture, NULL);
  g_assert_cmpuint(picture_get_n_renewed(fixture->picture), ==, 0);
  third = show(fixture, &(OrielRect){300, 100, 8, 16});
  g_assert_cmpuint(picture_get_n_renewed(fixture->picture), ==, 1);
}

/* What is scaled is drawn again where it changed. */
static void
test_scaled_follows(Fixture *fixture, gconstpointer data)
{
  int stride = oriel_framebuffer_get_stride(fixture->framebuffer);
  guint8 *pixels = oriel_framebuffer_peek_writable(fixture->framebuffer);
  g_autoptr(GskRenderNode) before = NULL;
  g_autoptr(GskRenderNode) after = NULL;

  viewport_set_window(&fixture->viewport, WIDTH * 3 / 2, HEIGHT * 3 / 2);
  before = show(fixture, NULL);
  for (int y = 100; y < 120; y++)
    memset(pixels + y * stride + 4 * 200, 0xff, 4 * 20);
  after = show(fixture, &(OrielRect){200, 100, 20, 20});
  g_assert_cmpuint(picture_get_n_renewed(fixture->picture), <=, 4);
  g_assert_cmphex(draw_pixel(after, 315, 165, 1), ==, 0xffffffff);
}

static void
test_nothing(Fixture *fixture, gconstpointer data)
{
  g_autoptr(GskRenderNode) node = show(fixture, NULL);
  GtkSnapshot *snapshot = gtk_snapshot_new();

  picture_update(fixture->picture, NULL, &fixture->layout, NULL);
  picture_snapshot(fixture->picture, snapshot);
  g_assert_null(gtk_snapshot_free_to_node(snapshot));
  /* What GTK still holds may be drawn after the guest's pixels are gone. */
  g_assert_cmphex(draw_pixel(node, 5, 5, 1), ==, get_colour(5, 5));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_type_ensure(GSK_TYPE_CAIRO_NODE);
#define ADD(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)
  ADD("/picture/exact", test_exact);
  ADD("/picture/exact-at-fractional-scale", test_exact_at_fractional_scale);
  ADD("/picture/twice", test_twice);
  ADD("/picture/little-is-renewed", test_little_is_renewed);
  ADD("/picture/scaled-follows", test_scaled_follows);
  ADD("/picture/nothing", test_nothing);
#undef ADD
  return g_test_run();
}

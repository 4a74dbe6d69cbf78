// SPDX-License-Identifier: LGPL-2.1-or-later
/* Pictures, damage, sizes, and what else a guest shows or says. */
#include "contract.h"

static void
test_first_picture(Contract *contract)
{
  const Fixture *fixture = contract->fixture;
  OrielDisplay *display = NULL;

  test_viewer_connect_and_see(contract->viewer);
  test_viewer_wait_for_size(contract->viewer, fixture->width, fixture->height);
  test_viewer_wait_for_pixel(contract->viewer, fixture->width - 1, fixture->height - 1,
                             contract_pixel(contract, fixture->width - 1, fixture->height - 1));
  display = test_viewer_get_display(contract->viewer);
  g_assert_cmpuint(oriel_display_get_id(display), ==, 0);
  for (int y = 0; y < fixture->height; y += 7)
    for (int x = 0; x < fixture->width; x += 11)
      g_assert_cmphex(test_viewer_get_pixel(contract->viewer, x, y), ==,
                      contract_pixel(contract, x, y));
}

/* A picture that nobody looks at yet is damaged as a whole. */
static void
test_first_damage(Contract *contract)
{
  g_autoptr(OrielRegion) damage = NULL;
  OrielRect extents;

  test_viewer_connect_and_see(contract->viewer);
  damage = oriel_display_take_damage(test_viewer_get_display(contract->viewer));
  oriel_region_get_extents(damage, &extents);
  g_assert_cmpint(extents.x, ==, 0);
  g_assert_cmpint(extents.y, ==, 0);
  g_assert_cmpint(extents.width, ==, contract->fixture->width);
  g_assert_cmpint(extents.height, ==, contract->fixture->height);
}

static gboolean
covers(const OrielRegion *region, const OrielRect *wanted)
{
  for (guint i = 0; i < oriel_region_get_n_rects(region); i++) {
    OrielRect rect, common;

    oriel_region_get_rect(region, i, &rect);
    if (oriel_rect_intersect(&rect, wanted, &common) && common.width == wanted->width &&
        common.height == wanted->height)
      return TRUE;
  }
  return FALSE;
}

typedef struct {
  TestViewer *viewer;
  OrielRegion *seen; /* all damage taken so far */
  OrielRect drawn;
  guint32 colour;
} Watch;

static void
assert_inside(const OrielRect *rect, OrielDisplay *display)
{
  g_assert_cmpint(rect->x, >=, 0);
  g_assert_cmpint(rect->y, >=, 0);
  g_assert_false(oriel_rect_is_empty(rect));
  g_assert_cmpint(rect->x + rect->width, <=, oriel_display_get_width(display));
  g_assert_cmpint(rect->y + rect->height, <=, oriel_display_get_height(display));
}

/* What was drawn is in the picture, and the damage told so. */
static gboolean
has_seen_drawing(gpointer data)
{
  Watch *watch = data;
  OrielDisplay *display = test_viewer_get_display(watch->viewer);
  g_autoptr(OrielRegion) damage = oriel_display_take_damage(display);

  for (guint i = 0; i < oriel_region_get_n_rects(damage); i++) {
    OrielRect rect;

    oriel_region_get_rect(damage, i, &rect);
    assert_inside(&rect, display);
    oriel_region_add(watch->seen, &rect);
  }
  return covers(watch->seen, &watch->drawn) &&
         test_viewer_get_pixel(watch->viewer, watch->drawn.x, watch->drawn.y) == watch->colour;
}

/* Connects, and waits until the first picture is complete and all of its damage taken. */
static void
see_everything(Contract *contract)
{
  const Fixture *fixture = contract->fixture;

  test_viewer_connect_and_see(contract->viewer);
  test_viewer_wait_for_size(contract->viewer, fixture->width, fixture->height);
  for (int x = 0; x < fixture->width; x += fixture->width - 1)
    for (int y = 0; y < fixture->height; y += fixture->height - 1)
      test_viewer_wait_for_pixel(contract->viewer, x, y, contract_pixel(contract, x, y));
}

/* Draws a block, and returns the damage taken until it is seen. (transfer full) */
static OrielRegion *
draw_and_see(Contract *contract, OrielRect drawn, guint32 colour)
{
  OrielRegion *seen = oriel_region_new();
  Watch watch = {contract->viewer, seen, drawn, colour};

  contract_order(contract, "draw %d %d %d %d %06x", drawn.x, drawn.y, drawn.width, drawn.height,
                 colour);
  test_assert_wait(has_seen_drawing, &watch);
  return seen;
}

static void
test_damage(Contract *contract)
{
  g_autoptr(OrielRegion) first = NULL;
  g_autoptr(OrielRegion) second = NULL;

  see_everything(contract);
  /* With what was left of the first picture. */
  first = draw_and_see(contract, (OrielRect){600, 400, 1, 1}, 0xff0000);
  second = draw_and_see(contract, (OrielRect){20, 30, 1, 1}, 0xff0000);
  g_assert_cmpuint(oriel_region_get_area(second), <, 640 * 480 / 2);
  g_assert_cmphex(test_viewer_get_pixel(contract->viewer, 19, 30), ==,
                  contract_pixel(contract, 19, 30));
}

static void
test_damaged_block(Contract *contract)
{
  g_autoptr(OrielRegion) seen = NULL;

  see_everything(contract);
  seen = draw_and_see(contract, (OrielRect){20, 30, 40, 50}, 0x123456);
  g_assert_cmphex(test_viewer_get_pixel(contract->viewer, 59, 79), ==, 0x123456);
  g_assert_cmphex(test_viewer_get_pixel(contract->viewer, 60, 79), ==,
                  contract_pixel(contract, 60, 79));
}

static gboolean
is_damaged(gpointer data)
{
  TestViewer *viewer = data;
  return viewer->n_damages > 0;
}

static gboolean
has_heard_bell(gpointer data)
{
  TestViewer *viewer = data;
  return viewer->n_bells > 0;
}

static gboolean
has_caps_lock(gpointer data)
{
  return oriel_display_get_leds(test_viewer_get_display(data)) == ORIEL_LEDS_CAPS_LOCK;
}

/* A viewer that does not look is told once, and finds the newest state when it does. */
static void
test_one_damage(Contract *contract)
{
  TestViewer *viewer = contract->viewer;
  g_autoptr(OrielRegion) seen = oriel_region_new();
  Watch watch = {viewer, seen, {639, 479, 1, 1}, 0xff0000};

  see_everything(contract);
  viewer->n_damages = 0;
  for (int i = 0; i < 200; i++)
    contract_order(contract, "draw %d %d 1 1 ff0000", i * 3, i * 2 + 1);
  contract_order(contract, "draw 639 479 1 1 ff0000");
  contract_order(contract, "leds 4");
  test_assert_wait(has_caps_lock, viewer);
  test_assert_wait(is_damaged, viewer);
  g_assert_cmpuint(viewer->n_damages, ==, 1);
  test_assert_wait(has_seen_drawing, &watch);
  for (int i = 0; i < 200; i++)
    g_assert_cmphex(test_viewer_get_pixel(viewer, i * 3, i * 2 + 1), ==, 0xff0000);
}

typedef struct {
  guint framebuffer, width, height;
} Notified;

static void
on_notify(OrielDisplay *display, GParamSpec *pspec, gpointer user_data)
{
  Notified *notified = user_data;

  notified->framebuffer += g_str_equal(pspec->name, "framebuffer");
  notified->width += g_str_equal(pspec->name, "width");
  notified->height += g_str_equal(pspec->name, "height");
}

static void
test_resize(Contract *contract)
{
  g_autoptr(OrielFramebuffer) old = NULL;
  OrielDisplay *display = NULL;
  Notified notified = {0};

  see_everything(contract);
  display = test_viewer_get_display(contract->viewer);
  old = oriel_framebuffer_ref(oriel_display_get_framebuffer(display));
  g_signal_connect(display, "notify", G_CALLBACK(on_notify), &notified);
  contract_order(contract, "resize 800 480");
  test_viewer_wait_for_size(contract->viewer, 800, 480);
  g_assert_true(oriel_display_get_framebuffer(display) != old);
  g_assert_cmpuint(notified.framebuffer, ==, 1);
  g_assert_cmpuint(notified.width, ==, 1);
  g_assert_cmpuint(notified.height, ==, 0);
  test_viewer_wait_for_pixel(contract->viewer, 799, 479, contract_pixel(contract, 799, 479));
  g_assert_cmpint(oriel_framebuffer_get_width(old), ==, contract->fixture->width);
  g_signal_handlers_disconnect_by_data(display, &notified);

  for (int i = 0; i < 20; i++)
    contract_order(contract, "resize %d %d", 100 + i, 100 - i);
  test_viewer_wait_for_size(contract->viewer, 119, 81);
  test_viewer_wait_for_pixel(contract->viewer, 118, 80, contract_pixel(contract, 118, 80));
}

typedef struct {
  OrielDisplay *display;
  int width;
} Shape;

static gboolean
has_cursor_of_width(gpointer data)
{
  Shape *shape = data;
  OrielCursor *cursor = oriel_display_get_cursor(shape->display);

  return cursor != NULL && oriel_cursor_get_width(cursor) == shape->width;
}

static void
test_cursor(Contract *contract)
{
  static const guint8 red[] = {0x00, 0x00, 0xff, 0xff};
  OrielCursor *cursor = NULL;
  Shape shape;

  see_everything(contract);
  shape.display = test_viewer_get_display(contract->viewer);
  contract_order(contract, "cursor 16 16 3 5 ff0000");
  shape.width = 16;
  test_assert_wait(has_cursor_of_width, &shape);
  cursor = oriel_display_get_cursor(shape.display);
  g_assert_cmpint(oriel_cursor_get_height(cursor), ==, 16);
  g_assert_cmpint(oriel_cursor_get_hot_x(cursor), ==, 3);
  g_assert_cmpint(oriel_cursor_get_hot_y(cursor), ==, 5);
  g_assert_false(oriel_cursor_is_hidden(cursor));
  g_assert_cmpuint(g_bytes_get_size(oriel_cursor_get_pixels(cursor)), ==, 16 * 16 * 4);
  g_assert_cmpmem(g_bytes_get_data(oriel_cursor_get_pixels(cursor), NULL), 4, red, 4);
}

static void
test_hidden_cursor(Contract *contract)
{
  Shape shape;

  test_cursor(contract);
  contract_order(contract, "cursor none");
  shape.display = test_viewer_get_display(contract->viewer);
  shape.width = 0;
  test_assert_wait(has_cursor_of_width, &shape);
  g_assert_true(oriel_cursor_is_hidden(oriel_display_get_cursor(shape.display)));
}

static gboolean
has_first_name(gpointer data)
{
  Contract *contract = data;
  return g_strcmp0(oriel_session_get_name(contract->viewer->session),
                   contract->fixture->first_name) == 0;
}

static gboolean
has_new_name(gpointer data)
{
  TestViewer *viewer = data;
  return g_strcmp0(oriel_session_get_name(viewer->session), "test pattern 1") == 0;
}

static void
test_name(Contract *contract)
{
  see_everything(contract);
  test_assert_wait(has_first_name, contract);
  contract_order(contract, "name test pattern 1");
  test_assert_wait(has_new_name, contract->viewer);
}

static void
test_bell(Contract *contract)
{
  see_everything(contract);
  contract_order(contract, "bell");
  test_assert_wait(has_heard_bell, contract->viewer);
  g_assert_cmpuint(contract->viewer->n_bells, ==, 1);
}

static gboolean
is_relative(gpointer data)
{
  return oriel_display_get_pointer_mode(test_viewer_get_display(data)) == ORIEL_POINTER_RELATIVE;
}

static gboolean
is_absolute(gpointer data)
{
  return !is_relative(data);
}

static void
test_pointer_mode(Contract *contract)
{
  see_everything(contract);
  test_assert_wait(is_absolute, contract->viewer);
  contract_order(contract, "pointer-mode relative");
  test_assert_wait(is_relative, contract->viewer);
}

typedef struct {
  TestViewer *viewer;
  OrielLeds leds;
} Locks;

static gboolean
has_leds(gpointer data)
{
  Locks *locks = data;
  return oriel_display_get_leds(test_viewer_get_display(locks->viewer)) == locks->leds;
}

static void
test_leds(Contract *contract)
{
  Locks locks = {contract->viewer, 0};

  see_everything(contract);
  test_assert_wait(has_leds, &locks);
  contract_order(contract, "leds 4");
  locks.leds = ORIEL_LEDS_CAPS_LOCK;
  test_assert_wait(has_leds, &locks);
}

const Case contract_showing[] = {
    {"picture", test_first_picture},
    {"first-damage", test_first_damage},
    {"damage", test_damage},
    {"damaged-block", test_damaged_block, TRUE},
    {"one-damage", test_one_damage},
    {"resize", test_resize},
    {"cursor", test_cursor},
    {"hidden-cursor", test_hidden_cursor, TRUE},
    {"name", test_name, FALSE, "names"},
    {"bell", test_bell, FALSE, "bell"},
    {"pointer-mode", test_pointer_mode},
    {"leds", test_leds},
    {NULL},
};

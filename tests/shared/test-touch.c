// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/touch.h"

#define THUMB 7 /* numbers of fingers are anything */
#define INDEX 0
#define MIDDLE 9

static const char *
name_of(OrielButton button)
{
  switch (button) {
  case ORIEL_BUTTON_LEFT:
    return "left";
  case ORIEL_BUTTON_RIGHT:
    return "right";
  case ORIEL_BUTTON_WHEEL_UP:
    return "up";
  case ORIEL_BUTTON_WHEEL_DOWN:
    return "down";
  case ORIEL_BUTTON_WHEEL_LEFT:
    return "wheel-left";
  case ORIEL_BUTTON_WHEEL_RIGHT:
    return "wheel-right";
  default:
    return "?";
  }
}

static void
on_moved(double x, double y, gpointer user_data)
{
  g_string_append_printf(user_data, "%g,%g ", x, y);
}

static void
on_pushed(double dx, double dy, gpointer user_data)
{
  g_string_append_printf(user_data, "by%+g%+g ", dx, dy);
}

static void
on_button(OrielButton button, gboolean pressed, gpointer user_data)
{
  g_string_append_printf(user_data, "%s%s ", pressed ? "+" : "-", name_of(button));
}

/* A picture that is too wide. */
static void
on_panned(double *dx, double *dy, gpointer user_data)
{
  if (*dx != 0)
    g_string_append_printf(user_data, "pan%+g ", *dx);
  *dx = 0;
}

static void
on_pinched(double factor, double x, double y, gpointer user_data)
{
  g_string_append_printf(user_data, "x%.2f@%g,%g ", factor, x, y);
}

static const TouchHooks hooks = {on_moved, on_pushed, on_button, on_panned, on_pinched};

typedef struct {
  Touch touch;
  GString *said;
} Fixture;

static void
setup(Fixture *fixture, gconstpointer relative)
{
  fixture->said = g_string_new(NULL);
  touch_init(&fixture->touch, &hooks, fixture->said);
  touch_set_relative(&fixture->touch, GPOINTER_TO_INT(relative));
}

static void
teardown(Fixture *fixture, gconstpointer relative)
{
  g_string_free(fixture->said, TRUE);
}

static void
expect(Fixture *fixture, const char *words)
{
  g_strchomp(fixture->said->str);
  g_assert_cmpstr(fixture->said->str, ==, words);
  g_string_truncate(fixture->said, 0);
}

static void
tap(Fixture *fixture, double x, double y, guint32 time)
{
  touch_down(&fixture->touch, INDEX, x, y, time);
  touch_up(&fixture->touch, INDEX, time + 50);
}

static void
test_tap(Fixture *fixture, gconstpointer data)
{
  touch_down(&fixture->touch, INDEX, 10, 20, 0);
  touch_move(&fixture->touch, INDEX, 13, 24); /* no finger is still */
  expect(fixture, "");
  touch_up(&fixture->touch, INDEX, 100);
  expect(fixture, "10,20 +left -left");
}

static void
test_double_tap(Fixture *fixture, gconstpointer data)
{
  tap(fixture, 10, 20, 0);
  tap(fixture, 20, 30, 200);
  expect(fixture, "10,20 +left -left 10,20 +left -left");
  tap(fixture, 20, 30, 1000); /* too late */
  tap(fixture, 90, 30, 1100); /* too far */
  expect(fixture, "20,30 +left -left 90,30 +left -left");
  tap(fixture, 20, 30, (guint32)-100); /* the clock begins anew */
  tap(fixture, 20, 31, 100);
  expect(fixture, "20,30 +left -left 20,30 +left -left");
}

static void
test_drag(Fixture *fixture, gconstpointer data)
{
  touch_down(&fixture->touch, INDEX, 10, 20, 0);
  touch_move(&fixture->touch, INDEX, 30, 20);
  expect(fixture, "10,20 +left 30,20");
  g_assert_cmpint(touch_get_hold(&fixture->touch), ==, -1);
  touch_held(&fixture->touch); /* it crossed the motion on its way */
  touch_down(&fixture->touch, MIDDLE, 100, 100, 5000);
  touch_move(&fixture->touch, MIDDLE, 200, 100);
  touch_up(&fixture->touch, MIDDLE, 5100);
  touch_move(&fixture->touch, INDEX, 31, 20);
  expect(fixture, "31,20");
  touch_up(&fixture->touch, INDEX, 6000);
  expect(fixture, "-left");
}

static void
test_hold(Fixture *fixture, gconstpointer data)
{
  touch_down(&fixture->touch, INDEX, 10, 20, 1000);
  g_assert_cmpint(touch_get_hold(&fixture->touch), ==, 500);
  touch_held(&fixture->touch);
  g_assert_cmpint(touch_get_hold(&fixture->touch), ==, -1);
  expect(fixture, "10,20 +right -right");
  touch_move(&fixture->touch, INDEX, 100, 100); /* a menu is there, and stays */
  touch_up(&fixture->touch, INDEX, 2000);
  expect(fixture, "");
  tap(fixture, 1, 2, 3000);
  expect(fixture, "1,2 +left -left");
}

static void
test_two_taps(Fixture *fixture, gconstpointer data)
{
  touch_down(&fixture->touch, INDEX, 10, 20, 0);
  touch_down(&fixture->touch, MIDDLE, 60, 20, 50);
  g_assert_cmpint(touch_get_hold(&fixture->touch), ==, -1);
  touch_move(&fixture->touch, MIDDLE, 62, 20);
  touch_up(&fixture->touch, MIDDLE, 150);
  expect(fixture, "10,20 +right -right");
  touch_move(&fixture->touch, INDEX, 100, 20);
  touch_up(&fixture->touch, INDEX, 160);
  expect(fixture, "");

  touch_down(&fixture->touch, INDEX, 10, 20, 1000);
  touch_down(&fixture->touch, MIDDLE, 60, 20, 1000);
  touch_up(&fixture->touch, MIDDLE, 2000); /* that was rest */
  touch_up(&fixture->touch, INDEX, 2000);
  expect(fixture, "");
}

static void
move_two(Fixture *fixture, double dx, double dy)
{
  Touch *touch = &fixture->touch;

  for (int i = 0; i < 2; i++)
    touch_move(touch, touch->fingers[i].id, touch->fingers[i].x + dx, touch->fingers[i].y + dy);
}

static void
put_two(Fixture *fixture)
{
  touch_down(&fixture->touch, INDEX, 100, 200, 0);
  touch_down(&fixture->touch, THUMB, 120, 300, 50);
}

static void
test_scroll(Fixture *fixture, gconstpointer data)
{
  put_two(fixture);
  move_two(fixture, 0, -20);
  expect(fixture, "110,250");
  move_two(fixture, 0, -20);
  expect(fixture, "+down -down");
  move_two(fixture, 0, -60);
  expect(fixture, "+down -down");
  move_two(fixture, 0, 60); /* the other way: what was left is forgotten */
  expect(fixture, "+up -up");
  move_two(fixture, 0, 20);
  expect(fixture, "+up -up");
  move_two(fixture, 30, 80);
  expect(fixture, "pan+15 +up -up pan+15 +up -up");
  touch_up(&fixture->touch, INDEX, 900);
  touch_move(&fixture->touch, THUMB, 0, 0);
  touch_up(&fixture->touch, THUMB, 1000);
  expect(fixture, "");
}

static void
pinch(Fixture *fixture, double index_x, double thumb_x)
{
  touch_move(&fixture->touch, INDEX, index_x, 200);
  touch_move(&fixture->touch, THUMB, thumb_x, 200);
}

static void
lift_two(Fixture *fixture)
{
  touch_up(&fixture->touch, INDEX, 100);
  touch_up(&fixture->touch, THUMB, 100);
}

/* Neither scrolls nor clicks. */
static void
test_pinch(Fixture *fixture, gconstpointer data)
{
  touch_down(&fixture->touch, INDEX, 100, 200, 0);
  touch_down(&fixture->touch, THUMB, 200, 200, 50);
  pinch(fixture, 95, 205);
  expect(fixture, "");
  pinch(fixture, 85, 215);
  expect(fixture, "x1.00@150,200");
  pinch(fixture, 20, 280);
  expect(fixture, "x1.50@117.5,200 x2.00@150,200");
  pinch(fixture, 150, 150); /* no distance is too short */
  expect(fixture, "x1.00@215,200 x0.00@150,200");
  touch_move(&fixture->touch, INDEX, 20, 200);
  expect(fixture, "x1.00@85,200");
  lift_two(fixture);
  expect(fixture, "");
}

/* One finger stays. */
static void
test_pinch_around(Fixture *fixture, gconstpointer data)
{
  put_two(fixture);
  touch_move(&fixture->touch, INDEX, 100, 170);
  expect(fixture, "");
  touch_move(&fixture->touch, INDEX, 120, 100);
  expect(fixture, "x1.00@120,200");
  touch_move(&fixture->touch, INDEX, 120, 200);
  expect(fixture, "x0.50@120,250");
  lift_two(fixture);
  expect(fixture, "");
}

/* They turn around each other: nothing. */
static void
test_turn(Fixture *fixture, gconstpointer data)
{
  put_two(fixture);
  touch_move(&fixture->touch, INDEX, 120, 200);
  touch_move(&fixture->touch, THUMB, 100, 300);
  lift_two(fixture);
  expect(fixture, "");
}

static void
test_lost(Fixture *fixture, gconstpointer data)
{
  touch_down(&fixture->touch, INDEX, 10, 20, 0);
  touch_lose(&fixture->touch, INDEX);
  touch_up(&fixture->touch, INDEX, 10);
  expect(fixture, "");
  touch_down(&fixture->touch, INDEX, 10, 20, 0);
  touch_move(&fixture->touch, INDEX, 30, 20);
  touch_lose(&fixture->touch, MIDDLE); /* does not count */
  expect(fixture, "10,20 +left 30,20");
  touch_lose(&fixture->touch, INDEX);
  expect(fixture, "-left");
  touch_move(&fixture->touch, INDEX, 50, 20);
  touch_up(&fixture->touch, INDEX, 100);
  expect(fixture, "");
}

/* A finger of which it was not told that it went up. */
static void
test_down_again(Fixture *fixture, gconstpointer data)
{
  touch_down(&fixture->touch, INDEX, 10, 20, 0);
  touch_move(&fixture->touch, INDEX, 30, 20);
  touch_down(&fixture->touch, INDEX, 50, 60, 100);
  touch_up(&fixture->touch, INDEX, 150);
  expect(fixture, "10,20 +left 30,20 -left 50,60 +left -left");
}

static void
test_mode_changes(Fixture *fixture, gconstpointer data)
{
  touch_down(&fixture->touch, INDEX, 10, 20, 0);
  touch_move(&fixture->touch, INDEX, 30, 20);
  touch_set_relative(&fixture->touch, TRUE);
  touch_move(&fixture->touch, INDEX, 50, 20);
  touch_up(&fixture->touch, INDEX, 100);
  expect(fixture, "10,20 +left 30,20 -left");
}

static void
test_push(Fixture *fixture, gconstpointer data)
{
  touch_down(&fixture->touch, INDEX, 10, 20, 0);
  touch_move(&fixture->touch, INDEX, 15, 20);
  expect(fixture, "");
  touch_move(&fixture->touch, INDEX, 25, 20);
  touch_move(&fixture->touch, INDEX, 24, 22);
  expect(fixture, "by+15+0 by-1+2");
  touch_up(&fixture->touch, INDEX, 900);
  expect(fixture, "");
  tap(fixture, 50, 60, 1000);
  expect(fixture, "+left -left");
  touch_down(&fixture->touch, INDEX, 55, 60, 1200);
  touch_move(&fixture->touch, INDEX, 65, 60);
  expect(fixture, "+left by+10+0");
  touch_up(&fixture->touch, INDEX, 1900);
  expect(fixture, "-left");
}

static void
test_pushed_scroll(Fixture *fixture, gconstpointer data)
{
  touch_down(&fixture->touch, INDEX, 100, 200, 0);
  touch_move(&fixture->touch, INDEX, 100, 210); /* the second one came late */
  expect(fixture, "by+0+10");
  touch_down(&fixture->touch, THUMB, 120, 300, 50);
  move_two(fixture, 0, -40);
  expect(fixture, "+down -down");
}

static void
add(const char *name, gboolean relative, void (*test)(Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat("/touch/", name, NULL);

  g_test_add(path, Fixture, GINT_TO_POINTER(relative), setup, test, teardown);
}

int
main(int argc, char *argv[])
{
  g_test_init(&argc, &argv, NULL);
  add("tap", FALSE, test_tap);
  add("double-tap", FALSE, test_double_tap);
  add("drag", FALSE, test_drag);
  add("hold", FALSE, test_hold);
  add("two-taps", FALSE, test_two_taps);
  add("scroll", FALSE, test_scroll);
  add("pinch", FALSE, test_pinch);
  add("pinch-around", FALSE, test_pinch_around);
  add("turn", FALSE, test_turn);
  add("lost", FALSE, test_lost);
  add("down-again", FALSE, test_down_again);
  add("mode-changes", FALSE, test_mode_changes);
  add("push", TRUE, test_push);
  add("pushed-scroll", TRUE, test_pushed_scroll);
  return g_test_run();
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/wheel.h"

#include <math.h>

static void
test_clicks(void)
{
  WheelAxis axis = {0};

  g_assert_cmpint(wheel_turn(&axis, 1), ==, 1);
  g_assert_cmpint(wheel_turn(&axis, -1), ==, -1);
  g_assert_cmpint(wheel_turn(&axis, 3), ==, 3);
}

/* A touchpad tells a little at a time. */
static void
test_parts_add_up(void)
{
  WheelAxis axis = {0};

  g_assert_cmpint(wheel_turn(&axis, 0.4), ==, 0);
  g_assert_cmpint(wheel_turn(&axis, 0.4), ==, 0);
  g_assert_cmpint(wheel_turn(&axis, 0.4), ==, 1);
  g_assert_cmpint(wheel_turn(&axis, 0.9), ==, 1);
}

/* Turned back, it clicks where it would have without the turn before. */
static void
test_turning_back_forgets(void)
{
  WheelAxis axis = {0};

  g_assert_cmpint(wheel_turn(&axis, 0.9), ==, 0);
  g_assert_cmpint(wheel_turn(&axis, -0.9), ==, 0);
  g_assert_cmpint(wheel_turn(&axis, 0), ==, 0);
  g_assert_cmpint(wheel_turn(&axis, -0.2), ==, -1);
}

static void
test_nonsense(void)
{
  WheelAxis axis = {0};

  g_assert_cmpint(wheel_turn(&axis, NAN), ==, 0);
  g_assert_cmpint(wheel_turn(&axis, INFINITY), ==, 0);
  g_assert_cmpint(wheel_turn(&axis, 1e9), <=, 100);
  g_assert_cmpint(wheel_turn(&axis, -1), ==, -1);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/wheel/clicks", test_clicks);
  g_test_add_func("/wheel/parts-add-up", test_parts_add_up);
  g_test_add_func("/wheel/turning-back-forgets", test_turning_back_forgets);
  g_test_add_func("/wheel/nonsense", test_nonsense);
  return g_test_run();
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-vnc-input.h"

static void
push_key(OrielVncInput *input, guint keysym, gboolean pressed)
{
  OrielVncInputEvent event = {.kind = ORIEL_VNC_INPUT_KEY, .keysym = keysym, .pressed = pressed};

  oriel_vnc_input_push(input, &event);
}

static void
push_pointer(OrielVncInput *input, int x, int y, guint buttons)
{
  OrielVncInputEvent event = {.kind = ORIEL_VNC_INPUT_POINTER, .x = x, .y = y, .buttons = buttons};

  oriel_vnc_input_push(input, &event);
}

static void
push_motion(OrielVncInput *input, int dx, int dy, guint buttons)
{
  OrielVncInputEvent event = {.kind = ORIEL_VNC_INPUT_MOTION, .x = dx, .y = dy, .buttons = buttons};

  oriel_vnc_input_push(input, &event);
}

static void
assert_pointer(OrielVncInput *input, int x, int y, guint buttons)
{
  OrielVncInputEvent event;

  g_assert_true(oriel_vnc_input_pop(input, &event));
  g_assert_cmpint(event.kind, !=, ORIEL_VNC_INPUT_KEY);
  g_assert_cmpint(event.x, ==, x);
  g_assert_cmpint(event.y, ==, y);
  g_assert_cmpuint(event.buttons, ==, buttons);
}

static void
test_keys_are_kept(void)
{
  g_autoptr(OrielVncInput) input = oriel_vnc_input_new();
  OrielVncInputEvent event;

  for (guint i = 0; i < 500; i++) {
    push_key(input, i, TRUE);
    push_pointer(input, (int)i, 0, 0);
    push_key(input, i, FALSE);
  }
  g_assert_cmpuint(oriel_vnc_input_get_length(input), ==, 1500);
  for (guint i = 0; i < 500; i++) {
    g_assert_true(oriel_vnc_input_pop(input, &event));
    g_assert_cmpint(event.kind, ==, ORIEL_VNC_INPUT_KEY);
    g_assert_cmpuint(event.keysym, ==, i);
    g_assert_true(event.pressed);
    assert_pointer(input, (int)i, 0, 0);
    g_assert_true(oriel_vnc_input_pop(input, &event));
    g_assert_cmpuint(event.keysym, ==, i);
    g_assert_false(event.pressed);
  }
  g_assert_true(oriel_vnc_input_is_empty(input));
  g_assert_false(oriel_vnc_input_pop(input, &event));
}

static void
test_movements_merge(void)
{
  g_autoptr(OrielVncInput) input = oriel_vnc_input_new();

  for (int i = 0; i < 1000; i++)
    push_pointer(input, i, 2 * i, 0);
  g_assert_cmpuint(oriel_vnc_input_get_length(input), ==, 1);
  assert_pointer(input, 999, 1998, 0);
  for (int i = 0; i < 100; i++)
    push_motion(input, 3, -1, 0);
  g_assert_cmpuint(oriel_vnc_input_get_length(input), ==, 1);
  assert_pointer(input, 300, -100, 0);
}

static void
test_long_motion_is_not_cut(void)
{
  g_autoptr(OrielVncInput) input = oriel_vnc_input_new();
  OrielVncInputEvent event;
  int sum = 0;

  for (int i = 0; i < 100; i++)
    push_motion(input, 1000, 0, 0);
  while (oriel_vnc_input_pop(input, &event)) {
    g_assert_cmpint(event.x, <=, 0x7fff);
    sum += event.x;
  }
  g_assert_cmpint(sum, ==, 100 * 1000);
}

/* A click stays where it was made, whatever moves before and after it. */
static void
test_buttons_stay_in_place(void)
{
  g_autoptr(OrielVncInput) input = oriel_vnc_input_new();

  push_pointer(input, 1, 1, 0);
  push_pointer(input, 2, 2, 0);
  push_pointer(input, 2, 2, 1);
  push_pointer(input, 8, 8, 1);
  push_pointer(input, 9, 9, 1);
  push_pointer(input, 9, 9, 0);
  push_pointer(input, 20, 20, 0);
  push_pointer(input, 30, 30, 0);
  assert_pointer(input, 2, 2, 0);
  assert_pointer(input, 2, 2, 1);
  assert_pointer(input, 9, 9, 1);
  assert_pointer(input, 9, 9, 0);
  assert_pointer(input, 30, 30, 0);
  g_assert_true(oriel_vnc_input_is_empty(input));
}

static void
test_wheel_clicks_are_kept(void)
{
  g_autoptr(OrielVncInput) input = oriel_vnc_input_new();

  for (int i = 0; i < 10; i++) {
    push_pointer(input, 5, 5, 1 << 3);
    push_pointer(input, 5, 5, 0);
  }
  g_assert_cmpuint(oriel_vnc_input_get_length(input), ==, 20);
}

static void
assert_encoded(const OrielVncInputEvent *event, gboolean extended, const char *hex)
{
  guint8 message[ORIEL_VNC_INPUT_MAX_MESSAGE];
  gsize size = oriel_vnc_input_encode(event, extended, message);
  GString *text = g_string_new(NULL);

  for (gsize i = 0; i < size; i++)
    g_string_append_printf(text, "%02x", message[i]);
  g_assert_cmpstr(text->str, ==, hex);
  g_string_free(text, TRUE);
}

static void
test_encode(void)
{
  const OrielVncInputEvent key = {
      .kind = ORIEL_VNC_INPUT_KEY, .keysym = 0xff0d, .qnum = 0x9c, .pressed = TRUE};
  const OrielVncInputEvent typed = {.kind = ORIEL_VNC_INPUT_KEY, .keysym = 0x20ac};
  const OrielVncInputEvent move = {.kind = ORIEL_VNC_INPUT_POINTER, .x = 258, .y = 3, .buttons = 5};
  const OrielVncInputEvent motion = {.kind = ORIEL_VNC_INPUT_MOTION, .x = -1, .y = 2};
  const OrielVncInputEvent outside = {.kind = ORIEL_VNC_INPUT_POINTER, .x = -5, .y = 70000};

  assert_encoded(&key, FALSE, "040100000000ff0d");
  assert_encoded(&key, TRUE, "ff0000010000ff0d0000009c");
  assert_encoded(&typed, TRUE, "04000000000020ac");
  assert_encoded(&move, TRUE, "050501020003");
  assert_encoded(&motion, FALSE, "05007ffe8001");
  assert_encoded(&outside, FALSE, "05000000ffff");
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/vnc/input/keys-are-kept", test_keys_are_kept);
  g_test_add_func("/vnc/input/movements-merge", test_movements_merge);
  g_test_add_func("/vnc/input/long-motion-is-not-cut", test_long_motion_is_not_cut);
  g_test_add_func("/vnc/input/buttons-stay-in-place", test_buttons_stay_in_place);
  g_test_add_func("/vnc/input/wheel-clicks-are-kept", test_wheel_clicks_are_kept);
  g_test_add_func("/vnc/input/encode", test_encode);
  return g_test_run();
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/grab.h"

#define CTRL_L 0xffe3
#define CTRL_R 0xffe4
#define ALT_L 0xffe9
#define KEY_A 0x61

static Grab
make(void)
{
  Grab grab;

  grab_init(&grab);
  grab_set_enabled(&grab, TRUE);
  grab_set_focused(&grab, TRUE);
  grab_set_inside(&grab, TRUE);
  return grab;
}

static gboolean
chord(Grab *grab)
{
  grab_key(grab, CTRL_L, TRUE);
  grab_key(grab, ALT_L, TRUE);
  return grab_key(grab, CTRL_L, FALSE) | grab_key(grab, ALT_L, FALSE);
}

static void
test_conditions(void)
{
  Grab grab = make();

  g_assert_true(grab_get(&grab).keyboard);
  g_assert_false(grab_get(&grab).capture);
  grab_set_focused(&grab, FALSE);
  g_assert_false(grab_get(&grab).keyboard);
  grab_set_focused(&grab, TRUE);
  grab_set_inside(&grab, FALSE);
  g_assert_false(grab_get(&grab).keyboard);
  grab_set_inside(&grab, TRUE);
  grab_set_enabled(&grab, FALSE);
  g_assert_false(grab_get(&grab).keyboard);
}

static void
test_chord_toggles(void)
{
  Grab grab = make();

  g_assert_true(chord(&grab));
  g_assert_false(grab_get(&grab).keyboard);
  g_assert_true(chord(&grab));
  g_assert_true(grab_get(&grab).keyboard);
}

static void
test_chord_alone(void)
{
  Grab grab = make();

  /* Ctrl+Alt+A is the guest's. */
  grab_key(&grab, CTRL_L, TRUE);
  grab_key(&grab, ALT_L, TRUE);
  grab_key(&grab, KEY_A, TRUE);
  grab_key(&grab, KEY_A, FALSE);
  g_assert_false(grab_key(&grab, ALT_L, FALSE));
  g_assert_false(grab_key(&grab, CTRL_L, FALSE));
  g_assert_true(grab_get(&grab).keyboard);

  /* So are the right keys. */
  grab_key(&grab, CTRL_R, TRUE);
  grab_key(&grab, ALT_L, TRUE);
  g_assert_false(grab_key(&grab, ALT_L, FALSE));
  g_assert_false(grab_key(&grab, CTRL_R, FALSE));

  /* One after the other is no chord. */
  grab_key(&grab, CTRL_L, TRUE);
  g_assert_false(grab_key(&grab, CTRL_L, FALSE));
  grab_key(&grab, ALT_L, TRUE);
  g_assert_false(grab_key(&grab, ALT_L, FALSE));
  g_assert_true(chord(&grab));
}

static void
test_chord_held(void)
{
  Grab grab = make();

  grab_key(&grab, CTRL_L, TRUE);
  g_assert_false(grab_is_chord_held(&grab));
  grab_key(&grab, ALT_L, TRUE);
  g_assert_true(grab_is_chord_held(&grab));
  grab_key(&grab, KEY_A, TRUE);
  g_assert_false(grab_is_chord_held(&grab));
  grab_key(&grab, KEY_A, FALSE);
  grab_key(&grab, ALT_L, FALSE);
  grab_key(&grab, CTRL_L, FALSE);

  grab_key(&grab, CTRL_L, TRUE);
  grab_key(&grab, ALT_L, TRUE);
  g_assert_true(grab_is_chord_held(&grab));
  grab_key(&grab, CTRL_L, FALSE);
  g_assert_false(grab_is_chord_held(&grab));
}

static void
test_focus_forgets_chord(void)
{
  Grab grab = make();

  grab_key(&grab, CTRL_L, TRUE);
  grab_key(&grab, ALT_L, TRUE);
  grab_set_focused(&grab, FALSE);
  grab_set_focused(&grab, TRUE);
  g_assert_false(grab_key(&grab, ALT_L, FALSE));
  g_assert_true(grab_get(&grab).keyboard);
}

static void
test_taken_back(void)
{
  Grab grab = make();

  chord(&grab);
  grab_set_inside(&grab, FALSE);
  grab_set_inside(&grab, TRUE);
  g_assert_true(grab_get(&grab).keyboard);

  chord(&grab);
  g_assert_false(grab_press_button(&grab));
  g_assert_true(grab_get(&grab).keyboard);
}

static void
test_capture(void)
{
  Grab grab = make();

  grab_set_relative(&grab, TRUE);
  g_assert_false(grab_get(&grab).capture);
  g_assert_true(grab_press_button(&grab));
  g_assert_true(grab_get(&grab).capture);
  g_assert_false(grab_press_button(&grab));
  g_assert_true(chord(&grab));
  g_assert_false(grab_get(&grab).capture);
  g_assert_true(grab_press_button(&grab));
  grab_set_relative(&grab, FALSE);
  g_assert_false(grab_get(&grab).capture);

  grab_set_relative(&grab, TRUE);
  g_assert_true(grab_press_button(&grab));
  grab_lose_pointer(&grab);
  g_assert_false(grab_get(&grab).capture);
  g_assert_true(grab_get(&grab).keyboard);
  g_assert_true(grab_press_button(&grab));
}

static void
test_locked(void)
{
  Grab grab = make();

  grab.locked = TRUE;
  g_assert_false(chord(&grab));
  g_assert_true(grab_get(&grab).keyboard);
  grab_set_inside(&grab, FALSE);
  g_assert_true(grab_get(&grab).keyboard);
  grab_set_enabled(&grab, FALSE);
  g_assert_true(grab_get(&grab).keyboard);
  grab_set_focused(&grab, FALSE);
  g_assert_false(grab_get(&grab).keyboard);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/grab/conditions", test_conditions);
  g_test_add_func("/grab/chord-toggles", test_chord_toggles);
  g_test_add_func("/grab/chord-alone", test_chord_alone);
  g_test_add_func("/grab/chord-held", test_chord_held);
  g_test_add_func("/grab/focus-forgets-chord", test_focus_forgets_chord);
  g_test_add_func("/grab/taken-back", test_taken_back);
  g_test_add_func("/grab/capture", test_capture);
  g_test_add_func("/grab/locked", test_locked);
  return g_test_run();
}

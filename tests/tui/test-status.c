// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/frame.h"
#include "screen/pointer.h"
#include "screen/status.h"

static const Status full = {
    .name = "web-01",
    .protocol = "spice",
    .display = 1,
    .n_displays = 2,
    .guest_width = 1920,
    .guest_height = 1080,
    .columns = 118,
    .rows = 35,
    .fit = TRUE,
    .encoder = "half",
    .rate = 24,
    .bandwidth = 18000,
    .round_trip = 21000,
    .keyboard = "exact",
    .pointer = "pixel",
    .leader = "^]",
};

static void
check(const Status *status, int columns, const char *expected)
{
  g_autofree char *line = status_format(status, columns, FALSE);

  g_assert_cmpstr(line, ==, expected);
}

static void
test_widths(void)
{
  check(&full, 200,
        " web-01 | spice 1/2 | 1920x1080>118x35 fit | half | 24 fps 18 kB/s 21 ms | "
        "kbd:exact ptr:pixel | RW | ^] menu");
  check(&full, 60, " web-01 | 1920x1080>118x35 fit | half | RW | ^] menu");
  check(&full, 20, " web-01 | ^] menu");
  check(&full, 3, " web-01");
  for (int columns = 10; columns < 150; columns++) {
    g_autofree char *line = status_format(&full, columns, TRUE);

    g_assert_cmpint(status_get_width(line), <=, columns);
  }
}

static void
test_note(void)
{
  Status status = full;

  status.note = "Saved as /home/me/a.png";
  status.read_only = TRUE;
  check(&status, 80, " web-01 | Saved as /home/me/a.png | RO | ^] menu");
  check(&status, 30, " Saved as /home/me/a.png");
  check(&status, 20, " Saved as /home/me/a.png");
}

/* One frame is under way; two where the terminal is far. */
static void
test_frames(void)
{
  Frames frames = {0};
  gint64 now = 1000 * G_USEC_PER_SEC;

  g_assert_cmpint(frames_get_due(&frames), <, now);
  frames_sent(&frames, now, 100, TRUE);
  g_assert_cmpint(frames_get_due(&frames), ==, G_MAXINT64);
  frames_arrived(&frames, now + 1000);
  g_assert_cmpint(frames.round_trip, ==, 1000);
  g_assert_cmpint(frames_get_due(&frames), ==, now + G_USEC_PER_SEC / 60);
  frames_arrived(&frames, now + 2000); /* nobody asked */
  g_assert_cmpint(frames.round_trip, ==, 1000);

  frames_reset(&frames, 1, now);
  g_assert_cmpint(frames_get_due(&frames), ==, G_MAXINT64);
  frames_arrived(&frames, now);
  frames_reset(&frames, 0, now);
  frames_sent(&frames, now, 100, TRUE);
  frames_arrived(&frames, now + 100000);
  frames_sent(&frames, now + 100000, 100, TRUE);
  g_assert_cmpint(frames_get_due(&frames), ==, now + 100000 + G_USEC_PER_SEC / 30);
  frames_sent(&frames, now + 150000, 100, TRUE);
  g_assert_cmpint(frames_get_due(&frames), ==, G_MAXINT64);

  /* A narrow way takes long for much, but not for little: a second frame would only wait. */
  frames_reset(&frames, 0, now);
  frames_sent(&frames, now, 100, TRUE);
  frames_arrived(&frames, now + 40000);
  for (int i = 1; i < 9; i++) {
    frames_sent(&frames, now + i * 1000000, 50000, TRUE);
    frames_arrived(&frames, now + i * 1000000 + 900000);
  }
  frames_sent(&frames, now + 10000000, 50000, TRUE);
  g_assert_cmpint(frames_get_due(&frames), ==, G_MAXINT64);

  g_assert_true(frames_count(&frames, now + G_USEC_PER_SEC));
  g_assert_false(frames_count(&frames, now + 2 * G_USEC_PER_SEC));
  g_assert_cmpfloat(frames.rate, ==, 0);
}

/* A screen of 800x600 in 40 columns and 20 rows, from (10, 2) on. */
static void
test_pointer(void)
{
  Placement placement = {{0, 0, 800, 600}, {10, 2, 40, 20}, 8, 16};
  MouseEvent cell = {.column = 10, .row = 2, .x = -1, .y = -1};
  MouseEvent pixel = {.column = 49, .row = 21, .x = 399, .y = 351};
  MouseEvent outside = {.column = 9, .row = 50, .x = -1, .y = -1};
  int x, y;

  g_assert_true(pointer_locate(&placement, &cell, &x, &y));
  g_assert_cmpint(x, ==, 10);
  g_assert_cmpint(y, ==, 15);
  g_assert_true(pointer_locate(&placement, &pixel, &x, &y));
  g_assert_cmpint(x, ==, 798);
  g_assert_cmpint(y, ==, 599);
  g_assert_false(pointer_locate(&placement, &outside, &x, &y));
  g_assert_cmpint(x, ==, 0);
  g_assert_cmpint(y, ==, 599);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/tui-status/widths", test_widths);
  g_test_add_func("/tui-status/note", test_note);
  g_test_add_func("/tui-status/frames", test_frames);
  g_test_add_func("/tui-status/pointer", test_pointer);
  return g_test_run();
}

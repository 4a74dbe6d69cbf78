// SPDX-License-Identifier: LGPL-2.1-or-later
/* Lines that have left a screen. */
#include "console/history.h"

#include <string.h>

static Cell
cell(gunichar character, guint32 attributes)
{
  return (Cell){character, CELL_DEFAULT, CELL_DEFAULT, attributes};
}

static void
push_text(History *history, const char *text)
{
  Cell cells[100];
  int n = 0;

  for (; *text != '\0'; text++)
    cells[n++] = cell((guchar)*text, 0);
  history_push(history, cells, n);
}

/* Styles, wide characters and colours come back as they were; empty ends do not count. */
static void
test_cells(void)
{
  g_autoptr(History) history = history_new(10, 100000);
  Cell line[] = {cell('a', CELL_BOLD),
                 cell(0x6f22, CELL_WIDE),
                 cell(' ', CELL_CONTINUED),
                 {'x', CELL_PALETTE(1), 0x102030, 0},
                 cell(0, 0),
                 cell(' ', CELL_REVERSE),
                 cell(' ', CELL_BOLD),
                 cell(0, 0)};
  Cell back[10];

  history_push(history, line, G_N_ELEMENTS(line));
  g_assert_cmpint(history_get_cells(history, 0, back, G_N_ELEMENTS(back)), ==, 6);
  for (int i = 0; i < 6; i++) {
    g_assert_cmpuint(back[i].attributes, ==, line[i].attributes);
    g_assert_cmpuint(back[i].foreground, ==, line[i].foreground);
    g_assert_cmpuint(back[i].background, ==, line[i].background);
  }
  g_assert_cmpuint(back[1].character, ==, 0x6f22);
  g_assert_cmpuint(back[4].character, ==, ' ');
  g_assert_cmpuint(back[9].character, ==, ' ');
  g_assert_cmpuint(back[9].background, ==, CELL_DEFAULT);
  g_assert_cmpstr(history_peek_text(history, 0), ==, "a漢x  ");
}

/* A narrow window gets what fits, and no half of a wide character. */
static void
test_narrow(void)
{
  g_autoptr(History) history = history_new(10, 100000);
  Cell line[] = {cell('a', 0), cell(0x6f22, CELL_WIDE), cell(' ', CELL_CONTINUED), cell('b', 0)};
  Cell back[2] = {0};

  history_push(history, line, G_N_ELEMENTS(line));
  g_assert_cmpint(history_get_cells(history, 0, back, 2), ==, 4);
  g_assert_cmpuint(back[0].character, ==, 'a');
  g_assert_cmpuint(back[1].attributes & CELL_WIDE, ==, 0);
}

static void
test_lines_bounded(void)
{
  g_autoptr(History) history = history_new(3, 100000);

  for (int i = 0; i < 8; i++) {
    char text[] = {(char)('a' + i), '\0'};

    push_text(history, text);
  }
  g_assert_cmpuint(history_get_length(history), ==, 3);
  g_assert_cmpuint(history_get_dropped(history), ==, 5);
  g_assert_cmpstr(history_peek_text(history, 0), ==, "f");
  g_assert_cmpstr(history_peek_text(history, 2), ==, "h");
  history_clear(history);
  g_assert_cmpuint(history_get_length(history), ==, 0);
  g_assert_cmpuint(history_get_size(history), ==, 0);
}

/* Every cell in another colour is the dearest that a guest can write. */
static void
test_bytes_bounded(void)
{
  g_autoptr(History) history = history_new(10000, 50000);
  Cell line[80];

  for (guint32 i = 0; i < 80; i++)
    line[i] = (Cell){'x', i, 80 - i, 0};
  for (int i = 0; i < 1000; i++)
    history_push(history, line, 80);
  g_assert_cmpuint(history_get_size(history), <=, 50000);
  g_assert_cmpuint(history_get_length(history), >, 10);
  g_assert_cmpuint(history_get_length(history) + history_get_dropped(history), ==, 1000);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/tui/history/cells", test_cells);
  g_test_add_func("/tui/history/narrow", test_narrow);
  g_test_add_func("/tui/history/lines-bounded", test_lines_bounded);
  g_test_add_func("/tui/history/bytes-bounded", test_bytes_bounded);
  return g_test_run();
}

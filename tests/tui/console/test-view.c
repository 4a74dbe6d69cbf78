// SPDX-License-Identifier: LGPL-2.1-or-later
/* The window on the lines of a console: scrolling, searching, selecting, and what is painted. */
#include "console/view.h"

#include "console/clipboard.h"

#include <string.h>

typedef struct {
  Emulator *emulator;
  View *view;
  Cells *cells;
} Fixture;

static void
on_answer(const char *bytes, gsize length, gpointer user_data)
{
}

static void
on_bell(gpointer user_data)
{
}

static void
set_up(Fixture *self, gconstpointer data)
{
  static const EmulatorHooks hooks = {on_answer, on_bell};

  self->emulator = emulator_new(80, 24, &hooks, NULL);
  self->view = view_new(self->emulator);
  self->cells = cells_new(80, 24);
}

static void
tear_down(Fixture *self, gconstpointer data)
{
  view_free(self->view);
  emulator_free(self->emulator);
  cells_free(self->cells);
}

static void
feed(Fixture *self, const char *text)
{
  emulator_feed(self->emulator, text, strlen(text));
}

static void
feed_lines(Fixture *self, int from, int to)
{
  for (int i = from; i < to; i++) {
    g_autofree char *line = g_strdup_printf("line %d\r\n", i);

    feed(self, line);
  }
}

static void
resize(Fixture *self, int columns, int rows)
{
  cells_resize(self->cells, columns, rows);
  view_resize(self->view, columns, rows);
}

static void
check_row(Fixture *self, int row, const char *expected)
{
  g_autoptr(GString) text = g_string_new(NULL);

  view_paint(self->view, self->cells);
  for (int i = 0; i < cells_get_columns(self->cells); i++) {
    const Cell *cell = cells_at(self->cells, i, row);

    if ((cell->attributes & CELL_CONTINUED) == 0)
      g_string_append_unichar(text, cell->character);
  }
  g_assert_cmpstr(g_strchomp(text->str), ==, expected);
}

/* How many cells of the row stand out. */
static int
count_marked(Fixture *self, int row)
{
  int n = 0;

  view_paint(self->view, self->cells);
  for (int i = 0; i < cells_get_columns(self->cells); i++)
    n += (cells_at(self->cells, i, row)->attributes & CELL_REVERSE) != 0;
  return n;
}

static void
test_follows(Fixture *self, gconstpointer data)
{
  feed(self, "first\r\n");
  check_row(self, 0, "first");
  feed_lines(self, 0, 100);
  check_row(self, 22, "line 99");
  g_assert_true(view_is_following(self->view));
  g_assert_cmpuint(view_get_below(self->view), ==, 0);
  g_assert_cmpuint(view_get_total(self->view), ==, 102);
}

/* Scrolled back it stays where it is, whatever the guest writes. */
static void
test_scrolls(Fixture *self, gconstpointer data)
{
  feed_lines(self, 0, 100);
  view_scroll(self->view, 10);
  g_assert_false(view_is_following(self->view));
  check_row(self, 0, "line 67");
  feed_lines(self, 100, 200);
  check_row(self, 0, "line 67");
  g_assert_cmpuint(view_get_below(self->view), ==, 110);
  view_scroll(self->view, -5);
  check_row(self, 0, "line 72");
  view_scroll(self->view, 100000);
  check_row(self, 0, "line 0");
  view_scroll(self->view, -100000);
  g_assert_true(view_is_following(self->view));
  view_scroll_to_start(self->view);
  check_row(self, 0, "line 0");
  view_follow(self->view);
  check_row(self, 22, "line 199");
}

/* Lines that are forgotten while they are looked at make room for the oldest there are. */
static void
test_forgotten(Fixture *self, gconstpointer data)
{
  feed_lines(self, 0, 100);
  view_scroll_to_start(self->view);
  feed_lines(self, 100, EMULATOR_HISTORY_LINES + 1000);
  check_row(self, 0, "line 977");
  g_assert_cmpuint(history_get_length(emulator_get_history(self->emulator)), ==,
                   EMULATOR_HISTORY_LINES);
}

static void
test_small_window(Fixture *self, gconstpointer data)
{
  feed(self, "\033[2J\033[Htop\033[24;1Hbottom");
  resize(self, 20, 4);
  g_assert_cmpint(emulator_get_columns(self->emulator), ==, 80);
  g_assert_cmpint(emulator_get_rows(self->emulator), ==, 24);
  check_row(self, 3, "bottom");
  feed(self, "\033[H");
  check_row(self, 0, "top");
  feed(self, "\033[1;70Hfar");
  check_row(self, 0, "                far");
  resize(self, 1, 1);
  view_paint(self->view, self->cells);
  resize(self, 500, 200);
  g_assert_cmpint(emulator_get_columns(self->emulator), ==, 500);
  view_paint(self->view, self->cells);
}

static void
test_pans(Fixture *self, gconstpointer data)
{
  feed_lines(self, 0, 40);
  feed(self, "\033[10;1H0123456789abcdefghij\033[24;1H");
  resize(self, 10, 24);
  view_scroll(self->view, 1);
  check_row(self, 10, "0123456789");
  view_pan(self->view, 8);
  check_row(self, 10, "89abcdefgh");
  view_pan(self->view, -100);
  check_row(self, 10, "0123456789");
}

static void
test_search(Fixture *self, gconstpointer data)
{
  feed_lines(self, 0, 100);
  g_assert_true(view_search(self->view, "LINE 42", TRUE));
  g_assert_false(view_is_following(self->view));
  check_row(self, 8, "line 42");
  g_assert_cmpint(count_marked(self, 8), ==, 7);
  g_assert_true(view_search(self->view, "line 1", TRUE));
  check_row(self, 8, "line 19");
  g_assert_true(view_search_next(self->view, TRUE));
  check_row(self, 7, "line 18");
  g_assert_cmpint(count_marked(self, 7), ==, 6);
  g_assert_true(view_search_next(self->view, FALSE));
  g_assert_false(view_search_next(self->view, FALSE));
  g_assert_false(view_search(self->view, "nowhere", TRUE));
  g_assert_false(view_search(self->view, "", TRUE));
  g_assert_cmpint(count_marked(self, 8), ==, 0);
}

static void
test_select(Fixture *self, gconstpointer data)
{
  g_autofree char *none = view_dup_selected(self->view);
  g_autofree char *text = NULL, *reverse = NULL, *visible = NULL;

  g_assert_null(none);
  feed(self, "one two   \r\n\r\n漢字 x\r\n");
  view_select_start(self->view, 4, 0);
  view_select_to(self->view, 2, 2);
  text = view_dup_selected(self->view);
  g_assert_cmpstr(text, ==, "two\n\n漢字");
  g_assert_cmpint(count_marked(self, 0), ==, 76);
  /* What is written below does not move it. */
  feed_lines(self, 0, 60);
  view_scroll_to_start(self->view);
  g_assert_cmpint(count_marked(self, 0), ==, 76);
  view_select_start(self->view, 2, 2);
  view_select_to(self->view, 4, 0);
  reverse = view_dup_selected(self->view);
  g_assert_cmpstr(reverse, ==, "two\n\n漢字");
  view_select_none(self->view);
  g_assert_cmpint(count_marked(self, 0), ==, 0);
  visible = view_dup_visible(self->view);
  g_assert_true(g_str_has_prefix(visible, "one two\n\n漢字 x\nline 0\n"));
}

static void
test_to_screen(Fixture *self, gconstpointer data)
{
  int column = 3, row = 2;

  feed_lines(self, 0, 100);
  g_assert_true(view_to_screen(self->view, &column, &row));
  g_assert_cmpint(row, ==, 2);
  view_scroll(self->view, 10);
  g_assert_false(view_to_screen(self->view, &column, &row));
  row = 12;
  g_assert_true(view_to_screen(self->view, &column, &row));
  g_assert_cmpint(row, ==, 2);
  g_assert_cmpint(column, ==, 3);
}

static void
test_clipboard(Fixture *self, gconstpointer data)
{
  g_autoptr(GString) bytes = g_string_new(NULL);
  g_autofree char *large = g_strnfill(CLIPBOARD_MAX_TEXT + 1, 'x');

  g_assert_true(clipboard_append("grün\n", bytes));
  g_assert_cmpstr(bytes->str, ==, "\033]52;c;Z3LDvG4K\033\\");
  g_assert_false(clipboard_append(large, bytes));
}

#define ADD(name, function)                                                                        \
  g_test_add("/tui/view/" name, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  ADD("follows", test_follows);
  ADD("scrolls", test_scrolls);
  ADD("forgotten", test_forgotten);
  ADD("small-window", test_small_window);
  ADD("pans", test_pans);
  ADD("search", test_search);
  ADD("select", test_select);
  ADD("to-screen", test_to_screen);
  ADD("clipboard", test_clipboard);
  return g_test_run();
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* Panels in terminals of all sizes: nothing of them is out of reach. */
#include "screen/panel.h"

#include <string.h>

/* All of @cells. (transfer full) */
static char *
read_cells(Cells *cells)
{
  GString *text = g_string_new(NULL);

  for (int row = 0; row < cells_get_rows(cells); row++) {
    for (int x = 0; x < cells_get_columns(cells); x++)
      g_string_append_unichar(text, cells_at(cells, x, row)->character);
    g_string_append_c(text, '\n');
  }
  return g_string_free(text, FALSE);
}

static char *
draw(Panel *panel, int columns, int rows)
{
  g_autoptr(Cells) cells = cells_new(columns, rows);

  panel_draw(panel, cells, rows);
  return read_cells(cells);
}

static Panel *
new_menu(int n)
{
  Panel *panel = panel_new("Title", FALSE);

  for (int i = 0; i < n; i++) {
    const char key[] = {(char)('a' + i), '\0'};
    g_autofree char *text = g_strdup_printf("thing %02d", i);

    panel_add_item(panel, key, text);
  }
  return panel;
}

static int
count_things(const char *text, int n)
{
  int found = 0;

  for (int i = 0; i < n; i++) {
    g_autofree char *thing = g_strdup_printf("%c  thing %02d", 'a' + i, i);

    found += strstr(text, thing) != NULL;
  }
  return found;
}

/* Few stand in one column, many in two, and more where the terminal is low. */
static void
test_columns(void)
{
  g_autoptr(Panel) few = new_menu(5), many = new_menu(15);
  g_autofree char *one = draw(few, 80, 23), *two = draw(many, 80, 23), *three = draw(many, 80, 7);

  g_assert_nonnull(strstr(one, "| a  thing 00 |"));
  g_assert_nonnull(strstr(two, "| a  thing 00  i  thing 08 |"));
  g_assert_cmpint(count_things(two, 15), ==, 15);
  g_assert_nonnull(strstr(three, "| a  thing 00  f  thing 05  k  thing 10 |"));
  g_assert_cmpint(count_things(three, 15), ==, 15);
}

/* The frame goes first. */
static void
test_frame(void)
{
  g_autoptr(Panel) panel = new_menu(15);
  g_autofree char *framed = draw(panel, 40, 10), *bare = draw(panel, 40, 8);

  g_assert_nonnull(strstr(framed, "Title"));
  g_assert_cmpint(count_things(framed, 15), ==, 15);
  g_assert_null(strstr(bare, "Title"));
  g_assert_cmpint(count_things(bare, 15), ==, 15);
}

/* What finds no room at all is scrolled to. */
static void
test_scroll(void)
{
  g_autoptr(Panel) panel = new_menu(15);
  g_autofree char *top = draw(panel, 20, 7), *bottom = NULL;

  g_assert_nonnull(strstr(top, "a  thing 00"));
  g_assert_null(strstr(top, "o  thing 14"));
  g_assert_nonnull(strstr(top, "PgDn"));
  g_assert_null(strstr(top, "PgUp"));
  panel_set_scroll(panel, 1000);
  bottom = draw(panel, 20, 7);
  g_assert_cmpint(panel_get_scroll(panel), ==, 10);
  g_assert_nonnull(strstr(bottom, "o  thing 14"));
  g_assert_nonnull(strstr(bottom, "PgUp"));
  g_assert_null(strstr(bottom, "PgDn"));
}

/* The one that is gone to is in sight, and lit over the whole width. */
static void
test_choices(void)
{
  for (int current = 0; current < 20; current++) {
    g_autoptr(Panel) panel = panel_new("Title", FALSE);
    g_autoptr(Cells) cells = cells_new(30, 8);
    int n_lit = 0;

    for (int i = 0; i < 20; i++) {
      g_autofree char *line = g_strdup_printf("%c", 'a' + i);

      panel_add_choice(panel, line, i == current);
    }
    panel_draw(panel, cells, 8);
    for (int row = 0; row < 8; row++)
      for (int x = 0; x < 30; x++) {
        const Cell *cell = cells_at(cells, x, row);

        if (cell->attributes & CELL_REVERSE && n_lit++ == 0)
          g_assert_cmpint((int)cell->character, ==, 'a' + current);
      }
    g_assert_cmpint(n_lit, ==, (int)strlen("Title") + 2);
  }
}

static void
test_sizes(void)
{
  for (int n = 0; n < 20; n += 3)
    for (int columns = 1; columns < 60; columns++)
      for (int rows = 1; rows < 30; rows++) {
        g_autoptr(Panel) panel = new_menu(n);
        g_autofree char *text = NULL;

        panel_add(panel, "a line");
        panel_add_choice(panel, "a choice", n > 9);
        panel_add_field(panel, "Name", "value", TRUE);
        panel_set_scroll(panel, n);
        text = draw(panel, columns, rows);
        g_assert_cmpint(panel_get_scroll(panel), >=, 0);
      }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/panel/columns", test_columns);
  g_test_add_func("/panel/frame", test_frame);
  g_test_add_func("/panel/scroll", test_scroll);
  g_test_add_func("/panel/choices", test_choices);
  g_test_add_func("/panel/sizes", test_sizes);
  return g_test_run();
}

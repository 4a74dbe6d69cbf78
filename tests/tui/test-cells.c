// SPDX-License-Identifier: LGPL-2.1-or-later
/* The bytes that cells come to, one by one. */
#include "terminal/cells.h"

static const TerminalAbilities rich = {.colors = TERMINAL_COLORS_TRUE, .unicode = TRUE};
static const TerminalAbilities few = {.colors = TERMINAL_COLORS_256, .unicode = TRUE};
static const TerminalAbilities console = {.colors = TERMINAL_COLORS_16, .unicode = TRUE};
static const TerminalAbilities poor = {.colors = TERMINAL_COLORS_NONE};
static const Cell plain = {' ', CELL_DEFAULT, CELL_DEFAULT, 0};

#define PICTURE(top, bottom) ((Cell){0x2580, top, bottom, 0})

static void
assert_flush_on(Cells *cells, const TerminalAbilities *abilities, const char *expected)
{
  g_autoptr(GString) bytes = g_string_new(NULL);
  g_autofree char *said = NULL, *wanted = g_strescape(expected, NULL);

  cells_flush(cells, abilities, bytes);
  said = g_strescape(bytes->str, NULL);
  g_assert_cmpstr(said, ==, wanted);
}

static void
assert_flush(Cells *cells, const char *expected)
{
  assert_flush_on(cells, &rich, expected);
}

/* Cells that a terminal shows already, blank, with its cursor in the upper left corner. */
static Cells *
new_shown(int columns, int rows)
{
  Cells *cells = cells_new(columns, rows);
  g_autoptr(GString) bytes = g_string_new(NULL);

  cells_set_cursor(cells, 0, 0);
  cells_flush(cells, &rich, bytes);
  return cells;
}

static void
test_first(void)
{
  g_autoptr(Cells) cells = cells_new(6, 3);

  cells_print(cells, 0, 1, 6, "ab", &plain);
  assert_flush(cells, "\033[H\033[m\033[K\r\nab\033[K\r\n\033[K\033[?25l");
  assert_flush(cells, "");
  cells_invalidate(cells);
  assert_flush(cells, "\033[H\033[m\033[K\r\nab\033[K\r\n\033[K\033[?25l");
}

static void
test_gaps(void)
{
  g_autoptr(Cells) cells = new_shown(80, 24);

  cells_print(cells, 2, 1, 80, "one two three four", &plain);
  assert_flush(cells, "\r\n\033[2Cone two three four\033[H");
  /* Near: the letters between are shorter than a jump. */
  cells_at(cells, 2, 1)->character = 'O';
  cells_at(cells, 6, 1)->character = 'T';
  assert_flush(cells, "\r\n\033[2COne T\033[H");
  /* Far, and farther. */
  cells_at(cells, 2, 1)->character = 'o';
  cells_at(cells, 10, 1)->character = 'T';
  cells_at(cells, 70, 20)->character = 'x';
  assert_flush(cells, "\r\n\033[2Co\033[7CT\033[21;71Hx\033[H");
}

/* Whoever else writes to the terminal leaves the cursor and its colours anywhere. */
static void
test_lost_cursor(void)
{
  g_autoptr(Cells) cells = new_shown(80, 24);

  cells_print(cells, 5, 3, 80, "a", &plain);
  assert_flush(cells, "\033[4;6Ha\033[H");
  cells_lose_cursor(cells);
  assert_flush(cells, "\033[H");
  cells_lose_cursor(cells);
  cells_print(cells, 6, 3, 80, "b", &plain);
  assert_flush(cells, "\033[4;7H\033[mb\033[H");
}

static void
test_attributes(void)
{
  g_autoptr(Cells) cells = new_shown(80, 24);
  Cell bold = plain, both = plain, red = plain;

  bold.attributes = CELL_BOLD;
  both.attributes = CELL_BOLD | CELL_DIM | CELL_UNDERLINE;
  red.foreground = CELL_PALETTE(1);
  red.background = CELL_PALETTE(12);
  cells_print(cells, 0, 0, 80, "a", &bold);
  cells_print(cells, 1, 0, 80, "b", &both);
  cells_print(cells, 2, 0, 80, "c", &bold);
  cells_print(cells, 3, 0, 80, "d", &red);
  cells_print(cells, 4, 0, 80, "e", &plain);
  assert_flush(cells, "\033[1ma\033[2;4mb\033[;1mc\033[;31;104md\033[me\r");
}

/* Of spaces only the background shows, unless there is a line through them. */
static void
test_blanks(void)
{
  g_autoptr(Cells) cells = new_shown(80, 24);
  Cell bold = plain;

  bold.attributes = CELL_BOLD;
  bold.foreground = CELL_PALETTE(3);
  cells_print(cells, 0, 0, 80, "a", &bold);
  cells_print(cells, 1, 0, 80, " ", &plain);
  cells_print(cells, 2, 0, 80, "b", &bold);
  assert_flush(cells, "\033[1;33ma b\r");
  cells_print(cells, 1, 0, 80, " ", &bold);
  assert_flush(cells, "");
  bold.attributes = CELL_UNDERLINE;
  cells_print(cells, 1, 0, 80, " ", &bold);
  assert_flush(cells, "a\033[4m \r");
}

static void
test_pictures(void)
{
  g_autoptr(Cells) cells = new_shown(80, 24);

  *cells_at(cells, 0, 0) = PICTURE(0x102030, 0x405060);
  *cells_at(cells, 1, 0) = PICTURE(0x405060, 0x102030); /* the same colours, swapped */
  *cells_at(cells, 2, 0) = PICTURE(0x405060, 0x708090); /* one of them */
  assert_flush(cells, "\033[38;2;16;32;48;48;2;64;80;96m▀▄\033[38;2;112;128;144m▄\r");
  /* The other character for the same picture is no change. */
  *cells_at(cells, 0, 0) = (Cell){0x2584, 0x405060, 0x102030, 0};
  assert_flush(cells, "");
}

/* Colours of pictures that are near enough cost nothing; those of letters are exact. */
static void
test_tolerance(void)
{
  g_autoptr(Cells) cells = new_shown(80, 24);
  Cell letter = {'a', 0x646464, 0x000000, 0};

  cells_set_tolerance(cells, 4);
  *cells_at(cells, 0, 0) = PICTURE(0x646464, 0x0a0a0a);
  *cells_at(cells, 1, 0) = PICTURE(0x686864, 0x060a0a);
  *cells_at(cells, 2, 0) = PICTURE(0x080808, 0x606060);
  assert_flush(cells, "\033[38;2;100;100;100;48;2;10;10;10m▀▀▄\r");
  *cells_at(cells, 0, 0) = PICTURE(0x606060, 0x0e0e0e);
  *cells_at(cells, 1, 0) = PICTURE(0x0a0a0a, 0x646464);
  *cells_at(cells, 2, 0) = PICTURE(0x080808, 0x606060);
  assert_flush(cells, "\033[C▄\r");
  *cells_at(cells, 1, 0) = PICTURE(0x010101, 0x646464);
  assert_flush(cells, "\033[C\033[48;2;1;1;1m▄\r");
  *cells_at(cells, 3, 0) = letter;
  letter.foreground = 0x666666;
  *cells_at(cells, 4, 0) = letter;
  assert_flush(cells, "\033[3C\033[48;2;0;0;0ma\033[38;2;102;102;102ma\r");
  /* Made good, once. */
  cells_set_tolerance(cells, 0);
  assert_flush(cells, "\033[38;2;96;96;96;48;2;14;14;14m▀\033[C\033[48;2;8;8;8m▄\r");
  assert_flush(cells, "");
}

static void
test_foreign(void)
{
  g_autoptr(Cells) cells = new_shown(10, 2);
  Cell foreign = {'x', CELL_DEFAULT, CELL_DEFAULT, CELL_FOREIGN};

  cells_print(cells, 0, 0, 10, "abcdefghij", &plain);
  cells_fill(cells, 2, 0, 5, 1, &foreign);
  assert_flush(cells, "ab\033[5Chij\r");
  /* A picture that went leaves nothing known behind. */
  cells_fill(cells, 2, 0, 5, 1, &plain);
  assert_flush(cells, "ab     \r");
}

static void
test_few_colors(void)
{
  g_autoptr(Cells) cells = new_shown(80, 24);
  Cell odd = {'a', 0xfe0101, 0x0000a0, 0};

  *cells_at(cells, 0, 0) = odd;
  assert_flush_on(cells, &few, "\033[38;5;196;48;5;19ma\r");
  assert_flush_on(cells, &console, "\033[31;44ma\r");
  assert_flush_on(cells, &poor, "\033[ma\r");
  odd.background = 0xffff00;
  odd.foreground = 0xffff20; /* both become one colour */
  *cells_at(cells, 0, 0) = odd;
  assert_flush_on(cells, &console, "\033[30;103ma\r");
  assert_flush_on(cells, &poor, "\033[;7ma\r");
}

static void
test_ascii(void)
{
  g_autoptr(Cells) cells = new_shown(80, 24);

  cells_print(cells, 0, 0, 80, "┌─┐║é█▁→…日x", &plain);
  assert_flush_on(cells, &poor, "+-+|e#_>.? x\r");
}

static void
test_unprintable(void)
{
  static const gunichar bad[] = {0,      7,      27,     0x7f,  0x9b,   0xad,
                                 0x200f, 0x2028, 0x202e, 0x301, 0xd800, 0x110000};
  g_autoptr(Cells) cells = new_shown(80, 24);

  cells_print(cells, 0, 0, 12, "xxxxxxxxxxxx", &plain);
  assert_flush(cells, "xxxxxxxxxxxx\r");
  for (guint i = 0; i < G_N_ELEMENTS(bad); i++)
    cells_at(cells, (int)i, 0)->character = bad[i];
  assert_flush(cells, "\033[K");
  cells_print(cells, 0, 0, 80, "a\033[2Jb", &plain);
  assert_flush(cells, "a\\x1b[2Jb\r");
}

static void
test_print(void)
{
  g_autoptr(Cells) cells = new_shown(8, 2);

  g_assert_cmpint(cells_print(cells, 0, 0, 80, "日本", &plain), ==, 4);
  g_assert_cmphex(cells_at(cells, 0, 0)->attributes, ==, CELL_WIDE);
  g_assert_cmphex(cells_at(cells, 1, 0)->attributes, ==, CELL_CONTINUED);
  g_assert_cmpint(cells_print(cells, 0, 0, 3, "日本", &plain), ==, 2); /* half of one is none */
  g_assert_cmpint(cells_print(cells, 5, 0, 80, "abcdef", &plain), ==, 3);
  g_assert_cmpint(cells_print(cells, 8, 0, 80, "a", &plain), ==, 0);
  g_assert_cmpint(cells_print(cells, 0, 2, 80, "a", &plain), ==, 0);
  g_assert_cmpint(cells_print(cells, 0, 1, 80, "e\xcc\x81x", &plain), ==, 2);
}

/* Wide characters are written whole or not at all, and the place behind them is given again. */
static void
test_wide(void)
{
  g_autoptr(Cells) cells = new_shown(8, 2);

  cells_print(cells, 0, 0, 80, "a日本b", &plain);
  assert_flush(cells, "a日\r\033[3C本\r\033[5Cb\r");
  cells_at(cells, 2, 0)->character = 'x';
  cells_at(cells, 2, 0)->attributes = 0;
  assert_flush(cells, "a x\r");
}

static void
test_cursor(void)
{
  g_autoptr(Cells) cells = new_shown(80, 24);
  g_autoptr(GString) bytes = g_string_new(NULL);

  cells_set_cursor(cells, 5, 2);
  assert_flush(cells, "\033[3;6H");
  /* What is typed costs its letter. */
  cells_at(cells, 5, 2)->character = 'l';
  cells_set_cursor(cells, 6, 2);
  assert_flush(cells, "l");
  cells_set_cursor(cells, -1, 0);
  assert_flush(cells, "\033[?25l");
  cells_set_cursor(cells, 100, 100);
  assert_flush(cells, "\033[24;80H\033[?25h");
  /* It does not fly over a screen that is written. */
  cells_fill(cells, 0, 0, 80, 24, &(Cell){'x', CELL_DEFAULT, CELL_DEFAULT, 0});
  cells_flush(cells, &rich, bytes);
  g_assert_true(g_str_has_prefix(bytes->str, "\033[?25l\033[H"));
  g_assert_true(g_str_has_suffix(bytes->str, "x\r\033[79C\033[?25h"));
}

static void
test_resize(void)
{
  g_autoptr(Cells) cells = new_shown(6, 2);

  cells_print(cells, 0, 0, 6, "abcdef", &plain);
  cells_resize(cells, 3, 1);
  g_assert_cmpint(cells_get_columns(cells), ==, 3);
  g_assert_cmpint(cells_get_rows(cells), ==, 1);
  cells_set_cursor(cells, 0, 0);
  assert_flush(cells, "\033[H\033[mabc\r\033[?25h");
  for (int size = 1; size < 300; size += 37) {
    cells_resize(cells, size, 300 - size);
    g_assert_cmpint((int)cells_at(cells, 0, 0)->character, ==, 'a');
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/cells/first", test_first);
  g_test_add_func("/cells/gaps", test_gaps);
  g_test_add_func("/cells/lost-cursor", test_lost_cursor);
  g_test_add_func("/cells/attributes", test_attributes);
  g_test_add_func("/cells/blanks", test_blanks);
  g_test_add_func("/cells/pictures", test_pictures);
  g_test_add_func("/cells/tolerance", test_tolerance);
  g_test_add_func("/cells/foreign", test_foreign);
  g_test_add_func("/cells/few-colors", test_few_colors);
  g_test_add_func("/cells/ascii", test_ascii);
  g_test_add_func("/cells/unprintable", test_unprintable);
  g_test_add_func("/cells/print", test_print);
  g_test_add_func("/cells/wide", test_wide);
  g_test_add_func("/cells/cursor", test_cursor);
  g_test_add_func("/cells/resize", test_resize);
  return g_test_run();
}

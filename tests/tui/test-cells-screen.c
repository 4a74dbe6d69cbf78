// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a terminal shows after flushes, as libvterm reads their bytes. */
#include "terminal/cells.h"
#include "terminal/glyphs.h"

#include <vterm.h>

#define COLUMNS 37
#define ROWS 11
#define ROUNDS 300

typedef struct {
  VTerm *vterm;
  VTermScreen *screen;
  Cells *cells;
  GRand *rand;
  gsize bytes;
} Fixture;

static const TerminalAbilities rich = {.colors = TERMINAL_COLORS_TRUE, .unicode = TRUE};

static int
on_scrolled(int columns, const VTermScreenCell *cells, void *user_data)
{
  g_test_fail_printf("A line has scrolled away");
  return 1;
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
  static const VTermScreenCallbacks callbacks = {.sb_pushline = on_scrolled};

  fixture->vterm = vterm_new(ROWS, COLUMNS);
  vterm_set_utf8(fixture->vterm, 1);
  fixture->screen = vterm_obtain_screen(fixture->vterm);
  vterm_screen_set_callbacks(fixture->screen, &callbacks, NULL);
  vterm_screen_reset(fixture->screen, 1);
  fixture->cells = cells_new(COLUMNS, ROWS);
  fixture->rand = g_rand_new_with_seed(5);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
  cells_free(fixture->cells);
  vterm_free(fixture->vterm);
  g_rand_free(fixture->rand);
}

static void
flush(Fixture *fixture)
{
  g_autoptr(GString) bytes = g_string_new(NULL);

  cells_flush(fixture->cells, &rich, bytes);
  fixture->bytes += bytes->len;
  vterm_input_write(fixture->vterm, bytes->str, bytes->len);
}

static void
assert_color(const VTermScreen *screen, VTermColor shown, CellColor wanted)
{
  if (wanted == CELL_DEFAULT) {
    g_assert_true(VTERM_COLOR_IS_DEFAULT_FG(&shown) || VTERM_COLOR_IS_DEFAULT_BG(&shown));
    return;
  }
  if (VTERM_COLOR_IS_INDEXED(&shown) && wanted > 0xffffff) {
    g_assert_cmphex(shown.indexed.idx, ==, wanted & 0xff);
    return;
  }
  vterm_screen_convert_color_to_rgb(screen, &shown);
  g_assert_cmphex((guint)shown.rgb.red << 16 | (guint)shown.rgb.green << 8 | shown.rgb.blue, ==,
                  wanted);
}

static void
assert_cell(Fixture *fixture, int column, int row)
{
  Cell wanted = *cells_at(fixture->cells, column, row);
  VTermScreenCell shown;
  gunichar character;

  vterm_screen_get_cell(fixture->screen, (VTermPos){row, column}, &shown);
  character = shown.chars[0] == 0 ? ' ' : shown.chars[0];
  if (glyph_get_complement(wanted.character) == character && character != 0)
    wanted = (Cell){character, wanted.background, wanted.foreground, wanted.attributes};
  g_assert_cmphex(character, ==, wanted.character);
  g_assert_cmpint(shown.width, ==, (wanted.attributes & CELL_WIDE) != 0 ? 2 : 1);
  assert_color(fixture->screen, shown.bg, wanted.background);
  g_assert_cmpint(shown.attrs.reverse != 0, ==, (wanted.attributes & CELL_REVERSE) != 0);
  g_assert_cmpint(shown.attrs.underline != 0, ==, (wanted.attributes & CELL_UNDERLINE) != 0);
  if (wanted.character == ' ')
    return;
  assert_color(fixture->screen, shown.fg, wanted.foreground);
  g_assert_cmpint(shown.attrs.bold != 0, ==, (wanted.attributes & CELL_BOLD) != 0);
  g_assert_cmpint(shown.attrs.italic != 0, ==, (wanted.attributes & CELL_ITALIC) != 0);
  g_assert_cmpint(shown.attrs.blink != 0, ==, (wanted.attributes & CELL_BLINK) != 0);
  g_assert_cmpint(shown.attrs.strike != 0, ==, (wanted.attributes & CELL_STRIKE) != 0);
}

static void
assert_shown(Fixture *fixture)
{
  for (int row = 0; row < ROWS; row++)
    for (int column = 0; column < COLUMNS; column++)
      if ((cells_at(fixture->cells, column, row)->attributes & CELL_CONTINUED) == 0)
        assert_cell(fixture, column, row);
}

static Cell
random_cell(GRand *rand)
{
  static const gunichar characters[] = {' ', ' ', ' ', 'a', 'b', 0x2580, 0x2584, 0xe4, 0x2502};
  static const CellColor colors[] = {CELL_DEFAULT, CELL_DEFAULT,    0x102030,        0xffffff,
                                     0x5f87af,     CELL_PALETTE(4), CELL_PALETTE(13)};
  static const guint32 attributes[] = {0,
                                       0,
                                       0,
                                       0,
                                       CELL_BOLD,
                                       CELL_UNDERLINE,
                                       CELL_REVERSE,
                                       CELL_BOLD | CELL_ITALIC,
                                       CELL_BLINK | CELL_STRIKE};

#define PICK(of) of[g_rand_int_range(rand, 0, G_N_ELEMENTS(of))]
  return (Cell){PICK(characters), PICK(colors), PICK(colors), PICK(attributes)};
#undef PICK
}

/* Wide characters that this cuts in two would be spaces: makes them so. */
static void
clear_halves(Cells *cells, int row)
{
  for (int x = 0; x < COLUMNS; x++) {
    Cell *cell = cells_at(cells, x, row);
    gboolean right = x + 1 < COLUMNS && (cell[1].attributes & CELL_CONTINUED) != 0;
    gboolean left = x > 0 && (cell[-1].attributes & CELL_WIDE) != 0;

    if (((cell->attributes & CELL_WIDE) != 0 && !right) ||
        ((cell->attributes & CELL_CONTINUED) != 0 && !left)) {
      cell->character = ' ';
      cell->attributes &= ~(guint32)(CELL_WIDE | CELL_CONTINUED);
    }
  }
}

static void
change(Fixture *fixture)
{
  GRand *rand = fixture->rand;
  int row = g_rand_int_range(rand, 0, ROWS), column = g_rand_int_range(rand, 0, COLUMNS);
  Cell cell = random_cell(rand);

  switch (g_rand_int_range(rand, 0, 5)) {
  case 0:
    cells_fill(fixture->cells, column, row, g_rand_int_range(rand, 1, 9),
               g_rand_int_range(rand, 1, 4), &cell);
    break;
  case 1:
    cells_print(fixture->cells, column, row, COLUMNS, "wide 日本 text", &cell);
    break;
  case 2:
    cells_fill(fixture->cells, column, row, COLUMNS, 1,
               &(Cell){' ', CELL_DEFAULT, CELL_DEFAULT, 0});
    break;
  default:
    *cells_at(fixture->cells, column, row) = cell;
    break;
  }
  for (int y = 0; y < ROWS; y++)
    clear_halves(fixture->cells, y);
}

static void
test_random(Fixture *fixture, gconstpointer data)
{
  for (int round = 0; round < ROUNDS; round++) {
    int cursor_column = g_rand_int_range(fixture->rand, 0, COLUMNS);
    int cursor_row = g_rand_int_range(fixture->rand, 0, ROWS);
    VTermPos cursor;

    for (int n = g_rand_int_range(fixture->rand, 0, 12); n > 0; n--)
      change(fixture);
    if (round % 50 == 0)
      cells_invalidate(fixture->cells);
    cells_set_cursor(fixture->cells, cursor_column, cursor_row);
    flush(fixture);
    assert_shown(fixture);
    vterm_state_get_cursorpos(vterm_obtain_state(fixture->vterm), &cursor);
    g_assert_cmpint(cursor.col, ==, cursor_column);
    g_assert_cmpint(cursor.row, ==, cursor_row);
  }
}

/* The last column of the last row is written, and nothing scrolls. */
static void
test_full(Fixture *fixture, gconstpointer data)
{
  for (int round = 0; round < 3; round++) {
    cells_fill(fixture->cells, 0, 0, COLUMNS, ROWS,
               &(Cell){(gunichar)('a' + round), CELL_DEFAULT, CELL_DEFAULT, 0});
    flush(fixture);
    assert_shown(fixture);
  }
}

/* Cells with a picture stay as they are on the terminal. */
static void
test_foreign(Fixture *fixture, gconstpointer data)
{
  VTermScreenCell cell;

  cells_fill(fixture->cells, 0, 0, COLUMNS, ROWS, &(Cell){'a', CELL_DEFAULT, CELL_DEFAULT, 0});
  flush(fixture);
  cells_fill(fixture->cells, 3, 2, 20, 5, &(Cell){'b', CELL_DEFAULT, CELL_DEFAULT, CELL_FOREIGN});
  cells_invalidate(fixture->cells);
  flush(fixture);
  for (int row = 2; row < 7; row++)
    for (int column = 3; column < 23; column++) {
      vterm_screen_get_cell(fixture->screen, (VTermPos){row, column}, &cell);
      g_assert_cmphex(cell.chars[0], ==, 'a');
    }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add("/cells-screen/random", Fixture, NULL, set_up, test_random, tear_down);
  g_test_add("/cells-screen/full", Fixture, NULL, set_up, test_full, tear_down);
  g_test_add("/cells-screen/foreign", Fixture, NULL, set_up, test_foreign, tear_down);
  return g_test_run();
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* The terminal that a guest writes to. */
#include "console/emulator.h"

#include <string.h>

typedef struct {
  Emulator *emulator;
  GString *answers;
  guint bells;
} Fixture;

static void
on_answer(const char *bytes, gsize length, gpointer user_data)
{
  g_string_append_len(((Fixture *)user_data)->answers, bytes, (gssize)length);
}

static void
on_bell(gpointer user_data)
{
  ((Fixture *)user_data)->bells++;
}

static void
set_up(Fixture *self, gconstpointer data)
{
  static const EmulatorHooks hooks = {on_answer, on_bell};

  self->answers = g_string_new(NULL);
  self->emulator = emulator_new(20, 5, &hooks, self);
}

static void
tear_down(Fixture *self, gconstpointer data)
{
  emulator_free(self->emulator);
  g_string_free(self->answers, TRUE);
}

static void
feed(Fixture *self, const char *text)
{
  emulator_feed(self->emulator, text, strlen(text));
}

static Cell
get_cell(Fixture *self, int column, int row)
{
  Cell cells[500];

  g_assert_cmpint(emulator_get_columns(self->emulator), <=, (int)G_N_ELEMENTS(cells));
  emulator_get_row(self->emulator, row, cells);
  return cells[column];
}

/* The row as text, without its empty end. (transfer full) */
static char *
row_text(Fixture *self, int row)
{
  GString *text = g_string_new(NULL);
  Cell cells[500];

  emulator_get_row(self->emulator, row, cells);
  for (int i = 0; i < emulator_get_columns(self->emulator); i++)
    if ((cells[i].attributes & CELL_CONTINUED) == 0)
      g_string_append_unichar(text, cells[i].character);
  return g_strchomp(g_string_free(text, FALSE));
}

static void
check_row(Fixture *self, int row, const char *expected)
{
  g_autofree char *text = row_text(self, row);

  g_assert_cmpstr(text, ==, expected);
}

static void
test_text(Fixture *self, gconstpointer data)
{
  int column, row;

  feed(self, "one\r\ntwo");
  check_row(self, 0, "one");
  check_row(self, 1, "two");
  g_assert_true(emulator_get_cursor(self->emulator, &column, &row));
  g_assert_cmpint(column, ==, 3);
  g_assert_cmpint(row, ==, 1);
  feed(self, "\033[?25l\033[3;7H");
  g_assert_false(emulator_get_cursor(self->emulator, &column, &row));
  g_assert_cmpint(column, ==, 6);
  g_assert_cmpint(row, ==, 2);
}

static void
check_cell(
    Fixture *self, int column, CellColor foreground, CellColor background, guint32 attributes)
{
  Cell cell = get_cell(self, column, 0);

  g_assert_cmpuint(cell.foreground, ==, foreground);
  g_assert_cmpuint(cell.background, ==, background);
  g_assert_cmpuint(cell.attributes, ==, attributes);
}

static void
test_styles(Fixture *self, gconstpointer data)
{
  feed(self, "a\033[1;31mb\033[0;38;2;16;32;48;48;5;200mc\033[0;3;4;5;7;9md\033[0;97;100me");
  check_cell(self, 0, CELL_DEFAULT, CELL_DEFAULT, 0);
  check_cell(self, 1, CELL_PALETTE(1), CELL_DEFAULT, CELL_BOLD);
  check_cell(self, 2, 0x102030, CELL_PALETTE(200), 0);
  check_cell(self, 3, CELL_DEFAULT, CELL_DEFAULT,
             CELL_ITALIC | CELL_UNDERLINE | CELL_BLINK | CELL_REVERSE | CELL_STRIKE);
  check_cell(self, 4, CELL_PALETTE(15), CELL_PALETTE(8), 0);
}

static void
test_wide(Fixture *self, gconstpointer data)
{
  feed(self, "漢字e\xcc\x81");
  check_row(self, 0, "漢字é");
  check_cell(self, 0, CELL_DEFAULT, CELL_DEFAULT, CELL_WIDE);
  check_cell(self, 1, CELL_DEFAULT, CELL_DEFAULT, CELL_CONTINUED);
  /* Written over by half, there is neither half. */
  feed(self, "\033[1;2Hx");
  check_cell(self, 0, CELL_DEFAULT, CELL_DEFAULT, 0);
  g_assert_cmpuint(get_cell(self, 0, 0).character, ==, ' ');
  feed(self, "\033[1;3Hy");
  check_cell(self, 3, CELL_DEFAULT, CELL_DEFAULT, 0);
}

static void
test_history(Fixture *self, gconstpointer data)
{
  const History *history = emulator_get_history(self->emulator);

  for (int i = 0; i < 12; i++) {
    g_autofree char *line = g_strdup_printf("line %d\r\n", i);

    feed(self, line);
  }
  g_assert_cmpuint(history_get_length(history), ==, 8);
  g_assert_cmpstr(history_peek_text(history, 0), ==, "line 0");
  g_assert_cmpstr(history_peek_text(history, 7), ==, "line 7");
  check_row(self, 0, "line 8");
  /* What is full-screen leaves no history. */
  feed(self, "\033[?1049hfull\r\n\n\n\n\n\n\n\n");
  g_assert_true(emulator_get_modes(self->emulator).full_screen);
  g_assert_cmpuint(history_get_length(history), ==, 8);
  feed(self, "\033[?1049l");
  check_row(self, 0, "line 8");
  emulator_reset(self->emulator);
  check_row(self, 0, "");
  g_assert_cmpuint(history_get_length(history), ==, 8);
}

static void
test_resize(Fixture *self, gconstpointer data)
{
  feed(self, "1\r\n2\r\n3\r\n4\r\n5");
  emulator_resize(self->emulator, 30, 3);
  check_row(self, 0, "3");
  g_assert_cmpuint(history_get_length(emulator_get_history(self->emulator)), ==, 2);
  emulator_resize(self->emulator, 1, 0);
  g_assert_cmpint(emulator_get_columns(self->emulator), ==, 2);
  g_assert_cmpint(emulator_get_rows(self->emulator), ==, 1);
  feed(self, "漢字漢字\r\n\033[999;999Hxyz");
  emulator_resize(self->emulator, 500, 200);
  feed(self, "\033[200;499Hxy");
  g_assert_cmpuint(get_cell(self, 498, 199).character, ==, 'x');
  g_assert_cmpuint(get_cell(self, 499, 199).character, ==, 'y');
}

static void
test_modes(Fixture *self, gconstpointer data)
{
  EmulatorModes modes = emulator_get_modes(self->emulator);

  g_assert_false(modes.application_cursor || modes.application_keypad || modes.bracketed_paste ||
                 modes.mouse || modes.full_screen || modes.line_mode);
  feed(self, "\033[?1;1000;2004h\033=\033[20h");
  modes = emulator_get_modes(self->emulator);
  g_assert_true(modes.application_cursor && modes.application_keypad && modes.bracketed_paste &&
                modes.mouse && modes.line_mode);
  g_assert_cmpstr(self->answers->str, ==, "");
}

/* Questions that programs really ask get an answer; what would type for the user gets none. */
static void
test_answers(Fixture *self, gconstpointer data)
{
  feed(self, "\033[3;4H\033[6n");
  g_assert_cmpstr(self->answers->str, ==, "\033[3;4R");
  g_string_truncate(self->answers, 0);
  feed(self, "\033[5n\033[c");
  g_assert_cmpstr(self->answers->str, ==, "\033[0n\033[?1;2c");
  g_string_truncate(self->answers, 0);
  feed(self, "\033P$q\"p\033\\\033P$qm\033\\\033]52;c;?\033\\\033]10;?\a\033[21t\033[x\005\033Z");
  g_assert_cmpstr(self->answers->str, ==, "");
}

static void
test_bell(Fixture *self, gconstpointer data)
{
  feed(self, "\a\a");
  g_assert_cmpuint(self->bells, ==, 2);
}

static void
test_mouse(Fixture *self, gconstpointer data)
{
  feed(self, "\033[?1000;1006h");
  emulator_send_mouse(self->emulator, 4, 2, 1, TRUE);
  emulator_send_mouse(self->emulator, 4, 2, 1, FALSE);
  g_assert_cmpstr(self->answers->str, ==, "\033[<0;5;3M\033[<0;5;3m");
}

/* Nothing that a guest writes makes it crash, hang, or grow: what ended libvterm 0.1.4 without a
 * filter is among it. */
static void
test_hostile(Fixture *self, gconstpointer data)
{
  static const char *const cases[] = {
      "\033[;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;m",
      "\033[5b",
      "\033[1;20H漢\033[40b",
      "\xc2\x85\xc2\x85\xc2\x85\033[H\xc2\x80",
      "\033[2147483647;2147483647H\033[2147483647S\033[2147483647@\033[2147483647L",
      "\033[5;2r\033[0;0r\033[9999r\033[?69h\033[5;2s\033[19;1s",
      "\033#6\033[1;15Hxxxxxxxxx",
      "\033(0\016qqq\017\033[?6h\033[H\033[?7l",
      "\033[4hinsert\033[P\033[9999P\033[9999X\033[9999M",
      "\033[9999Z\033[9999I\033[3g\033[9999I\t\t",
  };
  g_autoptr(GString) line = g_string_new(NULL);

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    feed(self, cases[i]);
    feed(self, "\033c");
  }
  for (int i = 0; i < 1000000; i++)
    g_string_append_c(line, 'x');
  emulator_feed(self->emulator, line->str, line->len);
  g_string_assign(line, "\033]0;");
  for (int i = 0; i < 1000000; i++)
    g_string_append_c(line, 'y');
  emulator_feed(self->emulator, line->str, line->len);
  feed(self, "\033\\\033cfine");
  check_row(self, 0, "fine");
  g_assert_cmpuint(history_get_size(emulator_get_history(self->emulator)), <=,
                   EMULATOR_HISTORY_BYTES);
}

static void
test_random(Fixture *self, gconstpointer data)
{
  static const char alphabet[] = "\033\033\033\033[[[]P;0123456789?>!$'mHJKbhlrst@"
                                 "LMPSTXABCDEFGZd\a\n\r\b\tax\xe6\xbc\xa2\xc2\x9b";
  int column, row;

  for (int round = 0; round < 100; round++) {
    for (int i = 0; i < 400; i++) {
      char byte = alphabet[g_test_rand_int_range(0, sizeof alphabet - 1)];

      emulator_feed(self->emulator, &byte, 1);
    }
    emulator_resize(self->emulator, g_test_rand_int_range(0, 60), g_test_rand_int_range(0, 30));
    emulator_get_cursor(self->emulator, &column, &row);
    g_assert_cmpint(column, >=, 0);
    g_assert_cmpint(column, <, emulator_get_columns(self->emulator));
    g_assert_cmpint(row, >=, 0);
    g_assert_cmpint(row, <, emulator_get_rows(self->emulator));
  }
}

#define ADD(name, function)                                                                        \
  g_test_add("/tui/emulator/" name, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  ADD("text", test_text);
  ADD("styles", test_styles);
  ADD("wide", test_wide);
  ADD("history", test_history);
  ADD("resize", test_resize);
  ADD("modes", test_modes);
  ADD("answers", test_answers);
  ADD("bell", test_bell);
  ADD("mouse", test_mouse);
  ADD("hostile", test_hostile);
  ADD("random", test_random);
  return g_test_run();
}

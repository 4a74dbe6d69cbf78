// SPDX-License-Identifier: LGPL-2.1-or-later
/* Text screens in a terminal, and what finishes pictures of others. */
#include "picture.h"
#include "screen/encoder.h"

static const TerminalAbilities rich = {.colors = TERMINAL_COLORS_TRUE, .unicode = TRUE};

static OrielFramebuffer *
load(const char *name)
{
  g_autofree char *path = g_test_build_filename(G_TEST_DIST, "screens", name, NULL);

  return picture_new_from_png(path);
}

static Placement
place(const OrielFramebuffer *framebuffer, int columns, int rows)
{
  return (Placement){
      {0, 0, oriel_framebuffer_get_width(framebuffer), oriel_framebuffer_get_height(framebuffer)},
      {0, 0, columns, rows},
      8,
      16};
}

/* A row of cells as text, without the spaces at its end. */
static char *
read_row(Cells *cells, int row)
{
  GString *text = g_string_new(NULL);

  for (int x = 0; x < cells_get_columns(cells); x++)
    g_string_append_unichar(text, cells_at(cells, x, row)->character);
  return g_strchomp(g_string_free(text, FALSE));
}

static void
assert_row(Cells *cells, int row, const char *expected)
{
  g_autofree char *text = read_row(cells, row);

  g_assert_cmpstr(text, ==, expected);
}

static void
encode(Encoder *encoder,
       const OrielFramebuffer *framebuffer,
       const OrielRegion *damage,
       const Placement *placement,
       Cells *cells)
{
  g_autoptr(GString) bytes = g_string_new(NULL);

  encoder->class->encode(encoder, framebuffer, damage, placement, cells, bytes);
  g_assert_cmpuint(bytes->len, ==, 0);
}

static void
test_text(void)
{
  g_autoptr(OrielFramebuffer) framebuffer = load("seabios.png");
  g_autoptr(OrielFramebuffer) desktop = picture_new_desktop(720, 400);
  g_autoptr(Cells) cells = cells_new(100, 30);
  g_autoptr(GString) bytes = g_string_new(NULL);
  Placement placement = place(framebuffer, 100, 30), shown;
  Encoder *encoder = encoder_choose(&rich)->new (&rich);

  g_assert_cmpstr(encoder->class->name, ==, "text");
  encode(encoder, framebuffer, NULL, &placement, cells);
  g_assert_cmpstr(encoder_describe(encoder), ==, "text");
  /* In the middle, 10 columns and 2 rows from the corner. */
  assert_row(cells, 2, "          SeaBIOS (version 1.16.2-debian-1.16.2-1)");
  g_assert_cmphex(cells_at(cells, 10, 2)->foreground, ==, 0xa8a8a8);
  g_assert_cmphex(cells_at(cells, 10, 2)->background, ==, 0);
  g_assert_true(encoder->class->get_shown(encoder, &shown));
  g_assert_cmpint(shown.target.x, ==, 10);
  g_assert_cmpint(shown.target.y, ==, 2);
  g_assert_cmpint(shown.target.width, ==, 80);
  g_assert_cmpint(shown.source.width, ==, 720);
  cells_flush(cells, &rich, bytes);
  g_assert_cmpuint(bytes->len, <=, 3000);

  encode(encoder, desktop, NULL, &placement, cells);
  g_assert_cmpstr(encoder_describe(encoder), ==, "half");
  g_assert_false(encoder->class->get_shown(encoder, &shown));
  encode(encoder, framebuffer, NULL, &placement, cells);
  assert_row(cells, 2, "          SeaBIOS (version 1.16.2-debian-1.16.2-1)");
  encoder->class->free(encoder);
}

/* Where there is no room for all of it, what is asked for is shown, and else what has the cursor.
 */
static void
test_window(void)
{
  g_autoptr(OrielFramebuffer) framebuffer = load("linux.png");
  g_autoptr(Cells) cells = cells_new(20, 6);
  Placement placement = place(framebuffer, 20, 6), shown;
  Encoder *encoder = encoder_find("text")->new (&rich);

  encode(encoder, framebuffer, NULL, &placement, cells);
  assert_row(cells, 0, " 0 !\"#$%&'()*+,-./01");
  picture_fill(framebuffer, &(OrielRect){7 * 8, 41 * 16 + 14, 8, 2}, 0xaaaaaa);
  encode(encoder, framebuffer, NULL, &placement, cells);
  assert_row(cells, 5, "login:");
  g_assert_cmpint(cells_at(cells, 7, 5)->attributes, ==, CELL_UNDERLINE);
  g_assert_true(encoder->class->get_shown(encoder, &shown));
  g_assert_cmpint(shown.source.y, ==, 36 * 16);
  placement.source = (OrielRect){8 * 3, 16 * 10, 160, 96};
  encode(encoder, framebuffer, NULL, &placement, cells);
  assert_row(cells, 0, "+,-./0123456789:;<=>");
  encoder->class->free(encoder);
}

/* Where cells are higher than those of the guest, a picture gets fewer rows than the text has: text
 * takes the margins as well, and leaves them empty to pictures. */
static void
test_room(void)
{
  g_autoptr(OrielFramebuffer) framebuffer = load("seabios.png");
  g_autoptr(OrielFramebuffer) desktop = picture_new_desktop(720, 400);
  g_autoptr(Cells) cells = cells_new(80, 26);
  Placement placement = place(framebuffer, 80, 20), shown;
  Encoder *encoder = encoder_choose(&rich)->new (&rich);

  placement.target.y = 3;
  placement.room = (OrielRect){0, 0, 80, 26};
  encode(encoder, framebuffer, NULL, &placement, cells);
  assert_row(cells, 0, "SeaBIOS (version 1.16.2-debian-1.16.2-1)");
  g_assert_true(encoder->class->get_shown(encoder, &shown));
  g_assert_cmpint(shown.target.y, ==, 0);
  g_assert_cmpint(shown.target.height, ==, 25);
  encode(encoder, desktop, NULL, &placement, cells);
  assert_row(cells, 0, "");
  g_assert_cmphex(cells_at(cells, 40, 0)->background, ==, CELL_DEFAULT);
  encoder->class->free(encoder);
}

/* Cells that are no letters are shown as pictures among the text. */
static void
test_unknown(void)
{
  g_autoptr(OrielFramebuffer) framebuffer = load("linux.png");
  g_autoptr(Cells) cells = cells_new(128, 48);
  Placement placement = place(framebuffer, 128, 48);
  Encoder *encoder = encoder_find("text")->new (&rich);

  picture_fill(framebuffer, &(OrielRect){80, 160, 8, 8}, 0xff0000);
  picture_fill(framebuffer, &(OrielRect){80, 168, 8, 8}, 0x00ff00);
  picture_fill(framebuffer, &(OrielRect){80, 160, 1, 1}, 0xfe0000);
  encode(encoder, framebuffer, NULL, &placement, cells);
  g_assert_cmphex(cells_at(cells, 10, 10)->character, ==, 0x2580);
  g_assert_cmphex(cells_at(cells, 10, 10)->foreground, ==, 0xff0000);
  g_assert_cmphex(cells_at(cells, 10, 10)->background, ==, 0x00ff00);
  g_assert_cmpint((int)cells_at(cells, 11, 10)->character, !=, 0x2580);
  encoder->class->free(encoder);
}

/* A still picture is finished with finer symbols, once. */
static void
test_refine(void)
{
  g_autoptr(OrielFramebuffer) framebuffer = picture_new_desktop(960, 600);
  g_autoptr(Cells) cells = cells_new(50, 20);
  g_autoptr(GString) bytes = g_string_new(NULL);
  Placement placement = place(framebuffer, 50, 20);
  Encoder *encoder = encoder_find("half")->new (&rich);
  int n_finer = 0;

  encode(encoder, framebuffer, NULL, &placement, cells);
  cells_flush(cells, &rich, bytes);
  for (int round = 0; round < 2; round++) {
    g_string_truncate(bytes, 0);
    encoder->class->refine(encoder, framebuffer, &placement, cells, bytes);
    g_assert_cmpuint(bytes->len, ==, 0);
    cells_flush(cells, &rich, bytes);
    g_assert_cmpint(bytes->len > 0, ==, round == 0);
  }
  for (int i = 0; i < 50 * 20; i++) {
    gunichar character = cells_at(cells, i % 50, i / 50)->character;

    n_finer += character != ' ' && character != 0x2580 && character != 0x2584;
  }
  g_assert_cmpint(n_finer, >, 100);
  encoder->class->free(encoder);
}

/* Without colours, and without Unicode, there still is a picture. */
static void
test_poor(void)
{
  static const TerminalAbilities poor[] = {
      {.colors = TERMINAL_COLORS_NONE, .unicode = TRUE, .dark = TRUE},
      {.colors = TERMINAL_COLORS_NONE, .dark = TRUE},
      {.colors = TERMINAL_COLORS_16, .unicode = TRUE},
      {.colors = TERMINAL_COLORS_256, .unicode = TRUE},
  };

  for (guint i = 0; i < G_N_ELEMENTS(poor); i++) {
    g_autoptr(OrielFramebuffer) framebuffer = picture_new_desktop(640, 480);
    g_autoptr(Cells) cells = cells_new(40, 15);
    g_autoptr(GString) bytes = g_string_new(NULL);
    Placement placement = place(framebuffer, 40, 15);
    Encoder *encoder = encoder_choose(&poor[i])->new (&poor[i]);
    int n_drawn = 0;

    encode(encoder, framebuffer, NULL, &placement, cells);
    cells_flush(cells, &poor[i], bytes);
    for (gsize n = 0; n < bytes->len; n++)
      g_assert_true(poor[i].unicode || (guchar)bytes->str[n] < 0x80);
    for (int n = 0; n < 40 * 15; n++)
      n_drawn += cells_at(cells, n % 40, n / 40)->character != ' ';
    g_assert_cmpint(n_drawn, >, 100);
    encoder->class->free(encoder);
  }
}

/* A person moves it; it stays there until the cursor moves. */
static void
test_pan(void)
{
  g_autoptr(OrielFramebuffer) framebuffer = load("linux.png");
  g_autoptr(Cells) cells = cells_new(20, 6);
  Placement placement = place(framebuffer, 20, 6);
  Encoder *encoder = encoder_find("text")->new (&rich);

  g_assert_false(encoder->class->pan(encoder, 1, 1)); /* nothing was shown yet */
  picture_fill(framebuffer, &(OrielRect){7 * 8, 41 * 16 + 14, 8, 2}, 0xaaaaaa);
  encode(encoder, framebuffer, NULL, &placement, cells);
  assert_row(cells, 5, "login:");
  g_assert_true(encoder->class->pan(encoder, 0, 0));
  encode(encoder, framebuffer, NULL, &placement, cells);
  assert_row(cells, 0, " 0 !\"#$%&'()*+,-./01");
  g_assert_false(encoder->class->pan(encoder, 0, 0));
  encode(encoder, framebuffer, NULL, &placement, cells);
  assert_row(cells, 0, " 0 !\"#$%&'()*+,-./01");
  picture_fill(framebuffer, &(OrielRect){7 * 8, 41 * 16 + 14, 8, 2}, 0);
  picture_fill(framebuffer, &(OrielRect){8 * 8, 41 * 16 + 14, 8, 2}, 0xaaaaaa);
  encode(encoder, framebuffer, NULL, &placement, cells);
  assert_row(cells, 5, "login:");
  encoder->class->free(encoder);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/encode-text/text", test_text);
  g_test_add_func("/encode-text/window", test_window);
  g_test_add_func("/encode-text/pan", test_pan);
  g_test_add_func("/encode-text/room", test_room);
  g_test_add_func("/encode-text/unknown", test_unknown);
  g_test_add_func("/encode-text/refine", test_refine);
  g_test_add_func("/encode-text/poor", test_poor);
  return g_test_run();
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* The text lens, on screens that lens/record-screens.py recorded from guests. */
#include "picture.h"
#include "screen/lens-glyphs.h"
#include "screen/lens.h"

#include <string.h>

static const struct {
  const char *name;
  int columns;
  int rows;
  const char *words; /* (nullable) among what it says */
} screens[] = {
    {"seabios", 80, 25, "SeaBIOS (version "},
    {"memtest", 80, 25, "Memtest86+ v6.10"},
    {"letters", 80, 25, NULL},
    {"linux", 128, 48, "login:"},
    {"linux-large", 64, 24, "login:"},
    {"panic", 128, 48, "Kernel panic - not syncing: Attempted to kill init!"},
};

static char *
find_file(const char *name, const char *ending)
{
  g_autofree char *file = g_strconcat(name, ending, NULL);

  return g_test_build_filename(G_TEST_DIST, "screens", file, NULL);
}

static OrielFramebuffer *
load(const char *name)
{
  g_autofree char *path = find_file(name, ".png");

  return picture_new_from_png(path);
}

static guint32
get_expected_pixel(const LensCell *cell, const guint64 *rows, int width, int height, int x, int y)
{
  int column = x < 8 || width == 16 ? x : 7;
  int at = y * (width == 16 ? 16 : 8) + column;
  gboolean set = (rows[at / 64] >> (63 - at % 64) & 1) != 0;

  /* VGA's ninth column. */
  if (width == 9 && x == 8 && (cell->character < 0x2500 || cell->character >= 0x25a0))
    set = FALSE;
  return set ? cell->foreground : cell->background;
}

/* Whether @cell drawn with these @rows is what stands at (@left, @top). */
static gboolean
is_drawn(const OrielFramebuffer *framebuffer,
         const LensGrid *grid,
         const LensCell *cell,
         const guint64 *rows,
         int left,
         int top)
{
  for (int y = 0; y < grid->cell_height; y++)
    for (int x = 0; x < grid->cell_width; x++)
      if (picture_get_pixel(framebuffer, left + x, top + y) !=
          get_expected_pixel(cell, rows, grid->cell_width, grid->cell_height, x, y))
        return FALSE;
  return TRUE;
}

/* A letter is right when some font draws it exactly so. Shades and blocks repeat no column. */
static gboolean
is_right(const OrielFramebuffer *framebuffer, const Lens *lens, int column, int row)
{
  LensGrid grid = lens_get_grid(lens);
  const LensCell *cell = lens_at(lens, column, row);
  int left = column * grid.cell_width, top = row * grid.cell_height;
  static const guint64 blank[8];

  if (cell->character == 0 || cell->cursor || is_drawn(framebuffer, &grid, cell, blank, left, top))
    return TRUE;
  if (grid.cell_width == 16) {
    for (guint i = 0; i < lens_large_n_glyphs; i++)
      if (lens_large_glyphs[i].character == cell->character &&
          is_drawn(framebuffer, &grid, cell, lens_large_glyphs[i].rows, left, top))
        return TRUE;
    return FALSE;
  }
  for (guint i = 0; i < lens_n_glyphs; i++)
    if (lens_glyphs[i].character == cell->character &&
        is_drawn(framebuffer, &grid, cell, lens_glyphs[i].rows, left, top))
      return TRUE;
  return FALSE;
}

static int
count_unknown(const OrielFramebuffer *framebuffer, const Lens *lens)
{
  LensGrid grid = lens_get_grid(lens);
  int n = 0;

  for (int row = 0; row < grid.rows; row++)
    for (int column = 0; column < grid.columns; column++) {
      g_assert_true(is_right(framebuffer, lens, column, row));
      n += lens_at(lens, column, row)->character == 0;
    }
  return n;
}

static void
test_screen(gconstpointer data)
{
  guint index = GPOINTER_TO_UINT(data);
  g_autoptr(OrielFramebuffer) framebuffer = load(screens[index].name);
  g_autoptr(Lens) lens = lens_new();
  g_autofree char *text = NULL, *path = find_file(screens[index].name, ".txt"), *expected = NULL;
  LensGrid grid;
  int n_unknown;

  g_assert_true(lens_update(lens, framebuffer, NULL));
  grid = lens_get_grid(lens);
  g_assert_cmpint(grid.columns, ==, screens[index].columns);
  g_assert_cmpint(grid.rows, ==, screens[index].rows);
  text = lens_dup_text(lens);
  n_unknown = count_unknown(framebuffer, lens);
  g_test_message("%s: %d of %d cells are not known", screens[index].name, n_unknown,
                 grid.columns * grid.rows);
  g_assert_cmpint(n_unknown * 1000, <=, grid.columns * grid.rows);
  if (screens[index].words != NULL)
    g_assert_nonnull(strstr(text, screens[index].words));
  if (g_file_get_contents(path, &expected, NULL, NULL)) {
    text[MIN(strlen(text), strlen(expected))] = '\0'; /* the rest is blank */
    g_assert_cmpstr(text, ==, expected);
  }
}

/* Graphics are none, whatever their size. */
static void
test_graphics(void)
{
  static const int sizes[][2] = {{1920, 1080}, {1024, 768}, {720, 400}, {640, 480},
                                 {8, 16},      {7, 15},     {1, 1},     {9, 16}};

  for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
    g_autoptr(OrielFramebuffer) desktop = picture_new_desktop(sizes[i][0], sizes[i][1]);
    g_autoptr(OrielFramebuffer) noise = picture_new_noise(sizes[i][0], sizes[i][1], i);
    g_autoptr(OrielFramebuffer) black = oriel_framebuffer_new(sizes[i][0], sizes[i][1], NULL);

    g_assert_null(lens_read(desktop));
    g_assert_null(lens_read(noise));
    g_assert_null(lens_read(black));
  }
}

/* A text screen on which a picture spreads stays text for a while, and comes back later. */
static void
test_hysteresis(void)
{
  g_autoptr(OrielFramebuffer) framebuffer = load("letters");
  g_autoptr(Lens) lens = lens_new();
  int stayed = 0, came_back;

  while (lens_update(lens, framebuffer, NULL)) {
    picture_draw_thumbnail(framebuffer, &(OrielRect){stayed % 80 * 9, stayed / 80 * 16, 9, 16}, 3);
    stayed++;
  }
  g_assert_cmpint(stayed, >, 2000 * 4 / 100);
  g_assert_cmpint(stayed, <, 2000 * 6 / 100);
  for (came_back = stayed; !lens_update(lens, framebuffer, NULL); came_back--)
    picture_fill(framebuffer, &(OrielRect){came_back % 80 * 9, came_back / 80 * 16, 9, 16}, 0);
  g_assert_cmpint(came_back, <, 2000 * 25 / 1000);
  /* Cleared, it is still text; another picture is none at once. */
  picture_fill(framebuffer, &(OrielRect){0, 0, 720, 400}, 0);
  g_assert_true(lens_update(lens, framebuffer, NULL));
  picture_draw_thumbnail(framebuffer, &(OrielRect){0, 0, 720, 400}, 4);
  g_assert_false(lens_update(lens, framebuffer, NULL));
}

/* Only what is told to have changed is read again, and that is enough. */
static void
test_damage(void)
{
  g_autoptr(OrielFramebuffer) framebuffer = load("linux");
  g_autoptr(Lens) lens = lens_new();
  g_autoptr(OrielRegion) damage = oriel_region_new();
  int first;

  g_assert_true(lens_update(lens, framebuffer, NULL));
  g_assert_cmpint(lens_get_changed_rows(lens, &first), ==, 48);
  g_assert_true(lens_update(lens, framebuffer, damage));
  g_assert_cmpint(lens_get_changed_rows(lens, &first), ==, 0);
  picture_fill(framebuffer, &(OrielRect){24, 32, 8, 16}, 0x0000aa);
  oriel_region_add(damage, &(OrielRect){25, 36, 2, 2});
  g_assert_true(lens_update(lens, framebuffer, damage));
  g_assert_cmpint(lens_get_changed_rows(lens, &first), ==, 1);
  g_assert_cmpint(first, ==, 2);
  g_assert_cmpint((int)lens_at(lens, 3, 2)->character, ==, ' ');
  g_assert_cmphex(lens_at(lens, 3, 2)->background, ==, 0x0000aa);
  /* Beyond the screen there is nothing. */
  oriel_region_add(damage, &(OrielRect){1000, 760, 9000, 9000});
  g_assert_true(lens_update(lens, framebuffer, damage));
}

/* Cursors of VGA and of the Linux console, over a letter and over none. */
static void
test_cursor(void)
{
  g_autoptr(OrielFramebuffer) framebuffer = load("linux");
  g_autoptr(Lens) lens = lens_new();
  gunichar before;
  int column, row;

  g_assert_true(lens_update(lens, framebuffer, NULL));
  before = lens_at(lens, 6, 5)->character;
  g_assert_cmpint((int)before, !=, ' ');
  picture_fill(framebuffer, &(OrielRect){6 * 8, 5 * 16 + 14, 8, 2},
               lens_at(lens, 6, 5)->foreground);
  g_assert_true(lens_update(lens, framebuffer, NULL));
  g_assert_true(lens_at(lens, 6, 5)->cursor);
  g_assert_cmpint((int)lens_at(lens, 6, 5)->character, ==, (int)before);
  picture_fill(framebuffer, &(OrielRect){100 * 8, 47 * 16 + 13, 8, 2}, 0xaaaaaa);
  g_assert_true(lens_update(lens, framebuffer, NULL));
  g_assert_true(lens_get_cursor(lens, &column, &row));
  g_assert_cmpint(column, ==, 100);
  g_assert_cmpint(row, ==, 47);
  picture_fill(framebuffer, &(OrielRect){100 * 8, 47 * 16, 8, 16}, 0);
  g_assert_true(lens_update(lens, framebuffer, NULL));
  g_assert_false(lens_at(lens, 100, 47)->cursor);
}

/* Whatever becomes of the pixels, a letter that is told stands there exactly. */
static void
test_mutations(void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(17);

  for (guint index = 0; index < G_N_ELEMENTS(screens); index++) {
    g_autoptr(OrielFramebuffer) framebuffer = load(screens[index].name);
    g_autoptr(Lens) lens = lens_new();
    int width = oriel_framebuffer_get_width(framebuffer);
    int height = oriel_framebuffer_get_height(framebuffer);

    lens_update(lens, framebuffer, NULL);
    for (int n = 0; n < 120; n++) {
      g_autoptr(OrielRegion) damage = oriel_region_new();
      int x = g_rand_int_range(rand, 0, width), y = g_rand_int_range(rand, 0, height);
      int size = n % 3 == 0 ? 1 : 9;
      OrielRect rect = {x, y, MIN(g_rand_int_range(rand, 1, size + 1), width - x),
                        MIN(g_rand_int_range(rand, 1, size + 1), height - y)};
      guint32 color = picture_get_pixel(framebuffer, g_rand_int_range(rand, 0, width),
                                        g_rand_int_range(rand, 0, height));

      picture_fill(framebuffer, &rect, n % 7 == 0 ? color ^ 0x010000 : color);
      oriel_region_add(damage, &rect);
      if (!lens_update(lens, framebuffer, damage))
        break;
      for (int row = y / lens_get_grid(lens).cell_height; row <= (y + rect.height - 1) / 16; row++)
        for (int column = 0; row < lens_get_grid(lens).rows && column < lens_get_grid(lens).columns;
             column++)
          g_assert_true(is_right(framebuffer, lens, column, row));
    }
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS(screens); i++) {
    g_autofree char *path = g_strconcat("/lens/screen/", screens[i].name, NULL);

    g_test_add_data_func(path, GUINT_TO_POINTER(i), test_screen);
  }
  g_test_add_func("/lens/graphics", test_graphics);
  g_test_add_func("/lens/hysteresis", test_hysteresis);
  g_test_add_func("/lens/damage", test_damage);
  g_test_add_func("/lens/cursor", test_cursor);
  g_test_add_func("/lens/mutations", test_mutations);
  return g_test_run();
}

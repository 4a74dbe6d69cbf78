// SPDX-License-Identifier: LGPL-2.1-or-later
/* The text lens, on screens that lens/record-screens.py recorded from guests. */
#include <string.h>

#include "lens-proof.h"
#include "picture.h"

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
  n_unknown = lens_proof_check(framebuffer, lens);
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
  return g_test_run();
}

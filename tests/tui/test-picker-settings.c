// SPDX-License-Identifier: LGPL-2.1-or-later
#include "picker/settings.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  char *folder;
  char *path;
} Fixture;

static void
setup(Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp("oriel-settings-XXXXXX", NULL);
  f->path = g_build_filename(f->folder, "sub", "picker.conf", NULL);
}

static void
teardown(Fixture *f, gconstpointer data)
{
  g_autofree char *sub = g_path_get_dirname(f->path);

  g_unlink(f->path);
  g_rmdir(sub);
  g_assert_cmpint(g_rmdir(f->folder), ==, 0);
  g_free(f->path);
  g_free(f->folder);
}

static void
load(Settings *settings, Fixture *f, const char *expected_complaint)
{
  g_autofree char *complaint = NULL;

  settings_load(settings, f->path, &complaint);
  if (expected_complaint == NULL)
    g_assert_null(complaint);
  else
    g_assert_nonnull(strstr(complaint, expected_complaint));
}

static void
save(Settings *settings)
{
  g_autoptr(GError) error = NULL;

  settings_save(settings, &error);
  g_assert_no_error(error);
}

static void
write_file(Fixture *f, const char *text)
{
  g_autofree char *sub = g_path_get_dirname(f->path);

  g_mkdir(sub, 0700);
  g_assert_true(g_file_set_contents(f->path, text, -1, NULL));
}

static void
test_defaults(Fixture *f, gconstpointer data)
{
  g_auto(Settings) settings = {0};

  load(&settings, f, NULL);
  g_assert_null(settings.hosts);
  g_assert_cmpint(settings.sort, ==, COLUMN_NAME);
  g_assert_true(settings.tree);
  g_assert_true(settings.preview);
  g_assert_cmpuint(settings.columns, ==, COLUMNS_ALL);
}

static void
test_round_trip(Fixture *f, gconstpointer data)
{
  g_auto(Settings) first = {0}, second = {0};

  load(&first, f, NULL);
  first.hosts = g_strdupv((char *[]){(char *)"qemu:///system", (char *)"test:///a;b", NULL});
  first.sort = COLUMN_MEMORY;
  first.reverse = TRUE;
  first.tree = FALSE;
  first.columns = 1u << COLUMN_NAME | 1u << COLUMN_CPU;
  first.theme = THEME_LIGHT;
  first.ascii = TRUE;
  first.preview = FALSE;
  save(&first);
  load(&second, f, NULL);
  g_assert_cmpuint(g_strv_length(second.hosts), ==, 2);
  g_assert_cmpstr(second.hosts[1], ==, "test:///a;b");
  g_assert_cmpint(second.sort, ==, COLUMN_MEMORY);
  g_assert_true(second.reverse);
  g_assert_false(second.tree);
  g_assert_cmpuint(second.columns, ==, first.columns);
  g_assert_cmpint(second.theme, ==, THEME_LIGHT);
  g_assert_true(second.ascii);
  g_assert_false(second.preview);
}

/* A person's comments and keys from elsewhere survive; nothing is written without need. */
static void
test_keeps_what_is_there(Fixture *f, gconstpointer data)
{
  g_auto(Settings) settings = {0};
  g_autofree char *text = NULL;
  GStatBuf before, after;

  write_file(f, "# mine\n[picker]\n# why\nsort=cpu\nlater=1\n[other]\na=b\n");
  load(&settings, f, NULL);
  g_assert_cmpint(settings.sort, ==, COLUMN_CPU);
  save(&settings);
  g_assert_true(g_file_get_contents(f->path, &text, NULL, NULL));
  g_assert_nonnull(strstr(text, "# mine"));
  g_assert_nonnull(strstr(text, "# why"));
  g_assert_nonnull(strstr(text, "later=1"));
  g_assert_nonnull(strstr(text, "[other]"));
  g_assert_cmpint(g_stat(f->path, &before), ==, 0);
  save(&settings);
  g_assert_cmpint(g_stat(f->path, &after), ==, 0);
  g_assert_cmpuint(before.st_ino, ==, after.st_ino);
}

static void
test_bad_values(Fixture *f, gconstpointer data)
{
  g_auto(Settings) settings = {0}, broken = {0};

  write_file(f, "[picker]\nsort=size\ntree=perhaps\ntheme=dark\n");
  load(&settings, f, "'size' is nothing that 'sort' can be");
  g_assert_cmpint(settings.sort, ==, COLUMN_NAME);
  g_assert_true(settings.tree);
  g_assert_cmpint(settings.theme, ==, THEME_DARK);
  write_file(f, "no key file\n");
  load(&broken, f, "");
  g_assert_true(broken.tree);
}

static void
test_damaged_is_left_alone(Fixture *f, gconstpointer data)
{
  g_auto(Settings) settings = {0};
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  write_file(f, "hosts=of a group that was lost\n");
  load(&settings, f, f->path);
  settings.preview = FALSE;
  g_assert_false(settings_save(&settings, &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID);
  g_assert_true(g_file_get_contents(f->path, &text, NULL, NULL));
  g_assert_cmpstr(text, ==, "hosts=of a group that was lost\n");
}

int
main(int argc, char **argv)
{
#define ADD(name, function) g_test_add(name, Fixture, NULL, setup, function, teardown)
  g_test_init(&argc, &argv, NULL);
  ADD("/picker/settings/defaults", test_defaults);
  ADD("/picker/settings/round-trip", test_round_trip);
  ADD("/picker/settings/keeps-what-is-there", test_keeps_what_is_there);
  ADD("/picker/settings/bad-values", test_bad_values);
  ADD("/picker/settings/damaged", test_damaged_is_left_alone);
  return g_test_run();
}

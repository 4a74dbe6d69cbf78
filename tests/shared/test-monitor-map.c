// SPDX-License-Identifier: LGPL-2.1-or-later
/* Which screen goes to which monitor, and where that is set. */
#include "shared/monitor-map.h"

#include <glib/gstdio.h>
#include <string.h>

#define UUID "4c4c4544-0051-3010-8030-b8c04f4b4c31"

static char *config; /* a folder */

static void
test_parse(void)
{
  MonitorMap map;
  g_autoptr(GError) error = NULL;

  g_assert_true(monitor_map_parse(&map, "2:1; 1:3;", &error));
  g_assert_no_error(error);
  g_assert_cmpuint(map.n_displays, ==, 2);
  g_assert_cmpint(monitor_map_find(&map, 0, 3), ==, 3);
  g_assert_cmpint(monitor_map_find(&map, 1, 3), ==, 1);
  g_assert_cmpint(monitor_map_find(&map, 2, 3), ==, 0); /* it is not named */
  g_assert_cmpint(monitor_map_find(&map, 0, 2), ==, 0); /* there is no such monitor */
}

static void
test_wrong(void)
{
  static const struct {
    const char *text;
    const char *word;
  } cases[] = {
      {"1", "not '1'"},        {"1:0", "not '1:0'"},     {"0:1", "counted from 1"},
      {"17:1", "not '17:1'"},  {"1:a", "not '1:a'"},     {"1:2:3", "not '1:2:3'"},
      {"1:1;1:2", "screen 1"}, {"1:2;2:2", "monitor 2"}, {"2:1", "no monitor for screen 1"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    MonitorMap map = {.n_displays = 7};
    g_autoptr(GError) error = NULL;

    g_assert_false(monitor_map_parse(&map, cases[i].text, &error));
    g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, cases[i].word));
    g_assert_cmpuint(map.n_displays, ==, 0);
  }
}

static void
write_settings(const char *program, const char *text)
{
  g_autofree char *path = g_build_filename(config, program, "settings", NULL);

  g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static int
find_first(const char *uuid)
{
  MonitorMap map;
  g_autoptr(GError) error = NULL;

  g_assert_true(monitor_map_load(&map, config, uuid, &error));
  g_assert_no_error(error);
  return monitor_map_find(&map, 0, 9);
}

static void
test_settings(void)
{
  MonitorMap map;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint(find_first(UUID), ==, 1); /* nothing is set */
  write_settings("virt-viewer", "[virt-viewer]\nask-quit=false\n[fallback]\nmonitor-mapping=1:5\n"
                                "[" UUID "]\nmonitor-mapping=1:6\n");
  g_assert_cmpint(find_first(NULL), ==, 5);
  g_assert_cmpint(find_first("another"), ==, 5);
  g_assert_cmpint(find_first(UUID), ==, 6);
  write_settings("oriel", "[" UUID "]\nmonitor-mapping=1:7\n");
  g_assert_cmpint(find_first(UUID), ==, 7);
  g_assert_cmpint(find_first(NULL), ==, 5);
  write_settings("oriel", "[" UUID "]\nmonitor-mapping=one\n");
  g_assert_false(monitor_map_load(&map, config, UUID, &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID);
  g_assert_nonnull(strstr(error->message, "oriel/settings: "));
  g_assert_cmpuint(map.n_displays, ==, 0);
}

int
main(int argc, char **argv)
{
  static const char *const programs[] = {"oriel", "virt-viewer"};
  int status;

  g_test_init(&argc, &argv, NULL);
  config = g_dir_make_tmp("oriel-monitors-XXXXXX", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(programs); i++) {
    g_autofree char *folder = g_build_filename(config, programs[i], NULL);

    g_assert_cmpint(g_mkdir(folder, 0700), ==, 0);
  }
  g_test_add_func("/monitor-map/parse", test_parse);
  g_test_add_func("/monitor-map/wrong", test_wrong);
  g_test_add_func("/monitor-map/settings", test_settings);
  status = g_test_run();
  for (gsize i = 0; i < G_N_ELEMENTS(programs); i++) {
    g_autofree char *folder = g_build_filename(config, programs[i], NULL);
    g_autofree char *path = g_build_filename(folder, "settings", NULL);

    g_unlink(path);
    g_rmdir(folder);
  }
  g_rmdir(config);
  g_free(config);
  return status;
}

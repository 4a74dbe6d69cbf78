// SPDX-License-Identifier: LGPL-2.1-or-later
/* What is set for all consoles: defaults, what is wrong, and that the rest of the file stays. */
#include "shared/view-settings.h"

#include <glib/gstdio.h>
#include <string.h>

static char *path; /* of a file in a folder that is not there at first */

static void
test_defaults(void)
{
  g_auto(ViewSettings) settings = {0};
  g_autofree char *complaint = NULL;

  view_settings_load(&settings, path, &complaint);
  g_assert_null(complaint);
  g_assert_true(settings.auto_resize && settings.audio && settings.clipboard && settings.keyring);
  g_assert_false(settings.view_only || settings.reconnect || settings.microphone ||
                 settings.share_usb);
  g_assert_cmpint(settings.zoom, ==, 0);
  g_assert_null(settings.prefer);
  g_assert_cmpint(g_strv_length(settings.send_keys), ==, 0);
  g_assert_true(view_settings_save(&settings, NULL));
  g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS)); /* nothing was said */
}

/* That is how a person has no settings; what is changed then is lost, and that is told. */
static void
test_nowhere(void)
{
  g_auto(ViewSettings) settings = {0};
  g_autofree char *complaint = NULL;
  g_autoptr(GError) error = NULL;

  view_settings_load(&settings, "/dev/null/oriel/view.conf", &complaint);
  g_assert_null(complaint);
  g_assert_true(settings.auto_resize);
  settings.auto_resize = FALSE;
  g_assert_false(view_settings_save(&settings, &error));
  g_assert_nonnull(strstr(error->message, "cannot be kept in /dev/null/oriel"));
}

/* A kiosk's. */
static void
test_none(void)
{
  g_auto(ViewSettings) settings = {0};
  g_autofree char *complaint = NULL;

  view_settings_load(&settings, "", &complaint);
  g_assert_null(complaint);
  g_assert_true(settings.auto_resize && settings.audio);
}

static void
test_saved(void)
{
  static const char *const keys[] = {"ctrl+alt+F2", "super+l=ctrl+F12", NULL};
  g_auto(ViewSettings) settings = {0};
  g_auto(ViewSettings) again = {0};
  g_autofree char *complaint = NULL;
  g_autoptr(GError) error = NULL;

  view_settings_load(&settings, path, &complaint);
  settings.auto_resize = FALSE;
  settings.keyring = FALSE;
  settings.zoom = 200;
  settings.prefer = g_strdup("vnc");
  g_strfreev(settings.send_keys);
  settings.send_keys = g_strdupv((char **)keys);
  g_assert_true(view_settings_save(&settings, &error));
  g_assert_no_error(error);
  view_settings_load(&again, path, &complaint);
  g_assert_null(complaint);
  g_assert_false(again.auto_resize || again.keyring);
  g_assert_true(again.audio);
  g_assert_cmpint(again.zoom, ==, 200);
  g_assert_cmpstr(again.prefer, ==, "vnc");
  g_assert_true(g_strv_equal((const char *const *)again.send_keys, keys));
}

static void
test_keeps_the_rest(void)
{
  g_auto(ViewSettings) settings = {0};
  g_autofree char *complaint = NULL;
  g_autofree char *text = NULL;

  g_assert_true(
      g_file_set_contents(path, "# mine\n[view]\nreconnect=true\n[else]\na=b\n", -1, NULL));
  view_settings_load(&settings, path, &complaint);
  settings.reconnect = FALSE;
  g_assert_true(view_settings_save(&settings, NULL));
  g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
  g_assert_nonnull(strstr(text, "# mine\n"));
  g_assert_nonnull(strstr(text, "a=b\n"));
  g_assert_null(strstr(text, "reconnect"));
}

static void
test_wrong(void)
{
  static const char *const wrong[][2] = {
      {"audio=perhaps", "audio"},
      {"zoom=9", "zoom"},
      {"auto-resize=sometimes", "auto-resize"},
      {"send-keys=ctrl+nonsense;", "nonsense"},
  };

  for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
    g_autofree char *text = g_strdup_printf("[view]\n%s\nreconnect=true\n", wrong[i][0]);
    g_autofree char *complaint = NULL;
    g_auto(ViewSettings) settings = {0};

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    view_settings_load(&settings, path, &complaint);
    g_assert_nonnull(complaint);
    g_assert_nonnull(strstr(complaint, wrong[i][1]));
    g_assert_true(settings.audio && settings.auto_resize && settings.zoom == 0);
    g_assert_true(settings.reconnect);
  }
}

static void
test_damaged(void)
{
  g_auto(ViewSettings) settings = {0};
  g_autofree char *complaint = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true(g_file_set_contents(path, "no key file", -1, NULL));
  view_settings_load(&settings, path, &complaint);
  g_assert_nonnull(strstr(complaint, path));
  g_assert_true(settings.audio);
  settings.audio = FALSE;
  g_assert_false(view_settings_save(&settings, &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID);
  g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
  g_assert_cmpstr(text, ==, "no key file");
}

int
main(int argc, char **argv)
{
  g_autofree char *home = g_dir_make_tmp("oriel-settings-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename(home, "oriel", NULL);
  int status;

  g_test_init(&argc, &argv, NULL);
  path = g_build_filename(folder, "view.conf", NULL);
  g_test_add_func("/view-settings/defaults", test_defaults);
  g_test_add_func("/view-settings/nowhere", test_nowhere);
  g_test_add_func("/view-settings/none", test_none);
  g_test_add_func("/view-settings/saved", test_saved);
  g_test_add_func("/view-settings/keeps-the-rest", test_keeps_the_rest);
  g_test_add_func("/view-settings/wrong", test_wrong);
  g_test_add_func("/view-settings/damaged", test_damaged);
  status = g_test_run();
  g_unlink(path);
  g_rmdir(folder);
  g_rmdir(home);
  g_free(path);
  return status;
}

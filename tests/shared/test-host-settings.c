// SPDX-License-Identifier: LGPL-2.1-or-later
/* The hosts that are set, in a file that holds more. */
#include "shared/host-settings.h"

#include <glib/gstdio.h>
#include <string.h>

static char *path; /* of a file in a folder that is not there at first */

static void
assert_hosts(const char *expected)
{
  g_auto(GStrv) hosts = host_settings_load(path);
  g_autofree char *joined = g_strjoinv("|", hosts);

  g_assert_cmpstr(joined, ==, expected);
}

static void
test_default(void)
{
  assert_hosts("test:///default");
}

static void
test_saved(void)
{
  const char *const hosts[] = {"qemu:///system", "qemu+ssh://far/system?a;b", NULL};
  const char *const none[] = {NULL};
  g_autoptr(GError) error = NULL;

  g_assert_true(host_settings_save(path, hosts, &error));
  g_assert_no_error(error);
  assert_hosts("qemu:///system|qemu+ssh://far/system?a;b");
  g_assert_true(host_settings_save(path, none, NULL));
  assert_hosts("test:///default");
}

static void
test_keeps_the_rest(void)
{
  const char *const hosts[] = {"qemu:///session", NULL};
  g_autofree char *text = NULL;

  g_assert_true(g_file_set_contents(path, "# mine\n[picker]\nsort=state\n", -1, NULL));
  g_assert_true(host_settings_save(path, hosts, NULL));
  g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
  g_assert_nonnull(strstr(text, "# mine\n"));
  g_assert_nonnull(strstr(text, "sort=state\n"));
  assert_hosts("qemu:///session");
}

static void
test_damaged(void)
{
  const char *const hosts[] = {"qemu:///session", NULL};
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true(g_file_set_contents(path, "no key file", -1, NULL));
  assert_hosts("test:///default");
  g_assert_false(host_settings_save(path, hosts, &error));
  g_assert_nonnull(strstr(error->message, path));
  g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
  g_assert_cmpstr(text, ==, "no key file");
}

int
main(int argc, char **argv)
{
  g_autofree char *home = g_dir_make_tmp("oriel-hosts-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename(home, "oriel", NULL);
  int status;

  g_setenv("LIBVIRT_DEFAULT_URI", "test:///default", TRUE);
  g_test_init(&argc, &argv, NULL);
  path = g_build_filename(folder, "picker.conf", NULL);
  g_test_add_func("/host-settings/default", test_default);
  g_test_add_func("/host-settings/saved", test_saved);
  g_test_add_func("/host-settings/keeps-the-rest", test_keeps_the_rest);
  g_test_add_func("/host-settings/damaged", test_damaged);
  status = g_test_run();
  g_unlink(path);
  g_rmdir(folder);
  g_rmdir(home);
  g_free(path);
  return status;
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* Names of hosts, as they are set for all clients of libvirt. */
#include "shared/libvirt-conf.h"
#include "shared/target-resolve.h"

#include <glib/gstdio.h>
#include <unistd.h>

static const char text[] = "# uri_default = \"no:///comment\"\n"
                           "uri_aliases = [\n"
                           "  \"hail=qemu+ssh://root@hail.example/system\", # a far one\n"
                           "  'sleet=qemu+tls://[::1]:16514/system',\n"
                           "]\n"
                           "uri_default='qemu:///system'\n"
                           "other = 1\n";

static void
assert_uri(const char *conf, const char *alias, const char *expected)
{
  g_autofree char *uri = libvirt_conf_find_uri(conf, alias);

  g_assert_cmpstr(uri, ==, expected);
}

static void
test_found(void)
{
  assert_uri(text, "hail", "qemu+ssh://root@hail.example/system");
  assert_uri(text, "sleet", "qemu+tls://[::1]:16514/system");
  assert_uri(text, NULL, "qemu:///system");
  assert_uri("uri_aliases=[\"a=b=c\"]", "a", "b=c");
}

static void
test_not_found(void)
{
  static const char *const damaged[] = {"",
                                        "uri_default",
                                        "uri_default =",
                                        "uri_default = [",
                                        "uri_default = \"x",
                                        "uri_default = 7",
                                        "xuri_default = \"x\"",
                                        "= \"x\"",
                                        "uri_default \"x\"",
                                        "\xff\xfe = '"};

  assert_uri(text, "hai", NULL);
  assert_uri(text, "rain", NULL);
  assert_uri(text, "", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(damaged); i++)
    assert_uri(damaged[i], NULL, NULL);
}

/* A name becomes what it stands for; a URI, and what stands for nothing, stay. */
static void
test_resolved(void)
{
  g_autofree char *path = libvirt_conf_dup_path();
  g_autofree char *folder = g_path_get_dirname(path);
  g_autofree char *alias = NULL, *uri = NULL, *nothing = NULL, *usual = NULL, *written = NULL;

  if (geteuid() == 0) {
    g_test_skip("root's is that of the system");
    return;
  }
  g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
  g_assert_true(g_file_set_contents(path, text, -1, NULL));
  alias = target_resolve_dup_host("hail");
  uri = target_resolve_dup_host("test:///default");
  nothing = target_resolve_dup_host("rain");
  usual = target_resolve_dup_host(NULL);
  g_setenv("LIBVIRT_DEFAULT_URI", "test:///default", TRUE);
  written = target_resolve_dup_host(NULL);
  g_assert_cmpstr(alias, ==, "qemu+ssh://root@hail.example/system");
  g_assert_cmpstr(uri, ==, "test:///default");
  g_assert_cmpstr(nothing, ==, "rain");
  g_assert_cmpstr(usual, ==, "qemu:///system");
  g_assert_cmpstr(written, ==, "test:///default");
  g_unlink(path);
  g_rmdir(folder);
}

int
main(int argc, char **argv)
{
  g_autofree char *home = g_dir_make_tmp("oriel-conf-XXXXXX", NULL);
  int status;

  g_setenv("XDG_CONFIG_HOME", home, TRUE);
  g_unsetenv("LIBVIRT_DEFAULT_URI");
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/libvirt-conf/found", test_found);
  g_test_add_func("/libvirt-conf/not-found", test_not_found);
  g_test_add_func("/libvirt-conf/resolved", test_resolved);
  status = g_test_run();
  g_rmdir(home);
  return status;
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* Which libvirt URIs are taken, and what libvirt is given for them: pure, no libvirt. */
#include "oriel-libvirt-uri.h"

#include <string.h>

static void
test_taken(void)
{
  static const struct {
    const char *uri;
    const char *connect;
    const char *host;
    const char *name;
    gboolean local;
  } cases[] = {
      {"qemu:///system", "qemu:///system", NULL, "QEMU/KVM", TRUE},
      {"qemu:///session", "qemu:///session", NULL, "QEMU/KVM (session)", TRUE},
      {"qemu+unix:///system", "qemu+unix:///system", NULL, "QEMU/KVM", TRUE},
      {"qemu:///session?socket=/tmp/a-b_1/libvirt-sock",
       "qemu:///session?socket=/tmp/a-b_1/libvirt-sock", NULL, "QEMU/KVM (session)", TRUE},
      {"qemu://server1/system", "qemu://server1/system", "server1", "QEMU/KVM on server1", FALSE},
      {"qemu+tls://server1:16514/system", "qemu+tls://server1:16514/system", "server1",
       "QEMU/KVM on server1", FALSE},
      {"qemu+tcp://[fe80::1]/system", "qemu+tcp://[fe80::1]/system", "fe80::1",
       "QEMU/KVM on fe80::1", FALSE},
      {"qemu+ssh://me@server1:2222/system", "qemu+ssh://me@server1:2222/system?no_tty=1", "server1",
       "QEMU/KVM on server1", FALSE},
      {"qemu+ssh://server1/system?keyfile=/home/me/.ssh/id&mode=legacy",
       "qemu+ssh://server1/system?keyfile=/home/me/.ssh/id&mode=legacy&no_tty=1", "server1",
       "QEMU/KVM on server1", FALSE},
      {"test:///a path/n%20ode.xml", "test:///a%20path/n%20ode.xml", NULL, "test", TRUE},
      {"lxc:///system", "lxc:///system", NULL, "LXC", TRUE},
  };

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(OrielLibvirtUri) uri = oriel_libvirt_uri_parse(cases[i].uri, FALSE, &error);

    g_test_message("%s", cases[i].uri);
    g_assert_no_error(error);
    g_assert_cmpstr(uri->connect, ==, cases[i].connect);
    g_assert_cmpstr(uri->host, ==, cases[i].host);
    g_assert_cmpstr(uri->name, ==, cases[i].name);
    g_assert_cmpint(uri->local, ==, cases[i].local);
  }
}

static void
test_ssh_window(void)
{
  g_autoptr(OrielLibvirtUri) uri = oriel_libvirt_uri_parse("qemu+ssh://a/system", TRUE, NULL);

  g_assert_cmpstr(uri->connect, ==, "qemu+ssh://a/system");
}

static void
test_refused(void)
{
  static const struct {
    const char *uri;
    OrielError code;
  } cases[] = {
      {"qemu+ext:///system?command=/usr/bin/id", ORIEL_ERROR_INSECURE},
      {"qemu+EXT:///system", ORIEL_ERROR_INSECURE},
      {"qemu+e%78t:///system", ORIEL_ERROR_INVALID},
      {"qemu+ssh://a/system?command=/usr/bin/id", ORIEL_ERROR_INSECURE},
      {"qemu+ssh://a/system?comm%61nd=/usr/bin/id", ORIEL_ERROR_INSECURE},
      {"qemu+ssh://a/system?mode=legacy;command=/usr/bin/id", ORIEL_ERROR_INSECURE},
      {"qemu+ssh://a/system?mode=legacy&command=x", ORIEL_ERROR_INSECURE},
      {"qemu+ssh://a/system?COMMAND=x", ORIEL_ERROR_INSECURE},
      {"qemu+ssh://a/system?netcat=/tmp/evil", ORIEL_ERROR_INSECURE},
      {"qemu+ssh://a/system?no_verify=1", ORIEL_ERROR_INSECURE},
      {"qemu+ssh://a/system?no_tty=0", ORIEL_ERROR_INSECURE},
      {"qemu+tls://a/system?pkipath=/tmp/pki", ORIEL_ERROR_INSECURE},
      {"qemu+libssh://a/system?known_hosts_verify=ignore", ORIEL_ERROR_INSECURE},
      {"qemu+ssh://-oProxyCommand=id/system", ORIEL_ERROR_INSECURE},
      {"qemu+ssh://-oProxy/system", ORIEL_ERROR_INSECURE},
      {"qemu+ssh://a%20b/system", ORIEL_ERROR_INSECURE},
      {"qemu+ssh://a%3bid/system", ORIEL_ERROR_INSECURE},
      {"qemu+ssh://-l@a/system", ORIEL_ERROR_INSECURE},
      {"qemu+ssh://me:secret@a/system", ORIEL_ERROR_INSECURE},
      {"qemu+ssh://a/system?socket=/tmp/$(id)", ORIEL_ERROR_INVALID},
      {"qemu+ssh://a/system?socket=/tmp/a'b", ORIEL_ERROR_INVALID},
      {"qemu+ssh://a/system?socket=relative", ORIEL_ERROR_INVALID},
      {"qemu+ssh://a/system?keyfile=-x", ORIEL_ERROR_INVALID},
      {"qemu+smoke:///system", ORIEL_ERROR_INVALID},
      {"qemu:///system#part", ORIEL_ERROR_INVALID},
      {"qemu:/system", ORIEL_ERROR_INVALID},
      {"qemu", ORIEL_ERROR_INVALID},
      {"", ORIEL_ERROR_INVALID},
      {"://", ORIEL_ERROR_INVALID},
  };

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;

    g_test_message("%s", cases[i].uri);
    g_assert_null(oriel_libvirt_uri_parse(cases[i].uri, FALSE, &error));
    g_assert_error(error, ORIEL_ERROR, (gint)cases[i].code);
  }
}

/* The same through the front door, and nothing dangerous to a terminal in the text. */
static void
test_front_door(void)
{
  g_autoptr(GError) error = NULL, shown = NULL, absent = NULL;

  g_assert_null(oriel_host_new("qemu+ext:///system?command=/bin/true", &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_INSECURE);
  g_assert_null(oriel_host_new("qemu+ssh://a/\033]0;x\007?command=1", &shown));
  g_assert_null(strchr(shown->message, '\033'));
  g_assert_null(oriel_host_new("system", &absent));
  g_assert_error(absent, ORIEL_ERROR, ORIEL_ERROR_INVALID);
}

/* A build without the module says so: here, one that is not installed and does not know where it
 * was built. */
static void
test_no_module(void)
{
  g_autoptr(GError) error = NULL;

  if (g_file_test(INSTALLED_MODULE, G_FILE_TEST_EXISTS)) {
    g_test_skip("the module is installed as well");
    return;
  }
  if (g_test_subprocess()) {
    g_unsetenv("ORIEL_LIBEXEC_PATH");
    g_assert_null(oriel_host_new("qemu:///system", &error));
    g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED);
    g_assert_nonnull(strstr(error->message, "no libvirt support"));
    return;
  }
  g_test_trap_subprocess(NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed();
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/libvirt/uri/taken", test_taken);
  g_test_add_func("/libvirt/uri/ssh-window", test_ssh_window);
  g_test_add_func("/libvirt/uri/refused", test_refused);
  g_test_add_func("/libvirt/uri/front-door", test_front_door);
  g_test_add_func("/libvirt/uri/no-module", test_no_module);
  return g_test_run();
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* libvirt's errors in words for people: pure, the errors are made up. */
#include "oriel-libvirt-error.h"

#include <errno.h>
#include <string.h>

#define SOCKET "Failed to connect socket to '/var/run/libvirt/libvirt-sock': "

static void
test_codes(void)
{
  static const struct {
    int code;
    int domain;
    int number; /* errno, where there is one */
    const char *message;
    OrielError expected;
    const char *hint;
  } cases[] = {
      {VIR_ERR_SYSTEM_ERROR, VIR_FROM_RPC, EACCES, SOCKET "Permission denied", ORIEL_ERROR_AUTH,
       "add yourself to the group libvirt, or use qemu:///session"},
      {VIR_ERR_SYSTEM_ERROR, VIR_FROM_RPC, ENOENT, SOCKET "No such file or directory",
       ORIEL_ERROR_UNREACHABLE, "start the libvirt daemon"},
      {VIR_ERR_SYSTEM_ERROR, VIR_FROM_RPC, ECONNREFUSED, SOCKET "Connection refused",
       ORIEL_ERROR_UNREACHABLE, "start the libvirt daemon"},
      {VIR_ERR_SYSTEM_ERROR, VIR_FROM_RPC, ECONNRESET,
       "Cannot recv data: Host key verification failed.: Connection reset by peer",
       ORIEL_ERROR_UNREACHABLE, "connect once with ssh by hand"},
      {VIR_ERR_SYSTEM_ERROR, VIR_FROM_RPC, ECONNRESET,
       "Cannot recv data: me@a: Permission denied (publickey,password).: Connection reset by peer",
       ORIEL_ERROR_AUTH, "ssh-add"},
      {VIR_ERR_AUTH_UNAVAILABLE, VIR_FROM_POLKIT, 0, "authentication unavailable: no agent",
       ORIEL_ERROR_AUTH, "add yourself to the group libvirt"},
      {VIR_ERR_AUTH_FAILED, VIR_FROM_RPC, 0, "authentication failed", ORIEL_ERROR_AUTH, NULL},
      {VIR_ERR_OPERATION_DENIED, VIR_FROM_DOMAIN, 0, "read only access prevents virDomainSuspend",
       ORIEL_ERROR_AUTH, "connect without read-only"},
      {VIR_ERR_NO_DOMAIN, VIR_FROM_QEMU, 0, "Domain not found", ORIEL_ERROR_NOT_FOUND, NULL},
      {VIR_ERR_NO_SUPPORT, VIR_FROM_DOMAIN, 0, "not supported by the driver",
       ORIEL_ERROR_NOT_SUPPORTED, NULL},
      {VIR_ERR_OPERATION_TIMEOUT, VIR_FROM_QEMU, 0, "cannot acquire state change lock",
       ORIEL_ERROR_TIMED_OUT, NULL},
      {VIR_ERR_INTERNAL_ERROR, VIR_FROM_RPC, 0, "internal error: client socket is closed",
       ORIEL_ERROR_UNREACHABLE, NULL},
      {VIR_ERR_OPERATION_INVALID, VIR_FROM_QEMU, 0,
       "Requested operation is not valid: domain is not running", ORIEL_ERROR_FAILED, NULL},
  };

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    virError libvirt = {.code = cases[i].code,
                        .domain = cases[i].domain,
                        .int1 = cases[i].number,
                        .message = (char *)cases[i].message};
    g_autoptr(GError) error = oriel_libvirt_error_new(&libvirt, "Doing it");

    g_test_message("%s", error->message);
    g_assert_error(error, ORIEL_ERROR, (gint)cases[i].expected);
    g_assert_true(g_str_has_prefix(error->message, "Doing it: "));
    if (cases[i].hint != NULL)
      g_assert_nonnull(strstr(error->message, cases[i].hint));
    else
      g_assert_null(strchr(error->message, ';'));
  }
}

/* libvirt quotes names that others chose. */
static void
test_cleaned(void)
{
  char message[] = "internal error: no \033]0;x\007 guest";
  virError libvirt = {.code = VIR_ERR_INTERNAL_ERROR, .domain = VIR_FROM_QEMU, .message = message};
  g_autoptr(GError) error = oriel_libvirt_error_new(&libvirt, "Doing it");

  g_assert_cmpstr(error->message, ==, "Doing it: no \\x1b]0;x\\x07 guest");
}

static void
test_silent(void)
{
  virError empty = {0};
  g_autoptr(GError) none = oriel_libvirt_error_new(NULL, "Doing it");
  g_autoptr(GError) blank = oriel_libvirt_error_new(&empty, "Doing it");

  g_assert_cmpstr(none->message, ==, "Doing it: libvirt does not say why");
  g_assert_error(blank, ORIEL_ERROR, ORIEL_ERROR_FAILED);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/libvirt/error/codes", test_codes);
  g_test_add_func("/libvirt/error/cleaned", test_cleaned);
  g_test_add_func("/libvirt/error/silent", test_silent);
  return g_test_run();
}

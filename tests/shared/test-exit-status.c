// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/exit-status.h"

static void
check(GQuark domain, int code, ExitStatus expected)
{
  g_autoptr(GError) error = g_error_new_literal(domain, code, "something");

  g_assert_cmpint(exit_status_of(error), ==, expected);
}

static void
test_of_errors(void)
{
  g_assert_cmpint(exit_status_of(NULL), ==, 0);
  check(ORIEL_ERROR, ORIEL_ERROR_FAILED, 1);
  check(ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED, 1);
  check(ORIEL_ERROR, ORIEL_ERROR_DIED, 1);
  check(ORIEL_ERROR, ORIEL_ERROR_INVALID, 2);
  check(ORIEL_ERROR, ORIEL_ERROR_AUTH, 3);
  check(ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND, 4);
  check(ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE, 4);
  check(ORIEL_ERROR, ORIEL_ERROR_TIMED_OUT, 4);
}

/* Codes of other domains mean something else. */
static void
test_of_other_errors(void)
{
  check(G_OPTION_ERROR, G_OPTION_ERROR_FAILED, 2);
  check(G_IO_ERROR, ORIEL_ERROR_AUTH, 1);
  check(G_IO_ERROR, G_IO_ERROR_CANCELLED, 1);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/exit-status/errors", test_of_errors);
  g_test_add_func("/exit-status/other-errors", test_of_other_errors);
  return g_test_run();
}

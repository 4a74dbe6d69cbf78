// SPDX-License-Identifier: LGPL-2.1-or-later
/* The key that leaves a raw console. */
#include "cli/leave-scanner.h"

#include <string.h>

static void
check(const char *bytes, gboolean leaves, gsize expected)
{
  LeaveScanner scanner = {0};
  gsize before;

  g_assert_cmpint(leave_scanner_feed(&scanner, bytes, strlen(bytes), &before), ==, leaves);
  g_assert_cmpuint(before, ==, expected);
}

static void
test_anywhere(void)
{
  check("\035", TRUE, 0);
  check("a\035", TRUE, 1);
  check("ls\r\035more", TRUE, 3);
  check("nothing ]", FALSE, 9);
  check("", FALSE, 0);
  check("\033\035", TRUE, 1);
}

static void
test_sequences(void)
{
  check("a\033[93;5u", TRUE, 1);
  check("a\033[93;5:1ub", TRUE, 1);
  check("\033[27;5;93~", TRUE, 0);
  check("\033[93;1u\033[A\033OP\033[15;5~", FALSE, 20);
  check("\033\033[93;5u", TRUE, 1);
}

/* Sequences come in pieces; what was passed on of one cannot be taken back. */
static void
test_pieces(void)
{
  const char *bytes = "x\033[93;5u";
  LeaveScanner scanner = {0};
  gsize before;

  for (gsize i = 0; i + 1 < strlen(bytes); i++)
    g_assert_false(leave_scanner_feed(&scanner, bytes + i, 1, &before));
  g_assert_true(leave_scanner_feed(&scanner, "uy", 2, &before));
  g_assert_cmpuint(before, ==, 0);
}

static void
test_pasted(void)
{
  LeaveScanner scanner = {0};
  gsize before;

  check("\033[200~a\035b\033[93;5u\033[201~", FALSE, 22);
  check("\033[200~a\035b\033[201~c\035", TRUE, 16);
  /* A paste that never ends is left by the key alone. */
  g_assert_false(leave_scanner_feed(&scanner, "\033[200~ab", 8, &before));
  g_assert_false(leave_scanner_feed(&scanner, "c\035", 2, &before));
  g_assert_true(leave_scanner_feed(&scanner, "\035", 1, &before));
}

static void
test_garbage(void)
{
  LeaveScanner scanner = {0};
  gsize before;

  for (int i = 0; i < 100000; i++) {
    char byte = "\033[0;5u~"[g_test_rand_int_range(0, 7)];

    leave_scanner_feed(&scanner, &byte, 1, &before);
  }
  scanner.pasting = FALSE;
  g_assert_true(leave_scanner_feed(&scanner, "a\035", 2, &before));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/cli/leave-scanner/anywhere", test_anywhere);
  g_test_add_func("/cli/leave-scanner/sequences", test_sequences);
  g_test_add_func("/cli/leave-scanner/pieces", test_pieces);
  g_test_add_func("/cli/leave-scanner/pasted", test_pasted);
  g_test_add_func("/cli/leave-scanner/garbage", test_garbage);
  return g_test_run();
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-spice-text.h"

static void
check_from(const char *guest, gsize size, gboolean crlf, const char *expected)
{
  g_autoptr(GBytes) text = oriel_spice_text_from_guest((const guint8 *)guest, size, crlf);

  g_assert_nonnull(text);
  g_assert_cmpmem(g_bytes_get_data(text, NULL), g_bytes_get_size(text), expected, strlen(expected));
}

static void
test_from_guest(void)
{
  check_from("a\r\nb\nc\rd\r\n", 10, TRUE, "a\nb\nc\rd\n");
  check_from("a\r\nb", 4, FALSE, "a\r\nb");
  check_from("\r\r\n\r", 4, TRUE, "\r\n\r");
  check_from("gr\303\274n\0\0", 7, TRUE, "gr\303\274n");
  check_from("\0\0", 2, TRUE, "");
  check_from("", 0, FALSE, "");
}

static void
test_from_guest_wrong(void)
{
  g_assert_null(oriel_spice_text_from_guest((const guint8 *)"\377\376", 2, FALSE));
  g_assert_null(oriel_spice_text_from_guest((const guint8 *)"a\0b", 3, TRUE));
  g_assert_null(oriel_spice_text_from_guest((const guint8 *)"a\303", 2, TRUE));
}

static void
check_to(const char *text, gboolean crlf, const char *expected)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));
  g_autoptr(GBytes) guest = oriel_spice_text_to_guest(bytes, crlf);

  g_assert_cmpmem(g_bytes_get_data(guest, NULL), g_bytes_get_size(guest), expected,
                  strlen(expected));
}

static void
test_to_guest(void)
{
  check_to("a\nb\n", TRUE, "a\r\nb\r\n");
  check_to("\n\n", TRUE, "\r\n\r\n");
  check_to("a\r\nb", TRUE, "a\r\nb");
  check_to("a\nb", FALSE, "a\nb");
  check_to("", TRUE, "");
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/spice/text/from-guest", test_from_guest);
  g_test_add_func("/spice/text/from-guest-wrong", test_from_guest_wrong);
  g_test_add_func("/spice/text/to-guest", test_to_guest);
  return g_test_run();
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "test-text.h"

#include <oriel.h>

static gboolean
turns_direction(gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f;
}

void
test_assert_clean_text(const char *text)
{
  g_assert_nonnull(text);
  g_assert_true(g_utf8_validate(text, -1, NULL));
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char(c)) {
    g_assert_false(g_unichar_iscntrl(g_utf8_get_char(c)));
    g_assert_false(turns_direction(g_utf8_get_char(c)));
  }
}

void
test_assert_clear_error(const GError *error)
{
  g_assert_nonnull(error);
  g_assert_cmpuint(error->domain, ==, ORIEL_ERROR);
  g_assert_cmpstr(error->message, !=, "");
  test_assert_clean_text(error->message);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* What is read as a URI is written as one that is read as the same. */
#include "fuzz.h"

#include <oriel.h>
#include <string.h>

int
LLVMFuzzerTestOneInput(const guint8 *bytes, gsize size)
{
  g_autofree char *text = g_strndup((const char *)bytes, size);
  g_autofree char *written = NULL, *again = NULL;
  g_autoptr(OrielTarget) target = NULL, same = NULL;
  g_autoptr(GError) error = NULL;

  if (!g_utf8_validate(text, -1, NULL))
    return 0; /* nobody may call it so */
  target = oriel_target_new_from_uri(text, &error);
  if (target == NULL) {
    g_assert_nonnull(error);
    g_assert_null(strpbrk(error->message, "\n\r\033"));
    return 0;
  }
  written = oriel_target_to_uri(target);
  g_assert_null(strpbrk(written, "\n\r\033 "));
  same = oriel_target_new_from_uri(written, &error);
  g_assert_no_error(error);
  again = oriel_target_to_uri(same);
  g_assert_cmpstr(again, ==, written);
  return 0;
}

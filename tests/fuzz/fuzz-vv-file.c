// SPDX-License-Identifier: LGPL-2.1-or-later
/* A connection file is read, or refused with one line that can be shown. */
#include "fuzz.h"

#include <string.h>

#include "shared/vv-file.h"

int
LLVMFuzzerTestOneInput(const guint8 *bytes, gsize size)
{
  g_autofree char *text = g_malloc(size + 1);
  g_auto(VvFile) file = {0};
  g_autoptr(GError) error = NULL;

  memcpy(text, bytes, size);
  text[size] = '\0';
  if (vv_file_parse(&file, text, size, "debian12", &error)) {
    g_autofree char *uri = oriel_target_to_uri(file.target);

    g_assert_no_error(error);
    g_assert_null(strpbrk(uri, "\n\r\033 "));
  } else {
    g_assert_nonnull(error);
    g_assert_true(g_utf8_validate(error->message, -1, NULL));
    g_assert_null(strpbrk(error->message, "\n\r\033"));
  }
  return 0;
}

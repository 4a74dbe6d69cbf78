// SPDX-License-Identifier: LGPL-2.1-or-later
#include "console/clipboard.h"

#include <string.h>

gboolean
clipboard_append(const char *text, GString *bytes)
{
  gsize length = strlen(text);
  g_autofree char *encoded = NULL;

  if (length > CLIPBOARD_MAX_TEXT)
    return FALSE;
  encoded = g_base64_encode((const guchar *)text, length);
  g_string_append_printf(bytes, "\033]52;c;%s\033\\", encoded);
  return TRUE;
}

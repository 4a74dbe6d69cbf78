// SPDX-License-Identifier: LGPL-2.1-or-later
#include "json-text.h"

/* RFC 8259 section 7. Everything that is not printable ASCII is escaped. */
void
json_text_append(GString *out, const char *text)
{
  g_autofree char *valid = NULL;

  if (text == NULL) {
    g_string_append(out, "null");
    return;
  }
  valid = g_utf8_make_valid(text, -1);
  g_string_append_c(out, '"');
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);

    if (c == '"' || c == '\\')
      g_string_append_printf(out, "\\%c", (char)c);
    else if (c >= 0x20 && c < 0x7f)
      g_string_append_c(out, (char)c);
    else if (c < 0x10000)
      g_string_append_printf(out, "\\u%04x", c);
    else
      g_string_append_printf(out, "\\u%04x\\u%04x", 0xd800 + ((c - 0x10000) >> 10),
                             0xdc00 + ((c - 0x10000) & 0x3ff));
  }
  g_string_append_c(out, '"');
}

void
json_text_append_array(GString *out, const char *const *texts)
{
  g_string_append_c(out, '[');
  for (const char *const *text = texts; *text != NULL; text++) {
    json_text_append(out, *text);
    if (text[1] != NULL)
      g_string_append(out, ", ");
  }
  g_string_append_c(out, ']');
}

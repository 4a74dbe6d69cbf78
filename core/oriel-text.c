// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel.h"

#include <string.h>

/* Whether @character can change how the text around it is shown, or ends a line: the C0 and C1
 * controls and DEL drive terminals, the others turn the direction of writing (Unicode
 * Bidirectional Algorithm, UAX #9) or separate lines and paragraphs. */
static gboolean
is_dangerous(gunichar character)
{
  return character < 0x20 || (character >= 0x7f && character <= 0x9f) || character == 0x061c ||
         character == 0x200e || character == 0x200f ||
         (character >= 0x2028 && character <= 0x202e) ||
         (character >= 0x2066 && character <= 0x2069);
}

/* The length of the harmless character at @bytes, or 0. */
static gsize
harmless_length(const char *bytes, gsize length)
{
  gunichar character;

  if (bytes[0] == '\0')
    return 0;
  character = g_utf8_get_char_validated(bytes, (gssize)MIN(length, 6));
  if (character == (gunichar)-1 || character == (gunichar)-2 || is_dangerous(character))
    return 0;
  return (gsize)g_unichar_to_utf8(character, NULL);
}

static gboolean
is_printable_ascii(const char *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isprint(bytes[i]))
      return FALSE;
  return TRUE;
}

/**
 * oriel_text_sanitize:
 * @bytes: (nullable) (array length=length) (element-type guint8): what a server or a guest sent;
 * any bytes
 * @length: how many, or -1 when they end with a zero byte
 * @max_length: the most bytes the result may have
 *
 * Makes text that a server or a guest chose fit to be shown. Valid UTF-8 stays as it is; each byte
 * of anything else, and of control characters (C0, DEL, C1, line and paragraph separators, those
 * that turn the direction of writing) becomes a visible `\xNN`. What exceeds @max_length is cut
 * off, between characters.
 *
 * Returns: (transfer full): valid UTF-8 without control characters
 */
char *
oriel_text_sanitize(const char *bytes, gssize length, gsize max_length)
{
  g_autoptr(GString) text = NULL;
  gsize left;

  g_return_val_if_fail(bytes != NULL || length <= 0, NULL);

  left = bytes == NULL ? 0 : length >= 0 ? (gsize)length : strlen(bytes);
  /* Nearly all names, of which there may be thousands. */
  if (left > 0 && left <= max_length && is_printable_ascii(bytes, left))
    return g_strndup(bytes, left);
  text = g_string_new(NULL);
  while (left > 0) {
    gsize harmless = harmless_length(bytes, left);
    gsize taken = harmless > 0 ? harmless : 1;

    if (text->len + (harmless > 0 ? harmless : strlen("\\xNN")) > max_length)
      break;
    if (harmless > 0)
      g_string_append_len(text, bytes, (gssize)harmless);
    else
      g_string_append_printf(text, "\\x%02x", (guint8)bytes[0]);
    bytes += taken;
    left -= taken;
  }
  return g_string_free(g_steal_pointer(&text), FALSE);
}

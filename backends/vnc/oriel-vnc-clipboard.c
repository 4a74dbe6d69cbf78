// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Cut text is Latin-1 with bare line feeds (RFC 6143 sections 7.5.6 and 7.6.4). Some servers,
 * QEMU among them, send UTF-8 nevertheless; a text that is valid UTF-8 is taken as such, which a
 * Latin-1 text with accents practically never is.
 */
#include "oriel-vnc-clipboard.h"

#include "oriel.h"

#include <string.h>

/* @bytes: what gvnc passes on, cut at the first NUL. Returns: (transfer full): valid UTF-8 */
char *
oriel_vnc_clipboard_from_wire(const char *bytes)
{
  GString *text;

  if (g_utf8_validate(bytes, -1, NULL))
    return g_strdup(bytes);
  text = g_string_sized_new(strlen(bytes) * 2);
  for (const guchar *p = (const guchar *)bytes; *p != '\0'; p++)
    g_string_append_unichar(text, *p);
  return g_string_free(text, FALSE);
}

/*
 * @text: valid UTF-8. Characters that Latin-1 has not become question marks, and CR LF becomes LF.
 * Fails with %ORIEL_ERROR_NOT_SUPPORTED when the text is too long.
 *
 * Returns: (transfer full) (nullable): @length bytes
 */
char *
oriel_vnc_clipboard_to_wire(const char *text, gsize *length, GError **error)
{
  GString *bytes = g_string_new(NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c == '\r' && p[1] == '\n')
      continue;
    g_string_append_c(bytes, c <= 0xff ? (char)c : '?');
    if (bytes->len > ORIEL_VNC_CLIPBOARD_MAX) {
      g_string_free(bytes, TRUE);
      g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                  "The text is too long to be pasted: VNC takes %d KiB at a time",
                  ORIEL_VNC_CLIPBOARD_MAX / 1024);
      return NULL;
    }
  }
  *length = bytes->len;
  return g_string_free(bytes, FALSE);
}

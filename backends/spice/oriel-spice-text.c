// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-spice-text.h"

GBytes *
oriel_spice_text_from_guest(const guint8 *data, gsize size, gboolean crlf)
{
  g_autoptr(GByteArray) text = NULL;

  while (size > 0 && data[size - 1] == '\0')
    size--;
  if (size > 0 && !g_utf8_validate((const char *)data, (gssize)size, NULL))
    return NULL;
  if (!crlf)
    return g_bytes_new(data, size);
  text = g_byte_array_sized_new((guint)size);
  for (gsize i = 0; i < size; i++)
    if (data[i] != '\r' || i + 1 == size || data[i + 1] != '\n')
      g_byte_array_append(text, data + i, 1);
  return g_byte_array_free_to_bytes(g_steal_pointer(&text));
}

GBytes *
oriel_spice_text_to_guest(GBytes *text, gboolean crlf)
{
  static const guint8 cr = '\r';
  gsize size = 0;
  const guint8 *data = g_bytes_get_data(text, &size);
  g_autoptr(GByteArray) converted = NULL;

  if (!crlf)
    return g_bytes_ref(text);
  converted = g_byte_array_sized_new((guint)size);
  for (gsize i = 0; i < size; i++) {
    if (data[i] == '\n' && (i == 0 || data[i - 1] != '\r'))
      g_byte_array_append(converted, &cr, 1);
    g_byte_array_append(converted, data + i, 1);
  }
  return g_byte_array_free_to_bytes(g_steal_pointer(&converted));
}

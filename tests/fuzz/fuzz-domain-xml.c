// SPDX-License-Identifier: LGPL-2.1-or-later
/* The description of a guest that a host sends; the first byte tells whether the host is far. */
#include "fuzz.h"

#include "oriel-libvirt-xml.h"

int
LLVMFuzzerTestOneInput(const guint8 *bytes, gsize size)
{
  g_autofree char *xml = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(OrielLibvirtDetails) details = NULL;
  g_autoptr(OrielSnapshot) snapshot = NULL;

  if (size == 0)
    return 0;
  xml = g_strndup((const char *)bytes + 1, size - 1);
  details = oriel_libvirt_xml_parse(xml, bytes[0] & 1 ? "far.example" : NULL, &error);
  g_assert_true((details == NULL) == (error != NULL));
  if (details != NULL)
    g_assert_cmpuint(details->graphics->len, ==, details->places->len);
  snapshot = oriel_libvirt_xml_parse_snapshot(xml, "name", TRUE);
  g_assert_nonnull(snapshot);
  return 0;
}

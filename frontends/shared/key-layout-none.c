// SPDX-License-Identifier: LGPL-2.1-or-later
/* Reads no layouts: the build has no libxkbcommon. */
#include "shared/key-layout.h"

gboolean
key_layout_read(KeyLayout *self, const char *name, GError **error)
{
  g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
              "the keyboard layout '%s' is not known here, but only 'us': this was built without "
              "libxkbcommon",
              name);
  return FALSE;
}

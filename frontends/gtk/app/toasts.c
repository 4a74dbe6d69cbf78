// SPDX-License-Identifier: LGPL-2.1-or-later
#include "toasts.h"

#include <oriel.h>

#define MAX_LENGTH 400 /* bytes */

void
toasts_tell(AdwToastOverlay *self, const char *text)
{
  g_autofree char *clean = oriel_text_sanitize(text, -1, MAX_LENGTH);
  g_autofree char *escaped = g_markup_escape_text(clean, -1);

  adw_toast_overlay_add_toast(self, adw_toast_new(escaped));
}

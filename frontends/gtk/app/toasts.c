// SPDX-License-Identifier: LGPL-2.1-or-later
#include "toasts.h"

#include <oriel.h>

#define MAX_LENGTH 400 /* bytes */

char *
toasts_dup_markup(const char *text)
{
  g_autofree char *clean = oriel_text_sanitize(text, -1, MAX_LENGTH);

  return g_markup_escape_text(clean, -1);
}

void
toasts_tell(AdwToastOverlay *self, const char *text)
{
  g_autofree char *escaped = toasts_dup_markup(text);

  adw_toast_overlay_add_toast(self, adw_toast_new(escaped));
}

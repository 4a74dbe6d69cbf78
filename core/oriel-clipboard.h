// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-types.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_CLIPBOARD (oriel_clipboard_get_type())

/**
 * ORIEL_CLIPBOARD_MAX_TEXT:
 *
 * The most bytes of UTF-8 text that pass in either direction.
 */
#define ORIEL_CLIPBOARD_MAX_TEXT (16 * 1024 * 1024)

ORIEL_PUBLIC G_DECLARE_FINAL_TYPE(OrielClipboard, oriel_clipboard, ORIEL, CLIPBOARD, GObject)

ORIEL_PUBLIC const char *oriel_clipboard_get_guest_text(OrielClipboard *self);
ORIEL_PUBLIC void oriel_clipboard_send_text_async(OrielClipboard *self,
                                                  const char *text,
                                                  GCancellable *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer user_data);
ORIEL_PUBLIC gboolean oriel_clipboard_send_text_finish(OrielClipboard *self,
                                                       GAsyncResult *result,
                                                       GError **error);

G_END_DECLS

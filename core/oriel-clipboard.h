// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-types.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_SELECTION (oriel_selection_get_type())

/**
 * OrielSelection:
 * @ORIEL_SELECTION_CLIPBOARD: what was copied
 * @ORIEL_SELECTION_PRIMARY: what is marked, of desktops that paste it with the middle button
 *
 * The clipboards of a desktop.
 */
typedef enum {
  ORIEL_SELECTION_CLIPBOARD,
  ORIEL_SELECTION_PRIMARY,
} OrielSelection;

ORIEL_PUBLIC GType oriel_selection_get_type(void) G_GNUC_CONST;

#define ORIEL_TYPE_CLIPBOARD (oriel_clipboard_get_type())

/**
 * ORIEL_CLIPBOARD_TEXT:
 *
 * The media type of text: UTF-8, lines end by a line feed.
 */
#define ORIEL_CLIPBOARD_TEXT "text/plain;charset=utf-8"

/**
 * ORIEL_CLIPBOARD_MAX_TEXT:
 *
 * The most bytes of UTF-8 text, or of any other data, that pass in either direction.
 */
#define ORIEL_CLIPBOARD_MAX_TEXT (16 * 1024 * 1024)

ORIEL_PUBLIC G_DECLARE_FINAL_TYPE(OrielClipboard, oriel_clipboard, ORIEL, CLIPBOARD, GObject)

ORIEL_PUBLIC gboolean oriel_clipboard_has_selection(OrielClipboard *self, OrielSelection selection);

ORIEL_PUBLIC const char *const *oriel_clipboard_get_guest_types(OrielClipboard *self,
                                                                OrielSelection selection);
ORIEL_PUBLIC void oriel_clipboard_read_async(OrielClipboard *self,
                                             OrielSelection selection,
                                             const char *type,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
ORIEL_PUBLIC GBytes *
oriel_clipboard_read_finish(OrielClipboard *self, GAsyncResult *result, GError **error);
ORIEL_PUBLIC const char *oriel_clipboard_get_guest_text(OrielClipboard *self);

ORIEL_PUBLIC void oriel_clipboard_offer_async(OrielClipboard *self,
                                              OrielSelection selection,
                                              const char *const *types,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
ORIEL_PUBLIC gboolean oriel_clipboard_offer_finish(OrielClipboard *self,
                                                   GAsyncResult *result,
                                                   GError **error);
ORIEL_PUBLIC void oriel_clipboard_send_async(OrielClipboard *self,
                                             OrielSelection selection,
                                             const char *type,
                                             GBytes *data,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
ORIEL_PUBLIC gboolean oriel_clipboard_send_finish(OrielClipboard *self,
                                                  GAsyncResult *result,
                                                  GError **error);
ORIEL_PUBLIC void oriel_clipboard_send_text_async(OrielClipboard *self,
                                                  const char *text,
                                                  GCancellable *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer user_data);
ORIEL_PUBLIC gboolean oriel_clipboard_send_text_finish(OrielClipboard *self,
                                                       GAsyncResult *result,
                                                       GError **error);

#define ORIEL_TYPE_CLIPBOARD_REQUEST (oriel_clipboard_request_get_type())
ORIEL_PUBLIC G_DECLARE_FINAL_TYPE(OrielClipboardRequest,
                                  oriel_clipboard_request,
                                  ORIEL,
                                  CLIPBOARD_REQUEST,
                                  GObject)

ORIEL_PUBLIC OrielSelection oriel_clipboard_request_get_selection(OrielClipboardRequest *self);
ORIEL_PUBLIC const char *oriel_clipboard_request_get_content_type(OrielClipboardRequest *self);
ORIEL_PUBLIC void oriel_clipboard_request_answer(OrielClipboardRequest *self, GBytes *data);
ORIEL_PUBLIC void oriel_clipboard_request_refuse(OrielClipboardRequest *self);

G_END_DECLS

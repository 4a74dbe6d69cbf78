// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-types.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_USB (oriel_usb_get_type())
ORIEL_PUBLIC G_DECLARE_FINAL_TYPE(OrielUsb, oriel_usb, ORIEL, USB, GObject)

ORIEL_PUBLIC guint oriel_usb_get_n_channels(OrielUsb *self);
ORIEL_PUBLIC guint oriel_usb_get_n_free(OrielUsb *self);

ORIEL_PUBLIC void oriel_usb_connect_async(OrielUsb *self,
                                          OrielUsbDevice *device,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
ORIEL_PUBLIC gboolean oriel_usb_connect_finish(OrielUsb *self,
                                               GAsyncResult *result,
                                               GError **error);
ORIEL_PUBLIC void oriel_usb_disconnect_async(OrielUsb *self,
                                             OrielUsbDevice *device,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
ORIEL_PUBLIC gboolean oriel_usb_disconnect_finish(OrielUsb *self,
                                                  GAsyncResult *result,
                                                  GError **error);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-types.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_USB_FILTER (oriel_usb_filter_get_type())

ORIEL_PUBLIC GType oriel_usb_filter_get_type(void) G_GNUC_CONST;

ORIEL_PUBLIC OrielUsbFilter *oriel_usb_filter_new(const char *text, GError **error);
ORIEL_PUBLIC OrielUsbFilter *oriel_usb_filter_ref(OrielUsbFilter *self);
ORIEL_PUBLIC void oriel_usb_filter_unref(OrielUsbFilter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrielUsbFilter, oriel_usb_filter_unref)

ORIEL_PUBLIC gboolean oriel_usb_filter_allows(OrielUsbFilter *self, OrielUsbDevice *device);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-types.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_USB_STATE (oriel_usb_state_get_type())
#define ORIEL_TYPE_USB_DEVICE (oriel_usb_device_get_type())

/**
 * OrielUsbState:
 * @ORIEL_USB_AVAILABLE: the guest does not have it
 * @ORIEL_USB_CONNECTING: it is being connected to the guest
 * @ORIEL_USB_CONNECTED: the guest has it
 * @ORIEL_USB_DISCONNECTING: it is being taken away from the guest
 *
 * Where a USB device is.
 */
typedef enum {
  ORIEL_USB_AVAILABLE,
  ORIEL_USB_CONNECTING,
  ORIEL_USB_CONNECTED,
  ORIEL_USB_DISCONNECTING,
} OrielUsbState;

ORIEL_PUBLIC GType oriel_usb_state_get_type(void) G_GNUC_CONST;
ORIEL_PUBLIC G_DECLARE_FINAL_TYPE(OrielUsbDevice, oriel_usb_device, ORIEL, USB_DEVICE, GObject)

ORIEL_PUBLIC const char *oriel_usb_device_get_description(OrielUsbDevice *self);
ORIEL_PUBLIC OrielUsbState oriel_usb_device_get_state(OrielUsbDevice *self);
ORIEL_PUBLIC const char *oriel_usb_device_get_problem(OrielUsbDevice *self);
ORIEL_PUBLIC guint oriel_usb_device_get_vendor_id(OrielUsbDevice *self);
ORIEL_PUBLIC guint oriel_usb_device_get_product_id(OrielUsbDevice *self);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a session does with USB devices, waited for. */
#pragma once

#include <oriel.h>

/* Each begins, waits for the end, and gives the outcome of the library. */
OrielUsbDevice *test_usb_share(OrielSession *session, const char *path, GError **error);
gboolean test_usb_connect(OrielUsb *usb, OrielUsbDevice *device, GError **error);
/* The device is seen to be disconnecting meanwhile. */
gboolean test_usb_disconnect(OrielUsb *usb, OrielUsbDevice *device, GError **error);

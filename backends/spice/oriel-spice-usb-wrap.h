// SPDX-License-Identifier: LGPL-2.1-or-later
/* A USB device of the viewer's machine, by the descriptor that the viewer has opened. */
#pragma once

#include <spice-client.h>

/* Makes a device of @fd, which is borrowed until the device is disconnected. Errors are ours:
 * ORIEL_ERROR_INVALID for what is no USB device or is refused by the guest's configuration. May
 * take a second of a device that does not answer. (transfer full) */
SpiceUsbDevice *oriel_spice_usb_wrap(SpiceUsbDeviceManager *manager, int fd, GError **error);

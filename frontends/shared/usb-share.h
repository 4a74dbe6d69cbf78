// SPDX-License-Identifier: LGPL-2.1-or-later
/* USB devices that reach the guest because the options want it, or the person does. */
#pragma once

#include "shared/spice-options.h"

G_BEGIN_DECLS

/* What became of a device, fit for a person. */
typedef void (*UsbShareTold)(const char *text, gpointer user_data);

/* Of a session that is not connected yet: gives its guest what the filters of @options mean,
 * whenever it can have USB devices. @told (nullable) is called until usb_share_end(). */
void usb_share_begin(OrielSession *session,
                     const SpiceOptions *options,
                     UsbShareTold told,
                     gpointer user_data);
/* What the guest has it keeps. Of a session that was not begun, nothing happens. */
void usb_share_end(OrielSession *session);

/* Gives a device of the session to its guest, or takes it away. */
void usb_share_toggle(OrielSession *session, OrielUsbDevice *device);

/* Takes every device of this machine from the guest and gives it back, as if it was unplugged and
 * plugged in again. Returns how many there are. */
guint usb_share_reset(OrielSession *session);

/* Errors: ORIEL_ERROR_INVALID for filters that are none. */
gboolean usb_share_check(const SpiceOptions *options, GError **error);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/* What hotkeys do to the devices of a guest: its smartcard, and USB. */
#pragma once

#include <oriel.h>

#include "shared/hotkeys.h"

G_BEGIN_DECLS

/* Does what @action is about, one of HOTKEY_USB_DEVICE_RESET and HOTKEY_SMARTCARD_*. @session is
 * NULL while there is none. (transfer full): what became of it, fit for a person. */
char *device_keys_perform(HotkeyAction action, OrielSession *session);

G_END_DECLS

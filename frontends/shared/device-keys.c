// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/device-keys.h"

#include "shared/usb-share.h"

static char *
reset_usb(OrielSession *session)
{
  guint n = usb_share_reset(session);

  if (oriel_session_get_usb(session) == NULL)
    return g_strdup("This console takes no USB devices");
  if (n == 0)
    return g_strdup("The guest has no USB device of this machine");
  return g_strdup_printf("Unplugging %u USB device%s, and plugging %s in again", n,
                         n == 1 ? "" : "s", n == 1 ? "it" : "them");
}

static char *
move_smartcard(OrielSession *session, gboolean inserted)
{
  g_autoptr(GError) error = NULL;

  if (!oriel_session_move_smartcard(session, inserted, &error))
    return g_strdup_printf("The smartcard stays where it is: %s", error->message);
  return g_strdup(inserted ? "The smartcard goes into the guest's reader"
                           : "The smartcard comes out of the guest's reader");
}

char *
device_keys_perform(HotkeyAction action, OrielSession *session)
{
  if (session == NULL || oriel_session_get_state(session) != ORIEL_SESSION_CONNECTED)
    return g_strdup("There is no guest yet");
  if (action == HOTKEY_USB_DEVICE_RESET)
    return reset_usb(session);
  return move_smartcard(session, action == HOTKEY_SMARTCARD_INSERT);
}

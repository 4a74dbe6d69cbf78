// SPDX-License-Identifier: LGPL-2.1-or-later
#include "test-usb-calls.h"

#include "test-wait.h"

OrielUsbDevice *
test_usb_share(OrielSession *session, const char *path, GError **error)
{
  g_autoptr(GFile) file = g_file_new_for_path(path);
  g_autoptr(GAsyncResult) result = NULL;

  oriel_session_share_cd_async(session, file, NULL, test_keep_result, &result);
  test_wait_for_result(&result);
  return oriel_session_share_cd_finish(session, result, error);
}

gboolean
test_usb_connect(OrielUsb *usb, OrielUsbDevice *device, GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  oriel_usb_connect_async(usb, device, NULL, test_keep_result, &result);
  test_wait_for_result(&result);
  return oriel_usb_connect_finish(usb, result, error);
}

gboolean
test_usb_disconnect(OrielUsb *usb, OrielUsbDevice *device, GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  oriel_usb_disconnect_async(usb, device, NULL, test_keep_result, &result);
  g_assert_cmpint(oriel_usb_device_get_state(device), ==, ORIEL_USB_DISCONNECTING);
  test_wait_for_result(&result);
  return oriel_usb_disconnect_finish(usb, result, error);
}

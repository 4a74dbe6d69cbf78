// SPDX-License-Identifier: LGPL-2.1-or-later
#include "test-usb-calls.h"

#include "test-wait.h"

static void
keep_result(GObject *source, GAsyncResult *result, gpointer kept)
{
  *(GAsyncResult **)kept = g_object_ref(result);
}

static gboolean
is_kept(gpointer kept)
{
  return *(GAsyncResult **)kept != NULL;
}

OrielUsbDevice *
test_usb_share(OrielSession *session, const char *path, GError **error)
{
  g_autoptr(GFile) file = g_file_new_for_path(path);
  g_autoptr(GAsyncResult) result = NULL;

  oriel_session_share_cd_async(session, file, NULL, keep_result, &result);
  test_assert_wait(is_kept, &result);
  return oriel_session_share_cd_finish(session, result, error);
}

gboolean
test_usb_connect(OrielUsb *usb, OrielUsbDevice *device, GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  oriel_usb_connect_async(usb, device, NULL, keep_result, &result);
  test_assert_wait(is_kept, &result);
  return oriel_usb_connect_finish(usb, result, error);
}

gboolean
test_usb_disconnect(OrielUsb *usb, OrielUsbDevice *device, GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  oriel_usb_disconnect_async(usb, device, NULL, keep_result, &result);
  g_assert_cmpint(oriel_usb_device_get_state(device), ==, ORIEL_USB_DISCONNECTING);
  test_assert_wait(is_kept, &result);
  return oriel_usb_disconnect_finish(usb, result, error);
}

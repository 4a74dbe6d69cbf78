// SPDX-License-Identifier: LGPL-2.1-or-later
/* USB of QEMU's SPICE: the guest boots from a file of the viewer, as a CD, and from a disk. */
#include <oriel.h>

#include <glib/gstdio.h>

#include "fake-usbfs.h"
#include "test-cd.h"
#include "test-server.h"
#include "test-usb-calls.h"
#include "test-usb.h"
#include "test-viewer.h"
#include "test-wait.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

static char *directory;
static char *usb_root;

static TestServer *
start(const char *n_channels)
{
  g_autofree char *program =
      g_test_build_filename(G_TEST_DIST, "spice", "qemu", "real-server", NULL);
  const char *argv[] = {program, "--usb", n_channels, NULL};

  return test_server_start(argv);
}

static TestViewer *
connect(TestServer *server, gboolean enable)
{
  TestViewer *viewer = test_viewer_new(test_server_get_ready(server));

  oriel_session_set_enable_usb(viewer->session, enable);
  test_viewer_connect_and_see(viewer);
  return viewer;
}

static gboolean
has_two_channels(gpointer data)
{
  OrielUsb *usb = oriel_session_get_usb(((TestViewer *)data)->session);
  return usb != NULL && oriel_usb_get_n_channels(usb) == 2;
}

static void
test_boot(void)
{
  g_autoptr(TestServer) server = start("2");
  g_autoptr(TestViewer) viewer = connect(server, TRUE);
  g_autofree char *path = test_cd_make(directory, "BOOT");
  g_autoptr(OrielUsbDevice) device = NULL;
  g_autoptr(OrielUsbDevice) second = NULL;
  g_autoptr(GError) error = NULL;
  OrielUsb *usb;

  test_assert_wait(has_two_channels, viewer);
  usb = oriel_session_get_usb(viewer->session);
  g_assert_cmpuint(oriel_usb_get_n_free(usb), ==, 2);
  device = test_usb_share(viewer->session, path, &error);
  g_assert_no_error(error);
  g_assert_cmpint(oriel_usb_device_get_state(device), ==, ORIEL_USB_CONNECTED);
  g_assert_cmpstr(oriel_usb_device_get_description(device), ==, "CD of BOOT.iso");
  g_assert_cmpuint(oriel_usb_get_n_free(usb), ==, 1);
  test_server_tell(server, "reset");
  test_viewer_wait_for_pixel(viewer, 5, 5, TEST_CD_COLOUR);

  second = test_usb_share(viewer->session, path, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(oriel_usb_get_n_free(usb), ==, 0);
  g_assert_null(test_usb_share(viewer->session, path, &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_BUSY);
  g_clear_error(&error);

  g_assert_true(test_usb_disconnect(usb, device, &error));
  g_assert_no_error(error);
  g_assert_cmpint(oriel_usb_device_get_state(device), ==, ORIEL_USB_AVAILABLE);
  g_assert_true(test_usb_disconnect(usb, second, &error));
  g_assert_no_error(error);
  g_assert_cmpuint(oriel_usb_get_n_free(usb), ==, 2);
  g_assert_cmpuint(g_list_model_get_n_items(G_LIST_MODEL(usb)), ==, 0);
  test_server_tell(server, "reset");
  test_viewer_wait_for_pixel(viewer, 5, 5, 0x000000); /* the disk's turn, in text */

  g_clear_object(&device);
  device = test_usb_share(viewer->session, path, &error);
  g_assert_no_error(error);
  test_server_tell(server, "reset");
  test_viewer_wait_for_pixel(viewer, 5, 5, TEST_CD_COLOUR);
  g_unlink(path);
}

static gboolean
has_device(gpointer data)
{
  return g_list_model_get_n_items(G_LIST_MODEL(data)) > 0;
}

/* A device of this machine: the kernel's part is made up, all else is as it is. */
static void
test_device(void)
{
  static const guint8 descriptors[] = FAKE_USBFS_DESCRIPTORS;
  g_autoptr(TestServer) server = start("1");
  g_autoptr(TestViewer) viewer = NULL;
  g_autoptr(OrielUsbDevice) device = NULL;
  g_autoptr(GError) error = NULL;
  OrielUsb *usb;

  if (SANITIZED) {
    g_test_skip("the sanitizer allows no library to be loaded before it");
    return;
  }
  test_usb_plug(usb_root, 4, 0x0951, 0x1666, 8, "Stick", (const char *)descriptors,
                sizeof descriptors);
  viewer = connect(server, TRUE);
  test_viewer_wait_for_pixel(viewer, 5, 5, 0x000000);
  usb = oriel_session_get_usb(viewer->session);
  test_assert_wait(has_device, usb);
  device = g_list_model_get_item(G_LIST_MODEL(usb), 0);
  for (int i = 0; i < 2; i++) {
    test_usb_connect(usb, device, &error);
    g_assert_no_error(error);
    g_assert_cmpint(oriel_usb_device_get_state(device), ==, ORIEL_USB_CONNECTED);
    test_server_tell(server, "reset");
    test_viewer_wait_for_pixel(viewer, 5, 5, FAKE_USBFS_COLOUR);
    g_assert_true(test_usb_disconnect(usb, device, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(oriel_usb_get_n_free(usb), ==, 1);
    test_server_tell(server, "reset");
    test_viewer_wait_for_pixel(viewer, 5, 5, 0x000000); /* the disk's turn, in text */
  }
  test_usb_unplug(usb_root, 4);
}

/* What is no device is refused in words, and does not end the session. */
static void
test_no_device(void)
{
  g_autoptr(TestServer) server = start("1");
  g_autoptr(TestViewer) viewer = NULL;
  g_autoptr(OrielUsbDevice) device = NULL;
  g_autoptr(GError) error = NULL;
  OrielUsb *usb;

  test_usb_plug(usb_root, 5, 0x0951, 0x1666, 8, "Stick", "no descriptors", -1);
  viewer = connect(server, TRUE);
  usb = oriel_session_get_usb(viewer->session);
  test_assert_wait(has_device, usb);
  device = g_list_model_get_item(G_LIST_MODEL(usb), 0);
  for (int i = 0; i < 3; i++) {
    g_assert_false(test_usb_connect(usb, device, &error));
    g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID);
    g_assert_cmpint(oriel_usb_device_get_state(device), ==, ORIEL_USB_AVAILABLE);
    g_clear_error(&error);
  }
  test_usb_unplug(usb_root, 5);
}

static void
test_no_channels(void)
{
  g_autoptr(TestServer) server = start("0");
  g_autoptr(TestViewer) viewer = connect(server, TRUE);
  g_autofree char *path = test_cd_make(directory, "NOWHERE");
  g_autoptr(GError) error = NULL;

  g_assert_null(oriel_session_get_usb(viewer->session));
  g_assert_null(test_usb_share(viewer->session, path, &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED);
  g_unlink(path);
}

/* The guest's channels are left alone. */
static void
test_not_wanted(void)
{
  g_autoptr(TestServer) server = start("1");
  g_autoptr(TestViewer) viewer = connect(server, FALSE);
  g_autofree char *path = test_cd_make(directory, "UNWANTED");
  g_autoptr(GError) error = NULL;

  g_assert_null(oriel_session_get_usb(viewer->session));
  g_assert_null(test_usb_share(viewer->session, path, &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED);
  g_unlink(path);
}

int
main(int argc, char **argv)
{
  int status;

  g_test_init(&argc, &argv, NULL);
  directory = g_dir_make_tmp("oriel-usb-XXXXXX", NULL);
  usb_root = test_usb_make_root();
  if (!SANITIZED)
    g_setenv("LD_PRELOAD", g_getenv("ORIEL_TEST_FAKE_USBFS"), TRUE);
  g_test_add_func("/spice/usb/boot", test_boot);
  g_test_add_func("/spice/usb/device", test_device);
  g_test_add_func("/spice/usb/no-device", test_no_device);
  g_test_add_func("/spice/usb/no-channels", test_no_channels);
  g_test_add_func("/spice/usb/not-wanted", test_not_wanted);
  status = g_test_run();
  test_usb_remove_root(usb_root);
  g_free(usb_root);
  g_rmdir(directory);
  g_free(directory);
  return status;
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* USB of the test-pattern backend, which tells the name of what it gets and ejects it at F16. */
#include "contract.h"

#include <glib/gstdio.h>

#include "test-cd.h"
#include "test-usb-calls.h"
#include "test-usb.h"

#define QNUM_F16 0x55

static OrielUsbDevice *
share(TestViewer *viewer, const char *name, GError **error)
{
  g_autofree char *directory = g_dir_make_tmp("oriel-usb-XXXXXX", NULL);
  g_autofree char *path = test_cd_make(directory, name);
  OrielUsbDevice *device = test_usb_share(viewer->session, path, error);

  g_unlink(path);
  g_rmdir(directory);
  return device;
}

static void
assert_refused(TestViewer *viewer, const char *path, OrielError code)
{
  g_autoptr(GError) error = NULL;

  if (path != NULL)
    g_assert_null(test_usb_share(viewer->session, path, &error));
  else
    g_assert_null(share(viewer, "REFUSED", &error));
  contract_assert_error(error, code);
}

static void
connect(Contract *contract, const char *parameters)
{
  g_autofree char *uri = g_strconcat("test://?", parameters, NULL);

  test_viewer_free(contract->viewer);
  contract->viewer = test_viewer_new(uri);
  oriel_session_set_enable_usb(contract->viewer->session, TRUE);
  test_viewer_connect_and_see(contract->viewer);
}

typedef struct {
  TestViewer *viewer;
  const char *name;
} Call;

static gboolean
is_called(gpointer data)
{
  Call *call = data;
  return g_strcmp0(oriel_session_get_name(call->viewer->session), call->name) == 0;
}

static void
wait_for_name(TestViewer *viewer, const char *name)
{
  Call call = {viewer, name};
  test_assert_wait(is_called, &call);
}

/* A CD reaches the guest, takes a channel, and gives it back. */
static void
test_cd(Contract *contract)
{
  g_autoptr(OrielUsbDevice) first = NULL;
  g_autoptr(OrielUsbDevice) second = NULL;
  g_autoptr(OrielUsbDevice) listed = NULL;
  g_autoptr(GError) error = NULL;
  OrielUsb *usb;

  connect(contract, "usb=2");
  usb = oriel_session_get_usb(contract->viewer->session);
  g_assert_nonnull(usb);
  g_assert_cmpuint(oriel_usb_get_n_channels(usb), ==, 2);
  g_assert_cmpuint(oriel_usb_get_n_free(usb), ==, 2);
  first = share(contract->viewer, "FIRST", &error);
  g_assert_no_error(error);
  wait_for_name(contract->viewer, "test pattern with FIRST                           ");
  g_assert_cmpstr(oriel_usb_device_get_description(first), ==, "CD of FIRST.iso");
  g_assert_cmpint(oriel_usb_device_get_state(first), ==, ORIEL_USB_CONNECTED);
  listed = g_list_model_get_item(G_LIST_MODEL(usb), 0);
  g_assert_true(listed == first);
  second = share(contract->viewer, "SECOND", &error);
  g_assert_no_error(error);
  g_assert_cmpuint(oriel_usb_get_n_free(usb), ==, 0);
  assert_refused(contract->viewer, NULL, ORIEL_ERROR_BUSY);

  g_assert_true(test_usb_disconnect(usb, first, &error));
  g_assert_no_error(error);
  wait_for_name(contract->viewer, "test pattern without");
  g_assert_cmpint(oriel_usb_device_get_state(first), ==, ORIEL_USB_AVAILABLE);
  g_assert_cmpuint(g_list_model_get_n_items(G_LIST_MODEL(usb)), ==, 1);
  g_assert_cmpuint(oriel_usb_get_n_free(usb), ==, 1);
}

static gboolean
is_available(gpointer data)
{
  return oriel_usb_device_get_state(data) == ORIEL_USB_AVAILABLE;
}

/* The guest ejects it; a session that ends takes the rest along. */
static void
test_ejected(Contract *contract)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OrielUsbDevice) device = NULL;
  g_autoptr(OrielUsb) usb = NULL;

  connect(contract, "usb=1");
  device = share(contract->viewer, "EJECTED", &error);
  g_assert_no_error(error);
  oriel_display_key(test_viewer_get_display(contract->viewer), QNUM_F16, 0, TRUE);
  test_assert_wait(is_available, device);
  g_assert_cmpstr(oriel_usb_device_get_problem(device), ==, "the test pattern ejected it");
  usb = g_object_ref(oriel_session_get_usb(contract->viewer->session));
  g_assert_cmpuint(oriel_usb_get_n_free(usb), ==, 1);

  g_clear_object(&device);
  device = share(contract->viewer, "ANOTHER", &error);
  g_assert_no_error(error);
  oriel_session_disconnect(contract->viewer->session);
  g_assert_cmpint(oriel_usb_device_get_state(device), ==, ORIEL_USB_AVAILABLE);
  g_assert_null(oriel_session_get_usb(contract->viewer->session));
  g_assert_cmpuint(g_list_model_get_n_items(G_LIST_MODEL(usb)), ==, 0);
  g_assert_cmpuint(oriel_usb_get_n_free(usb), ==, 0);
}

/* What is no CD is refused in words, by the library or by the guest's side. */
static void
test_refused(Contract *contract)
{
  g_autofree char *directory = g_dir_make_tmp("oriel-usb-XXXXXX", NULL);
  g_autofree char *path = g_build_filename(directory, "file", NULL);
  g_autofree char *sector = g_strnfill(2048, 'x');

  connect(contract, "usb=1");
  assert_refused(contract->viewer, "/nonexistent.iso", ORIEL_ERROR_NOT_FOUND);
  assert_refused(contract->viewer, directory, ORIEL_ERROR_INVALID);
  assert_refused(contract->viewer, "/dev/null", ORIEL_ERROR_INVALID);
  g_assert_true(g_file_set_contents(path, sector, 2047, NULL));
  assert_refused(contract->viewer, path, ORIEL_ERROR_INVALID);
  g_assert_true(g_file_set_contents(path, sector, 2048, NULL));
  assert_refused(contract->viewer, path, ORIEL_ERROR_INVALID);
  g_assert_cmpuint(oriel_usb_get_n_free(oriel_session_get_usb(contract->viewer->session)), ==, 1);
  oriel_session_set_view_only(contract->viewer->session, TRUE);
  assert_refused(contract->viewer, NULL, ORIEL_ERROR_NOT_SUPPORTED);
  g_unlink(path);
  g_rmdir(directory);
}

/* Where there are no channels, or nobody wants them, the reason is told. */
static void
test_lacking(Contract *contract)
{
  assert_refused(contract->viewer, NULL, ORIEL_ERROR_FAILED);
  connect(contract, "usb=0");
  g_assert_null(oriel_session_get_usb(contract->viewer->session));
  assert_refused(contract->viewer, NULL, ORIEL_ERROR_NOT_SUPPORTED);
  oriel_session_disconnect(contract->viewer->session);
  connect(contract, "usb=2");
  oriel_session_disconnect(contract->viewer->session);
  oriel_session_set_enable_usb(contract->viewer->session, FALSE);
  test_viewer_connect_and_see(contract->viewer);
  g_assert_null(oriel_session_get_usb(contract->viewer->session));
  assert_refused(contract->viewer, NULL, ORIEL_ERROR_NOT_SUPPORTED);
}

typedef struct {
  OrielUsb *usb;
  guint n;
} Listed;

static gboolean
is_listed(gpointer data)
{
  Listed *listed = data;
  return g_list_model_get_n_items(G_LIST_MODEL(listed->usb)) == listed->n;
}

static void
wait_for_devices(OrielUsb *usb, guint n)
{
  Listed listed = {usb, n};
  test_assert_wait(is_listed, &listed);
}

#define STICK "STICK                           "
#define MOUSE "MOUSE                           "

/* Devices come and go, and reach the guest and come back. */
static void
test_plugged(Contract *contract)
{
  const char *root = g_getenv("ORIEL_USB_ROOT");
  g_autoptr(OrielUsbDevice) stick = NULL;
  g_autoptr(OrielUsbDevice) mouse = NULL;
  g_autoptr(GError) error = NULL;
  OrielUsb *usb;

  test_usb_plug(root, 4, 0x0951, 0x1666, 8, "Stick \033[31m", STICK, -1);
  connect(contract, "usb=1");
  usb = oriel_session_get_usb(contract->viewer->session);
  wait_for_devices(usb, 1);
  stick = g_list_model_get_item(G_LIST_MODEL(usb), 0);
  g_assert_true(g_str_has_suffix(oriel_usb_device_get_description(stick), " (0951:1666)"));
  g_assert_null(strchr(oriel_usb_device_get_description(stick), '\033'));
  g_assert_cmpuint(oriel_usb_device_get_vendor_id(stick), ==, 0x0951);
  g_assert_cmpuint(oriel_usb_device_get_product_id(stick), ==, 0x1666);
  g_assert_cmpint(oriel_usb_device_get_state(stick), ==, ORIEL_USB_AVAILABLE);
  g_assert_cmpuint(oriel_usb_get_n_free(usb), ==, 1);

  g_assert_true(test_usb_connect(usb, stick, &error));
  g_assert_no_error(error);
  wait_for_name(contract->viewer, "test pattern with " STICK);
  g_assert_cmpint(oriel_usb_device_get_state(stick), ==, ORIEL_USB_CONNECTED);
  g_assert_cmpuint(oriel_usb_get_n_free(usb), ==, 0);
  g_assert_false(test_usb_connect(usb, stick, &error));
  contract_assert_error(error, ORIEL_ERROR_INVALID);
  g_clear_error(&error);

  test_usb_plug(root, 5, 0x046d, 0xc077, 3, "Mouse", MOUSE, -1);
  wait_for_devices(usb, 2);
  mouse = g_list_model_get_item(G_LIST_MODEL(usb), 1);
  g_assert_false(test_usb_connect(usb, mouse, &error));
  contract_assert_error(error, ORIEL_ERROR_BUSY);
  g_clear_error(&error);
  g_assert_true(test_usb_disconnect(usb, stick, &error));
  wait_for_name(contract->viewer, "test pattern without");
  g_assert_cmpint(oriel_usb_device_get_state(stick), ==, ORIEL_USB_AVAILABLE);
  g_assert_cmpuint(g_list_model_get_n_items(G_LIST_MODEL(usb)), ==, 2);

  g_assert_true(test_usb_connect(usb, mouse, &error));
  wait_for_name(contract->viewer, "test pattern with " MOUSE);
  test_usb_unplug(root, 5);
  wait_for_name(contract->viewer, "test pattern without");
  wait_for_devices(usb, 1);
  g_assert_cmpint(oriel_usb_device_get_state(mouse), ==, ORIEL_USB_AVAILABLE);
  g_assert_cmpstr(oriel_usb_device_get_problem(mouse), ==, "it was unplugged");
  g_assert_false(test_usb_connect(usb, mouse, &error));
  contract_assert_error(error, ORIEL_ERROR_INVALID);
  test_usb_unplug(root, 4);
}

/* What cannot be opened, or is no device, is refused in words, and stays where it is. */
static void
test_unusable(Contract *contract)
{
  const char *root = g_getenv("ORIEL_USB_ROOT");
  g_autofree char *node = g_build_filename(root, "dev/bus/usb/001/004", NULL);
  g_autoptr(OrielUsbDevice) device = NULL;
  g_autoptr(GError) error = NULL;
  OrielUsb *usb;

  test_usb_plug(root, 4, 0x0951, 0x1666, 8, "Stick", "short", -1);
  connect(contract, "usb=1");
  usb = oriel_session_get_usb(contract->viewer->session);
  wait_for_devices(usb, 1);
  device = g_list_model_get_item(G_LIST_MODEL(usb), 0);
  g_assert_false(test_usb_connect(usb, device, &error));
  contract_assert_error(error, ORIEL_ERROR_INVALID);
  g_assert_cmpstr(oriel_usb_device_get_problem(device), ==, error->message);
  g_clear_error(&error);
  g_unlink(node);
  g_assert_false(test_usb_connect(usb, device, &error));
  contract_assert_error(error, ORIEL_ERROR_NOT_FOUND);
  g_clear_error(&error);
  oriel_session_set_view_only(contract->viewer->session, TRUE);
  g_assert_false(test_usb_connect(usb, device, &error));
  contract_assert_error(error, ORIEL_ERROR_NOT_SUPPORTED);
  g_assert_cmpint(oriel_usb_device_get_state(device), ==, ORIEL_USB_AVAILABLE);
  g_assert_cmpuint(oriel_usb_get_n_free(usb), ==, 1);
  test_usb_unplug(root, 4);
}

const Case contract_usb[] = {
    {"cd", test_cd},
    {"ejected", test_ejected},
    {"refused", test_refused},
    {"lacking", test_lacking},
    {"plugged", test_plugged},
    {"unusable", test_unusable},
    {NULL},
};

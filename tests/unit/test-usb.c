// SPDX-License-Identifier: LGPL-2.1-or-later
/* USB devices as sysfs tells of them, in a directory made up, and filters over them. */
#include <glib/gstdio.h>
#include <unistd.h>

#include "../support/test-usb.h"
#include "oriel-usb-filter-private.h"
#include "oriel-usb-plug.h"

static void
test_list(void)
{
  g_autofree char *root = test_usb_make_root();
  g_autoptr(GPtrArray) plugs = NULL;
  g_autofree char *node = NULL;
  g_autofree char *hub = g_build_filename(root, "sys/bus/usb/devices/usb1/bDeviceClass", NULL);
  g_autofree char *folder = g_path_get_dirname(hub);
  const OrielUsbPlug *plug;

  test_usb_plug(root, 12, 0x046d, 0xc077, 3, "Mouse\n", "", 0);
  test_usb_plug(root, 4, 0x0951, 0x1666, 8, "DataTraveler\n", "", 0);
  g_mkdir_with_parents(folder, 0700);
  g_assert_true(g_file_set_contents(hub, "09\n", -1, NULL));
  plugs = oriel_usb_plug_list(root);
  g_assert_cmpuint(plugs->len, ==, 2);
  plug = plugs->pdata[0];
  g_assert_cmpuint(plug->bus, ==, 1);
  g_assert_cmpuint(plug->address, ==, 4);
  g_assert_cmphex(plug->vendor, ==, 0x0951);
  g_assert_cmphex(plug->product, ==, 0x1666);
  g_assert_cmphex(plug->version, ==, 0x0100);
  g_assert_cmpstr(plug->text, ==, "DataTraveler");
  g_assert_cmpuint(plug->interfaces->len, ==, 1);
  g_assert_cmphex(g_array_index(plug->interfaces, OrielUsbKind, 0).class, ==, 8);
  node = oriel_usb_plug_dup_node(plug, "");
  g_assert_cmpstr(node, ==, "/dev/bus/usb/001/004");
  g_assert_false(oriel_usb_plug_equal(plug, plugs->pdata[1]));
  test_usb_remove_root(root);
}

/* A machine without USB. */
static void
test_nothing(void)
{
  g_autoptr(GPtrArray) plugs = oriel_usb_plug_list("/nonexistent");
  g_assert_cmpuint(plugs->len, ==, 0);
}

/* Errors tell what to do. */
static void
test_open(void)
{
  g_autofree char *root = test_usb_make_root();
  g_autofree char *node = g_build_filename(root, "dev/bus/usb/001/004", NULL);
  g_autoptr(GPtrArray) plugs = NULL;
  g_autoptr(GError) error = NULL;
  int fd;

  test_usb_plug(root, 4, 0x0951, 0x1666, 8, "Stick", "", 0);
  plugs = oriel_usb_plug_list(root);
  fd = oriel_usb_plug_open(plugs->pdata[0], root, &error);
  g_assert_no_error(error);
  close(fd);
  g_chmod(node, 0);
  if (geteuid() == 0) {
    g_test_message("root may open everything");
  } else {
    g_assert_cmpint(oriel_usb_plug_open(plugs->pdata[0], root, &error), ==, -1);
    g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, "ATTR{idVendor}==\"0951\", ATTR{idProduct}==\"1666\""));
    g_clear_error(&error);
  }
  g_unlink(node);
  g_assert_cmpint(oriel_usb_plug_open(plugs->pdata[0], root, &error), ==, -1);
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND);
  test_usb_remove_root(root);
}

static OrielUsbPlug *
make_plug(guint8 device_class, const OrielUsbKind *interfaces, guint n_interfaces)
{
  OrielUsbPlug *plug = g_new0(OrielUsbPlug, 1);

  *plug = (OrielUsbPlug){.vendor = 0x0951,
                         .product = 0x1666,
                         .version = 0x0100,
                         .kind = {device_class, 0, 0},
                         .interfaces = g_array_new(FALSE, FALSE, sizeof(OrielUsbKind)),
                         .text = g_strdup("")};
  g_array_append_vals(plug->interfaces, interfaces, n_interfaces);
  return plug;
}

static void
test_filter(void)
{
  static const OrielUsbKind storage[] = {{8, 6, 0x50}};
  static const OrielUsbKind headset[] = {{1, 1, 0}, {1, 2, 0}, {3, 0, 0}};
  static const OrielUsbKind keyboard[] = {{3, 1, 1}, {3, 0, 0}};
  static const OrielUsbKind buttons[] = {{3, 0, 0}};
  static const struct {
    const char *text;
    gboolean storage, headset, keyboard, buttons;
  } rows[] = {
      {"-1,-1,-1,-1,1", TRUE, TRUE, TRUE, TRUE},
      {"", FALSE, FALSE, FALSE, FALSE},
      {"-1,-1,-1,-1,0", FALSE, FALSE, FALSE, FALSE},
      {"0x03,-1,-1,-1,0|-1,-1,-1,-1,1", TRUE, TRUE, FALSE, FALSE},
      {"8,-1,-1,-1,1", TRUE, FALSE, FALSE, FALSE},
      {" 0x08 , 0x0951,0x1666, 0x0100,1 |", TRUE, FALSE, FALSE, FALSE},
      {"-1,2385,5734,-1,1", TRUE, TRUE, TRUE, TRUE},
      {"-1,0x0951,0x1667,-1,1", FALSE, FALSE, FALSE, FALSE},
      {"-1,-1,-1,0x0200,0|-1,-1,-1,-1,1", TRUE, TRUE, TRUE, TRUE},
  };
  g_autoptr(OrielUsbPlug) stick = make_plug(0, storage, 1);
  g_autoptr(OrielUsbPlug) ears = make_plug(0xef, headset, 3);
  g_autoptr(OrielUsbPlug) keys = make_plug(0, keyboard, 2);
  g_autoptr(OrielUsbPlug) remote = make_plug(0, buttons, 1);

  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(OrielUsbFilter) filter = oriel_usb_filter_new(rows[i].text, &error);

    g_test_message("%s", rows[i].text);
    g_assert_no_error(error);
    g_assert_cmpint(oriel_usb_filter_allows_plug(filter, stick), ==, rows[i].storage);
    g_assert_cmpint(oriel_usb_filter_allows_plug(filter, ears), ==, rows[i].headset);
    g_assert_cmpint(oriel_usb_filter_allows_plug(filter, keys), ==, rows[i].keyboard);
    g_assert_cmpint(oriel_usb_filter_allows_plug(filter, remote), ==, rows[i].buttons);
  }
}

/* The device's own class counts as well. */
static void
test_device_class(void)
{
  static const OrielUsbKind radio[] = {{0xe0, 1, 1}};
  g_autoptr(OrielUsbPlug) plug = make_plug(0xff, radio, 1);
  g_autoptr(OrielUsbFilter) interface = oriel_usb_filter_new("0xe0,-1,-1,-1,1", NULL);
  g_autoptr(OrielUsbFilter) both = oriel_usb_filter_new("0xe0,-1,-1,-1,1|255,-1,-1,-1,1", NULL);

  g_assert_false(oriel_usb_filter_allows_plug(interface, plug));
  g_assert_true(oriel_usb_filter_allows_plug(both, plug));
}

static void
test_no_filter(void)
{
  static const char *const texts[] = {"a",
                                      "-1,-1,-1,-1",
                                      "-1,-1,-1,-1,1,1",
                                      "-1,-1,-1,-1,-1",
                                      "-1,-1,-1,-1,2",
                                      "256,-1,-1,-1,1",
                                      "-2,-1,-1,-1,1",
                                      "0x,-1,-1,-1,1",
                                      "-1,0x10000,-1,-1,1",
                                      "-1,-1,-1,-1,1|b\033[31m"};

  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_autoptr(GError) error = NULL;

    g_assert_null(oriel_usb_filter_new(texts[i], &error));
    g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID);
    g_assert_null(strchr(error->message, '\033'));
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/usb/list", test_list);
  g_test_add_func("/usb/nothing", test_nothing);
  g_test_add_func("/usb/open", test_open);
  g_test_add_func("/usb/filter", test_filter);
  g_test_add_func("/usb/device-class", test_device_class);
  g_test_add_func("/usb/no-filter", test_no_filter);
  return g_test_run();
}

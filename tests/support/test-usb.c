// SPDX-License-Identifier: LGPL-2.1-or-later
#include "test-usb.h"

#include <glib/gstdio.h>

char *
test_usb_make_root(void)
{
  g_autoptr(GError) error = NULL;
  char *root = g_dir_make_tmp("oriel-usb-XXXXXX", &error);
  g_autofree char *bus = NULL;

  g_assert_no_error(error);
  bus = g_build_filename(root, "dev/bus/usb/001", NULL);
  g_assert_cmpint(g_mkdir_with_parents(bus, 0700), ==, 0);
  g_setenv("ORIEL_USB_ROOT", root, TRUE);
  return root;
}

static void
remove_tree(const char *path)
{
  g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
    g_autofree char *child = g_build_filename(path, name, NULL);
    remove_tree(child);
  }
  g_remove(path);
}

void
test_usb_remove_root(const char *root)
{
  remove_tree(root);
}

static void write_file(const char *content, gssize length, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

static void
write_file(const char *content, gssize length, const char *format, ...)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;
  va_list arguments;

  va_start(arguments, format);
  path = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  folder = g_path_get_dirname(path);
  g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
  g_file_set_contents_full(path, content, length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error(error);
}

static void
write_number(const char *root, guint address, const char *name, gboolean hex, guint number)
{
  g_autofree char *text = hex ? g_strdup_printf("%04x\n", number) : g_strdup_printf("%u\n", number);

  write_file(text, -1, "%s/sys/bus/usb/devices/1-%u/%s", root, address, name);
}

void
test_usb_plug(const char *root,
              guint address,
              guint vendor,
              guint product,
              guint interface_class,
              const char *name,
              const char *content,
              gssize length)
{
  g_autofree char *class = g_strdup_printf("%02x\n", interface_class);

  write_number(root, address, "idVendor", TRUE, vendor);
  write_number(root, address, "idProduct", TRUE, product);
  write_number(root, address, "busnum", FALSE, 1);
  write_number(root, address, "devnum", FALSE, address);
  write_file("0100\n", -1, "%s/sys/bus/usb/devices/1-%u/bcdDevice", root, address);
  write_file("00\n", -1, "%s/sys/bus/usb/devices/1-%u/bDeviceClass", root, address);
  write_file(name, -1, "%s/sys/bus/usb/devices/1-%u/product", root, address);
  write_file(class, -1, "%s/sys/bus/usb/devices/1-%u:1.0/bInterfaceClass", root, address);
  write_file(content, length, "%s/dev/bus/usb/001/%03u", root, address);
}

void
test_usb_unplug(const char *root, guint address)
{
  g_autofree char *device = g_strdup_printf("%s/sys/bus/usb/devices/1-%u", root, address);
  g_autofree char *interface = g_strdup_printf("%s:1.0", device);
  g_autofree char *node = g_strdup_printf("%s/dev/bus/usb/001/%03u", root, address);

  remove_tree(device);
  remove_tree(interface);
  remove_tree(node);
}

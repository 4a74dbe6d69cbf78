// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-usb-plug.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "oriel.h"

#define CLASS_HUB 0x09

/* Bytes of an attribute; the kernel's are a page at most. */
#define MAX_ATTRIBUTE 4096

void
oriel_usb_plug_free(OrielUsbPlug *self)
{
  g_array_unref(self->interfaces);
  g_free(self->text);
  g_free(self);
}

gboolean
oriel_usb_plug_equal(const OrielUsbPlug *self, const OrielUsbPlug *other)
{
  return self->bus == other->bus && self->address == other->address &&
         self->vendor == other->vendor && self->product == other->product;
}

const char *
oriel_usb_plug_get_root(void)
{
  const char *root = g_getenv("ORIEL_USB_ROOT");

  return root != NULL ? root : "";
}

/* (transfer full): without the end of the line; "" = there is none */
static char *
read_text(const char *folder, const char *device, const char *name)
{
  g_autofree char *path = g_build_filename(folder, device, name, NULL);
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents(path, &text, &length, NULL) || length > MAX_ATTRIBUTE)
    return g_strdup("");
  return g_strdup(g_strchomp(text));
}

static gboolean
read_number(const char *folder, const char *device, const char *name, guint base, guint64 *number)
{
  g_autofree char *text = read_text(folder, device, name);

  return g_ascii_string_to_unsigned(text, base, 0, 0xffff, number, NULL);
}

static guint8
read_byte(const char *folder, const char *device, const char *name)
{
  guint64 number = 0;

  return read_number(folder, device, name, 16, &number) ? (guint8)number : 0;
}

/* (transfer full) (nullable): NULL = it is a hub, or is being unplugged */
static OrielUsbPlug *
read_plug(const char *folder, const char *device)
{
  guint64 bus, address, vendor, product, version = 0;
  g_autofree char *maker = NULL;
  g_autofree char *name = NULL;
  OrielUsbPlug *self;
  OrielUsbKind kind = {read_byte(folder, device, "bDeviceClass"),
                       read_byte(folder, device, "bDeviceSubClass"),
                       read_byte(folder, device, "bDeviceProtocol")};

  if (kind.class == CLASS_HUB || !read_number(folder, device, "busnum", 10, &bus) ||
      !read_number(folder, device, "devnum", 10, &address) ||
      !read_number(folder, device, "idVendor", 16, &vendor) ||
      !read_number(folder, device, "idProduct", 16, &product))
    return NULL;
  read_number(folder, device, "bcdDevice", 16, &version);
  maker = read_text(folder, device, "manufacturer");
  name = read_text(folder, device, "product");
  self = g_new0(OrielUsbPlug, 1);
  *self = (OrielUsbPlug){.bus = (guint)bus,
                         .address = (guint)address,
                         .vendor = (guint16)vendor,
                         .product = (guint16)product,
                         .version = (guint16)version,
                         .kind = kind,
                         .interfaces = g_array_new(FALSE, FALSE, sizeof(OrielUsbKind))};
  /* Many say who made them in their name as well. */
  if (*maker == '\0' || g_str_has_prefix(name, maker))
    self->text = g_steal_pointer(&name);
  else
    self->text = *name != '\0' ? g_strdup_printf("%s %s", maker, name) : g_steal_pointer(&maker);
  return self;
}

/* @interface is "1-2:1.0" of the device "1-2". */
static void
add_interface(OrielUsbPlug *self, const char *folder, const char *interface)
{
  OrielUsbKind kind = {read_byte(folder, interface, "bInterfaceClass"),
                       read_byte(folder, interface, "bInterfaceSubClass"),
                       read_byte(folder, interface, "bInterfaceProtocol")};

  g_array_append_val(self->interfaces, kind);
}

static int
compare(gconstpointer a, gconstpointer b)
{
  const OrielUsbPlug *first = *(OrielUsbPlug *const *)a;
  const OrielUsbPlug *second = *(OrielUsbPlug *const *)b;

  return first->bus != second->bus ? (int)first->bus - (int)second->bus
                                   : (int)first->address - (int)second->address;
}

GPtrArray *
oriel_usb_plug_list(const char *root)
{
  g_autofree char *folder = g_build_filename(root, "/sys/bus/usb/devices", NULL);
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  g_autoptr(GHashTable) by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) interfaces = g_ptr_array_new_with_free_func(g_free);
  GPtrArray *plugs = g_ptr_array_new_with_free_func((GDestroyNotify)oriel_usb_plug_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
    OrielUsbPlug *plug = NULL;
    if (strchr(name, ':') != NULL)
      g_ptr_array_add(interfaces, g_strdup(name));
    else if ((plug = read_plug(folder, name)) != NULL)
      g_hash_table_insert(by_name, g_strdup(name), plug);
    if (plug != NULL)
      g_ptr_array_add(plugs, plug);
  }
  for (guint i = 0; i < interfaces->len; i++) {
    const char *interface = interfaces->pdata[i];
    g_autofree char *device = g_strndup(interface, (gsize)(strchr(interface, ':') - interface));
    OrielUsbPlug *plug = g_hash_table_lookup(by_name, device);
    if (plug != NULL)
      add_interface(plug, folder, interface);
  }
  g_ptr_array_sort(plugs, compare);
  return plugs;
}

char *
oriel_usb_plug_dup_node(const OrielUsbPlug *self, const char *root)
{
  return g_strdup_printf("%s/dev/bus/usb/%03u/%03u", root, self->bus, self->address);
}

/* (transfer full): what helps, for each reason that a person can do something about */
static GError *
describe_failure(const OrielUsbPlug *self, const char *node, int reason)
{
  if (reason == EACCES || reason == EPERM)
    return g_error_new(ORIEL_ERROR, ORIEL_ERROR_INVALID,
                       "you may not use %s: permission denied. As root, write the line "
                       "SUBSYSTEM==\"usb\", ATTR{idVendor}==\"%04x\", ATTR{idProduct}==\"%04x\", "
                       "TAG+=\"uaccess\" into /etc/udev/rules.d/70-usb-for-guests.rules (GROUP=\"a "
                       "group of yours\" instead of the tag where you are logged in from afar), "
                       "and plug the device in again",
                       node, self->vendor, self->product);
  if (reason == ENOENT || reason == ENODEV || reason == ENXIO)
    return g_error_new(ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND,
                       "there is no %s: the device was unplugged, or this is a container that was "
                       "not given it",
                       node);
  return g_error_new(ORIEL_ERROR, ORIEL_ERROR_FAILED, "cannot open %s: %s", node,
                     g_strerror(reason));
}

int
oriel_usb_plug_open(const OrielUsbPlug *self, const char *root, GError **error)
{
  g_autofree char *node = oriel_usb_plug_dup_node(self, root);
  int fd = open(node, O_RDWR | O_CLOEXEC | O_NONBLOCK);

  if (fd < 0 && error != NULL)
    *error = describe_failure(self, node, errno);
  return fd;
}

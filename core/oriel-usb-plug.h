// SPDX-License-Identifier: LGPL-2.1-or-later
/* USB devices that are plugged into this machine, as the kernel describes them in sysfs. */
#pragma once

#include <glib.h>

/* What kind of thing it is (https://www.usb.org/defined-class-codes). */
typedef struct {
  guint8 class, subclass, protocol;
} OrielUsbKind;

typedef struct {
  guint bus, address;
  guint16 vendor, product;
  guint16 version; /* binary-coded decimal */
  OrielUsbKind kind;
  GArray *interfaces; /* (owned) (element-type OrielUsbKind) of its present configuration */
  char *text;         /* (owned) what it says of itself: any bytes; "" = nothing */
} OrielUsbPlug;

void oriel_usb_plug_free(OrielUsbPlug *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrielUsbPlug, oriel_usb_plug_free)

/* The same device: a device that is plugged in again has another address. */
gboolean oriel_usb_plug_equal(const OrielUsbPlug *self, const OrielUsbPlug *other);

/* Where sys/ and dev/ are: "", or ORIEL_USB_ROOT of the environment. */
const char *oriel_usb_plug_get_root(void);

/* All devices but hubs, in the order of bus and address. Blocks for a moment.
 * (transfer full) (element-type OrielUsbPlug) */
GPtrArray *oriel_usb_plug_list(const char *root);

/* The node of the device below @root. (transfer full) */
char *oriel_usb_plug_dup_node(const OrielUsbPlug *self, const char *root);

/* Opens the device, in words for a person where that cannot be: what lacks, and what would help;
 * -1 = it cannot. Blocks. */
int oriel_usb_plug_open(const OrielUsbPlug *self, const char *root, GError **error);

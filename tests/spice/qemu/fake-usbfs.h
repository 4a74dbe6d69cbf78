// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

/* What a PC's screen is painted in, 0x2a of 0x3f green, as QEMU makes bytes of that. */
#define FAKE_USBFS_COLOUR 0x00a800

#define FAKE_USBFS_SIZE 50 /* of the descriptors, in bytes */

/* Of the device and its configuration: one interface, of a disk (08, 06, 50), with two endpoints
 * for bulk (USB 2.0, 9.6). */
#define FAKE_USBFS_DESCRIPTORS                                                                     \
  {                                                                                                \
    18, 1, 0x00, 0x02, 0, 0, 0, 64, 0x51, 0x09, 0x66, 0x16, 0x00, 0x01, 0, 0, 0, 1, /* device */   \
        9, 2, 32, 0, 1, 1, 0, 0x80, 50,     /* configuration */                                    \
        9, 4, 0, 0, 2, 0x08, 0x06, 0x50, 0, /* interface */                                        \
        7, 5, 0x81, 2, 0x00, 0x02, 0,       /* to the host */                                      \
        7, 5, 0x02, 2, 0x00, 0x02, 0,       /* from the host */                                    \
  }

// SPDX-License-Identifier: LGPL-2.1-or-later
/* The USB devices of a session over its window, each of which is given to the guest or taken back.
 */
#pragma once

#include "overlay.h"

G_BEGIN_DECLS

typedef struct _UsbMenu UsbMenu;

/* (transfer full) */
UsbMenu *usb_menu_new(void);
void usb_menu_free(UsbMenu *self);
/* Lists the devices of @session over a window that asks nothing, or says why there is none.
 * @overlay outlives the question, @self the overlay. */
void usb_menu_open(UsbMenu *self, OrielSession *session, Overlay *overlay);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/* The USB devices of a session as a menu, each of which is given to the guest or taken back. */
#pragma once

#include <gtk/gtk.h>
#include <oriel.h>

G_BEGIN_DECLS

typedef struct _UsbMenu UsbMenu;

/* Its items activate @action with their position, as a "u". */
UsbMenu *usb_menu_new(const char *action);
void usb_menu_free(UsbMenu *self);
/* (transfer none) */
GMenuModel *usb_menu_get_model(UsbMenu *self);
/* @session: (nullable) */
void usb_menu_set_session(UsbMenu *self, OrielSession *session);
/* Does what the item at this position is for. */
void usb_menu_activate(UsbMenu *self, guint position);

G_END_DECLS

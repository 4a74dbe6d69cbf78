// SPDX-License-Identifier: LGPL-2.1-or-later
#include "usb-menu.h"

#include "shared/usb-share.h"

#define MAX_LABEL 200 /* bytes */

struct _UsbMenu {
  OrielSession *session; /* (owned) (nullable) whose devices were listed last */
  GPtrArray *devices;    /* (owned) (element-type OrielUsbDevice) in the order of the choices */
};

/**
 * usb_menu_new:
 *
 * Returns: (transfer full): a menu, to be freed by usb_menu_free()
 */
UsbMenu *
usb_menu_new(void)
{
  UsbMenu *self = g_new0(UsbMenu, 1);

  self->devices = g_ptr_array_new_with_free_func(g_object_unref);
  return self;
}

static void
forget(UsbMenu *self)
{
  g_ptr_array_set_size(self->devices, 0);
  g_clear_object(&self->session);
}

/**
 * usb_menu_free:
 * @self: (transfer full): a menu
 */
void
usb_menu_free(UsbMenu *self)
{
  forget(self);
  g_ptr_array_unref(self->devices);
  g_free(self);
}

static void
on_answer(Dialog *dialog, DialogResponse response, gpointer user_data)
{
  UsbMenu *self = user_data;
  guint choice = dialog_get_choice(dialog);

  if (response == DIALOG_CHOOSE && choice < self->devices->len)
    usb_share_toggle(self->session, self->devices->pdata[choice]);
  forget(self);
}

static void
add_device(Dialog *dialog, OrielUsbDevice *device)
{
  gboolean with_guest = oriel_usb_device_get_state(device) != ORIEL_USB_AVAILABLE;
  g_autofree char *label =
      oriel_text_sanitize(oriel_usb_device_get_description(device), -1, MAX_LABEL);

  dialog_add_choice(dialog, label, with_guest);
}

/**
 * usb_menu_open:
 * @self: a menu
 * @session: (nullable): a session, or none
 * @overlay: (transfer none): of the window
 *
 * Lists the devices; the one that is chosen changes sides, and what becomes of it is told by the
 * session's `usb_share_begin()`.
 */
void
usb_menu_open(UsbMenu *self, OrielSession *session, Overlay *overlay)
{
  OrielUsb *usb = session != NULL ? oriel_session_get_usb(session) : NULL;
  guint n = usb != NULL ? g_list_model_get_n_items(G_LIST_MODEL(usb)) : 0;
  Dialog *dialog;

  if (n == 0) {
    overlay_toast(overlay, usb == NULL ? "This console takes no USB devices"
                                       : "No USB device is plugged in");
    return;
  }
  forget(self);
  self->session = g_object_ref(session);
  dialog = dialog_new(DIALOG_ASK, "USB devices of the guest", NULL);
  for (guint i = 0; i < n; i++) {
    OrielUsbDevice *device = g_list_model_get_item(G_LIST_MODEL(usb), i);

    g_ptr_array_add(self->devices, device);
    add_device(dialog, device);
  }
  dialog_add_button(dialog, "Close", DIALOG_CANCEL);
  overlay_ask(overlay, dialog, on_answer, self);
}

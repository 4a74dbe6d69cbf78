// SPDX-License-Identifier: LGPL-2.1-or-later
/* The list of USB devices over a guest's screen: a digit gives one to the guest, or takes it back.
 */
#include "screen/viewer-private.h"

#include "screen/panel.h"
#include "shared/usb-share.h"

#define MAX_DEVICES 9
#define NAME_WIDTH 56 /* columns */

static OrielUsb *
get_usb(Viewer *self)
{
  OrielSession *session = attachment_get_session(self->attachment);

  return session != NULL ? oriel_session_get_usb(session) : NULL;
}

gboolean
viewer_can_list_usb(Viewer *self)
{
  OrielUsb *usb = get_usb(self);

  if (usb == NULL)
    viewer_note(self, "This guest takes no USB devices");
  else if (g_list_model_get_n_items(G_LIST_MODEL(usb)) == 0)
    viewer_note(self, "No USB device is plugged in");
  else
    return TRUE;
  return FALSE;
}

void
viewer_list_usb(Viewer *self, Panel *panel)
{
  GListModel *devices = G_LIST_MODEL(get_usb(self));
  guint n = devices != NULL ? g_list_model_get_n_items(devices) : 0;

  for (guint i = 0; i < MIN(n, MAX_DEVICES); i++) {
    g_autoptr(OrielUsbDevice) device = g_list_model_get_item(devices, i);
    gboolean with_guest = oriel_usb_device_get_state(device) != ORIEL_USB_AVAILABLE;
    g_autofree char *line =
        g_strdup_printf("%u  %s%s", i + 1, oriel_usb_device_get_description(device),
                        with_guest ? " (with the guest)" : "");

    panel_add_text(panel, line, NAME_WIDTH);
  }
  panel_add(panel, "");
  panel_add(panel, "1-9  give it to the guest, or take it back");
}

void
viewer_toggle_usb(Viewer *self, guint index)
{
  GListModel *devices = G_LIST_MODEL(get_usb(self));
  g_autoptr(OrielUsbDevice) device = devices != NULL ? g_list_model_get_item(devices, index) : NULL;

  if (device != NULL && !self->read_only)
    usb_share_toggle(attachment_get_session(self->attachment), device);
  else if (device != NULL)
    viewer_note(self, "This is read only");
}

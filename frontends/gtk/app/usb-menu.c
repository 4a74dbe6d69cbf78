// SPDX-License-Identifier: LGPL-2.1-or-later
#include "usb-menu.h"

#include "menus.h"
#include "shared/usb-share.h"

#include <glib/gi18n.h>

struct _UsbMenu {
  char *action;          /* (owned) */
  GMenu *menu;           /* (owned) */
  OrielSession *session; /* (owned) (nullable) */
  GSignalGroup *usb;     /* (owned): of its OrielUsb */
  GPtrArray *devices;    /* (owned) (element-type OrielUsbDevice): as they are in the menu */
};

static void update(UsbMenu *self);

static void
forget_devices(UsbMenu *self)
{
  for (guint i = 0; i < self->devices->len; i++)
    g_signal_handlers_disconnect_by_data(self->devices->pdata[i], self);
  g_ptr_array_set_size(self->devices, 0);
}

static const char *
describe_state(OrielUsbDevice *device)
{
  switch (oriel_usb_device_get_state(device)) {
  case ORIEL_USB_CONNECTED:
    return _("with the guest");
  case ORIEL_USB_CONNECTING:
    return _("on its way to the guest");
  case ORIEL_USB_DISCONNECTING:
    return _("on its way back");
  case ORIEL_USB_AVAILABLE:
  default:
    return NULL;
  }
}

static void
append(UsbMenu *self, OrielUsbDevice *device)
{
  const char *state = describe_state(device);
  g_autofree char *name = menus_dup_label(oriel_usb_device_get_description(device));
  g_autofree char *label = state != NULL ? g_strdup_printf("%s: %s", name, state) : g_strdup(name);
  g_autoptr(GMenuItem) item = g_menu_item_new(label, NULL);

  g_menu_item_set_action_and_target(item, self->action, "u", self->devices->len);
  g_menu_append_item(self->menu, item);
  g_ptr_array_add(self->devices, g_object_ref(device));
  g_signal_connect_swapped(device, "notify::state", G_CALLBACK(update), self);
}

static void
update(UsbMenu *self)
{
  OrielUsb *usb = self->session != NULL ? oriel_session_get_usb(self->session) : NULL;
  guint n = usb != NULL ? g_list_model_get_n_items(G_LIST_MODEL(usb)) : 0;

  forget_devices(self);
  g_menu_remove_all(self->menu);
  for (guint i = 0; i < n; i++) {
    g_autoptr(OrielUsbDevice) device = g_list_model_get_item(G_LIST_MODEL(usb), i);
    append(self, device);
  }
  if (n == 0) /* grey: nothing has this action */
    g_menu_append(self->menu,
                  usb != NULL ? _("No USB device is plugged in")
                              : _("This console takes no USB devices"),
                  "console.none");
}

static void
on_usb(UsbMenu *self)
{
  g_signal_group_set_target(self->usb, oriel_session_get_usb(self->session));
  update(self);
}

UsbMenu *
usb_menu_new(const char *action)
{
  UsbMenu *self = g_new0(UsbMenu, 1);

  self->action = g_strdup(action);
  self->menu = g_menu_new();
  self->devices = g_ptr_array_new_with_free_func(g_object_unref);
  self->usb = g_signal_group_new(ORIEL_TYPE_USB);
  g_signal_group_connect_swapped(self->usb, "items-changed", G_CALLBACK(update), self);
  update(self);
  return self;
}

void
usb_menu_set_session(UsbMenu *self, OrielSession *session)
{
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data(self->session, self);
  g_set_object(&self->session, session);
  if (session != NULL) {
    g_signal_connect_swapped(session, "notify::usb", G_CALLBACK(on_usb), self);
    on_usb(self);
  } else {
    g_signal_group_set_target(self->usb, NULL);
    update(self);
  }
}

void
usb_menu_free(UsbMenu *self)
{
  usb_menu_set_session(self, NULL);
  g_object_unref(self->usb);
  g_ptr_array_unref(self->devices);
  g_object_unref(self->menu);
  g_free(self->action);
  g_free(self);
}

GMenuModel *
usb_menu_get_model(UsbMenu *self)
{
  return G_MENU_MODEL(self->menu);
}

void
usb_menu_activate(UsbMenu *self, guint position)
{
  if (position < self->devices->len)
    usb_share_toggle(self->session, self->devices->pdata[position]);
}

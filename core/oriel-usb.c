// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-usb-private.h"

#include "oriel-usb-device-private.h"

enum {
  PROP_0,
  PROP_N_CHANNELS,
  PROP_N_FREE,
  PROP_LISTED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static GType
oriel_usb_get_item_type(GListModel *list)
{
  return ORIEL_TYPE_USB_DEVICE;
}

static guint
oriel_usb_get_n_items(GListModel *list)
{
  return ORIEL_USB(list)->devices->len;
}

static gpointer
oriel_usb_get_item(GListModel *list, guint position)
{
  OrielUsb *self = ORIEL_USB(list);

  return position < self->devices->len ? g_object_ref(self->devices->pdata[position]) : NULL;
}

static void
oriel_usb_list_model_init(GListModelInterface *interface)
{
  interface->get_item_type = oriel_usb_get_item_type;
  interface->get_n_items = oriel_usb_get_n_items;
  interface->get_item = oriel_usb_get_item;
}

/**
 * OrielUsb:
 *
 * The USB devices of a session, a list of #OrielUsbDevice: those that are plugged into this
 * machine, as they come and go, and the files that the guest has got as CDs. A guest has a number
 * of channels for them, and each device that it has takes one.
 *
 * A device that the guest has is gone from this machine until it is disconnected.
 *
 * It exists only where #OrielSession:enable-usb is on and the guest has channels.
 */
G_DEFINE_FINAL_TYPE_WITH_CODE(OrielUsb,
                              oriel_usb,
                              G_TYPE_OBJECT,
                              G_IMPLEMENT_INTERFACE(G_TYPE_LIST_MODEL, oriel_usb_list_model_init))

static void
oriel_usb_get_property(GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OrielUsb *self = ORIEL_USB(object);

  switch (id) {
  case PROP_N_CHANNELS:
    g_value_set_uint(value, self->n_channels);
    break;
  case PROP_N_FREE:
    g_value_set_uint(value, oriel_usb_get_n_free(self));
    break;
  case PROP_LISTED:
    g_value_set_boolean(value, self->listed);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID(object, id, pspec);
  }
}

static void
oriel_usb_finalize(GObject *object)
{
  g_clear_pointer(&ORIEL_USB(object)->watch, oriel_usb_watch_free);
  g_ptr_array_unref(ORIEL_USB(object)->devices);
  G_OBJECT_CLASS(oriel_usb_parent_class)->finalize(object);
}

static void
oriel_usb_class_init(OrielUsbClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS(klass);

  object_class->get_property = oriel_usb_get_property;
  object_class->finalize = oriel_usb_finalize;

  /**
   * OrielUsb:n-channels:
   *
   * How many devices the guest can have at a time.
   */
  properties[PROP_N_CHANNELS] =
      g_param_spec_uint("n-channels", NULL, NULL, 0, G_MAXUINT, 0, readable);
  /**
   * OrielUsb:n-free:
   *
   * How many more devices the guest can take.
   */
  properties[PROP_N_FREE] = g_param_spec_uint("n-free", NULL, NULL, 0, G_MAXUINT, 0, readable);
  /**
   * OrielUsb:listed:
   *
   * Whether all that was plugged in at first has been listed: what comes later was plugged in
   * later.
   */
  properties[PROP_LISTED] = g_param_spec_boolean("listed", NULL, NULL, FALSE, readable);
  g_object_class_install_properties(object_class, N_PROPS, properties);
}

static void
oriel_usb_init(OrielUsb *self)
{
  self->devices = g_ptr_array_new_with_free_func(g_object_unref);
}

void
oriel_usb_set_link(OrielUsb *self, OrielLink *link)
{
  self->link = link;
}

static void
tell_n_free(OrielUsb *self)
{
  g_object_notify_by_pspec(G_OBJECT(self), properties[PROP_N_FREE]);
}

void
oriel_usb_set_device_state(OrielUsb *self, OrielUsbDevice *device, OrielUsbState state)
{
  oriel_usb_device_set_state(device, state);
  tell_n_free(self);
}

void
oriel_usb_add(OrielUsb *self, OrielUsbDevice *device)
{
  g_ptr_array_add(self->devices, g_object_ref(device));
  g_list_model_items_changed(G_LIST_MODEL(self), self->devices->len - 1, 0, 1);
}

static void
remove_device(OrielUsb *self, OrielUsbDevice *device)
{
  guint position;

  if (!g_ptr_array_find(self->devices, device, &position))
    return;
  g_ptr_array_remove_index(self->devices, position);
  g_list_model_items_changed(G_LIST_MODEL(self), position, 1, 0);
}

void
oriel_usb_take_back(OrielUsb *self, OrielUsbDevice *device, const char *problem)
{
  g_autoptr(OrielUsbDevice) keep = g_object_ref(device);

  oriel_usb_device_set_problem(device, problem);
  if (oriel_usb_device_get_plug(device) == NULL)
    remove_device(self, device);
  oriel_usb_set_device_state(self, device, ORIEL_USB_AVAILABLE);
}

static void
drop(OrielUsb *self, OrielUsbDevice *device, const char *problem)
{
  g_autoptr(OrielUsbDevice) keep = g_object_ref(device);

  oriel_usb_take_back(self, device, problem);
  remove_device(self, device);
}

/* The position in @plugs; -1 = it is not plugged in any more. */
static int
find_plug(const GPtrArray *plugs, const OrielUsbPlug *plug)
{
  for (guint i = 0; i < plugs->len; i++)
    if (oriel_usb_plug_equal(plugs->pdata[i], plug))
      return (int)i;
  return -1;
}

/* What was pulled out of this machine is pulled out of the guest. */
static void
unplug(OrielUsb *self, OrielUsbDevice *device)
{
  if (self->link != NULL && oriel_usb_device_get_state(device) != ORIEL_USB_AVAILABLE)
    oriel_link_call(self->link, "UsbDisconnect",
                    g_variant_new("(u)", oriel_usb_device_get_id(device)), NULL, NULL, NULL, NULL);
  drop(self, device, "it was unplugged");
}

static void
on_plugs(GPtrArray *plugs, gpointer data)
{
  g_autoptr(GPtrArray) owned = plugs;
  g_autoptr(OrielUsb) self = g_object_ref(data);

  for (guint i = self->devices->len; i-- > 0;) {
    const OrielUsbPlug *known = oriel_usb_device_get_plug(self->devices->pdata[i]);
    int position = known != NULL ? find_plug(plugs, known) : -1;
    if (position >= 0)
      g_ptr_array_remove_index(plugs, (guint)position);
    else if (known != NULL)
      unplug(self, self->devices->pdata[i]);
    /* Whoever is told of it may end the session. */
    if (i > self->devices->len)
      return;
  }
  while (plugs->len > 0 && self->watch != NULL) {
    g_autoptr(OrielUsbDevice) device =
        oriel_usb_device_new_plugged(g_ptr_array_steal_index(plugs, 0));
    oriel_usb_add(self, device);
  }
  if (self->listed)
    return;
  self->listed = TRUE;
  g_object_notify_by_pspec(G_OBJECT(self), properties[PROP_LISTED]);
}

OrielUsb *
oriel_usb_new(void)
{
  OrielUsb *self = g_object_new(ORIEL_TYPE_USB, NULL);

  self->watch = oriel_usb_watch_new(on_plugs, self);
  return self;
}

void
oriel_usb_clear(OrielUsb *self)
{
  g_autoptr(OrielUsb) keep = g_object_ref(self);

  g_clear_pointer(&self->watch, oriel_usb_watch_free);
  while (self->devices->len > 0)
    drop(self, self->devices->pdata[0], "the session is over");
  oriel_usb_set_n_channels(self, 0);
}

void
oriel_usb_set_view_only(OrielUsb *self, gboolean view_only)
{
  self->view_only = view_only;
}

void
oriel_usb_set_n_channels(OrielUsb *self, guint n_channels)
{
  if (self->n_channels == n_channels)
    return;
  self->n_channels = n_channels;
  g_object_notify_by_pspec(G_OBJECT(self), properties[PROP_N_CHANNELS]);
  tell_n_free(self);
}

void
oriel_usb_gone(OrielUsb *self, guint id, const char *reason)
{
  for (guint i = 0; i < self->devices->len; i++) {
    OrielUsbDevice *device = self->devices->pdata[i];
    if (oriel_usb_device_get_id(device) == id &&
        (oriel_usb_device_get_state(device) == ORIEL_USB_CONNECTED ||
         oriel_usb_device_get_state(device) == ORIEL_USB_DISCONNECTING)) {
      oriel_usb_take_back(self, device, reason);
      return;
    }
  }
}

/**
 * oriel_usb_get_n_channels:
 * @self: USB of a session
 *
 * Reads #OrielUsb:n-channels.
 *
 * Returns: how many devices the guest can have at a time
 */
guint
oriel_usb_get_n_channels(OrielUsb *self)
{
  g_return_val_if_fail(ORIEL_IS_USB(self), 0);
  return self->n_channels;
}

/**
 * oriel_usb_get_n_free:
 * @self: USB of a session
 *
 * Reads #OrielUsb:n-free.
 *
 * Returns: how many more devices the guest can take
 */
guint
oriel_usb_get_n_free(OrielUsb *self)
{
  guint n_taken = 0;

  g_return_val_if_fail(ORIEL_IS_USB(self), 0);
  for (guint i = 0; i < self->devices->len; i++)
    if (oriel_usb_device_get_state(self->devices->pdata[i]) != ORIEL_USB_AVAILABLE)
      n_taken++;
  return self->n_channels - MIN(self->n_channels, n_taken);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-usb-private.h"

#include <unistd.h>

#include "oriel-usb-device-private.h"
#include "oriel-usb-file.h"

struct _OrielUsb {
  GObject parent_instance;

  OrielLink *link; /* borrowed; NULL once the session is over */
  gboolean view_only;
  guint n_channels;
  guint last_id;
  GPtrArray *devices; /* (owned) (element-type OrielUsbDevice) */
};

enum {
  PROP_0,
  PROP_N_CHANNELS,
  PROP_N_FREE,
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
 * The USB devices of a session, a list of #OrielUsbDevice: those that the guest has got from this
 * viewer. A guest has a number of channels for them, and each device takes one.
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
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID(object, id, pspec);
  }
}

static void
oriel_usb_finalize(GObject *object)
{
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
  g_object_class_install_properties(object_class, N_PROPS, properties);
}

static void
oriel_usb_init(OrielUsb *self)
{
  self->devices = g_ptr_array_new_with_free_func(g_object_unref);
}

OrielUsb *
oriel_usb_new(void)
{
  return g_object_new(ORIEL_TYPE_USB, NULL);
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

static void
set_state(OrielUsb *self, OrielUsbDevice *device, OrielUsbState state)
{
  oriel_usb_device_set_state(device, state);
  tell_n_free(self);
}

static void
add(OrielUsb *self, OrielUsbDevice *device)
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

/* The guest does not have @device, which its holders may still look at. */
static void
take_back(OrielUsb *self, OrielUsbDevice *device, const char *problem)
{
  g_autoptr(OrielUsbDevice) keep = g_object_ref(device);

  oriel_usb_device_set_problem(device, problem);
  remove_device(self, device);
  set_state(self, device, ORIEL_USB_AVAILABLE);
}

void
oriel_usb_clear(OrielUsb *self)
{
  g_autoptr(OrielUsb) keep = g_object_ref(self);

  while (self->devices->len > 0)
    take_back(self, self->devices->pdata[0], "the session is over");
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
        oriel_usb_device_get_state(device) != ORIEL_USB_CONNECTING) {
      take_back(self, device, reason);
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
  g_return_val_if_fail(ORIEL_IS_USB(self), 0);
  return self->n_channels - MIN(self->n_channels, self->devices->len);
}

/* Why nothing can be connected now; NULL = it can. */
static GError *
find_obstacle(OrielUsb *self)
{
  if (self->link == NULL)
    return g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_FAILED, "the session is over");
  if (self->view_only)
    return g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED, "the session is view-only");
  if (oriel_usb_get_n_free(self) == 0)
    return g_error_new(ORIEL_ERROR, ORIEL_ERROR_BUSY,
                       "the guest's channels for USB devices are all taken (%u of %u): disconnect "
                       "a device first",
                       self->devices->len, self->n_channels);
  return NULL;
}

static void
on_connected(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  OrielUsb *self = ORIEL_USB(source);
  OrielUsbDevice *device = g_task_get_task_data(G_TASK(result));
  GError *error = NULL;

  if (g_task_propagate_boolean(G_TASK(result), &error)) {
    set_state(self, device, ORIEL_USB_CONNECTED);
    g_task_return_pointer(task, g_object_ref(device), g_object_unref);
  } else {
    take_back(self, device, error->message);
    g_task_return_error(task, error);
  }
}

/* Connects what @fd, which is borrowed, leads to; @task gets the device. */
static void
connect_cd(OrielUsb *self, const char *description, int fd, GTask *task)
{
  g_autoptr(OrielUsbDevice) device = oriel_usb_device_new_cd(description);
  g_autoptr(GUnixFDList) fds = g_unix_fd_list_new();
  g_autoptr(GTask) call = g_task_new(self, NULL, on_connected, g_object_ref(task));
  GError *error = find_obstacle(self);
  OrielLink *link = self->link;
  guint id = ++self->last_id;
  int handle = error == NULL ? g_unix_fd_list_append(fds, fd, &error) : -1;

  g_task_set_task_data(call, g_object_ref(device), g_object_unref);
  if (error != NULL) {
    g_task_return_error(call, error);
    return;
  }
  oriel_usb_device_set_id(device, id);
  oriel_usb_device_set_state(device, ORIEL_USB_CONNECTING);
  oriel_link_call_with_fds_for_task(link, "UsbConnect", g_variant_new("(ubh)", id, TRUE, handle),
                                    fds, call);
  add(self, device);
  tell_n_free(self);
}

static void
open_in_thread(GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  int fd = oriel_usb_file_open(data, &error);

  if (fd >= 0)
    g_task_return_int(task, fd);
  else
    g_task_return_error(task, error);
}

static void
on_file_open(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GFile *file = g_task_get_task_data(G_TASK(result));
  g_autofree char *name = NULL;
  g_autofree char *description = NULL;
  GError *error = NULL;
  int fd = (int)g_task_propagate_int(G_TASK(result), &error);

  if (fd < 0) {
    g_task_return_error(task, error);
    return;
  }
  name = g_file_get_basename(file);
  description = g_strdup_printf("CD of %s", name);
  connect_cd(ORIEL_USB(source), description, fd, task);
  close(fd);
}

void
oriel_usb_share_cd(OrielUsb *self, GFile *file, GTask *task)
{
  g_autoptr(GTask) owned = task;
  g_autoptr(GTask) opening = NULL;
  GError *error = find_obstacle(self);

  if (error != NULL) {
    g_task_return_error(task, error);
    return;
  }
  opening = g_task_new(self, NULL, on_file_open, g_steal_pointer(&owned));
  g_task_set_task_data(opening, g_object_ref(file), g_object_unref);
  g_task_run_in_thread(opening, open_in_thread);
}

static void
on_disconnected(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  OrielUsb *self = ORIEL_USB(source);
  OrielUsbDevice *device = g_task_get_task_data(G_TASK(result));
  GError *error = NULL;

  if (g_task_propagate_boolean(G_TASK(result), &error)) {
    take_back(self, device, NULL);
    g_task_return_boolean(task, TRUE);
  } else {
    if (oriel_usb_device_get_state(device) == ORIEL_USB_DISCONNECTING)
      set_state(self, device, ORIEL_USB_CONNECTED);
    g_task_return_error(task, error);
  }
}

/**
 * oriel_usb_disconnect_async:
 * @self: USB of a session
 * @device: one of its devices
 * @cancellable: (nullable): makes the outcome a cancellation
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Takes a device away from the guest, as if it was unplugged: what the guest has not written yet is
 * lost.
 */
void
oriel_usb_disconnect_async(OrielUsb *self,
                           OrielUsbDevice *device,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GTask) call = NULL;

  g_return_if_fail(ORIEL_IS_USB(self));
  g_return_if_fail(ORIEL_IS_USB_DEVICE(device));
  task = g_task_new(self, cancellable, callback, user_data);
  g_task_set_source_tag(task, oriel_usb_disconnect_async);
  if (!g_ptr_array_find(self->devices, device, NULL) ||
      oriel_usb_device_get_state(device) != ORIEL_USB_CONNECTED) {
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                            "the guest does not have this device");
    return;
  }
  call = g_task_new(self, NULL, on_disconnected, g_steal_pointer(&task));
  g_task_set_task_data(call, g_object_ref(device), g_object_unref);
  oriel_link_call_for_task(self->link, "UsbDisconnect",
                           g_variant_new("(u)", oriel_usb_device_get_id(device)), call);
  set_state(self, device, ORIEL_USB_DISCONNECTING);
}

/**
 * oriel_usb_disconnect_finish:
 * @self: USB of a session
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends oriel_usb_disconnect_async().
 *
 * Returns: whether the guest does not have the device any more
 */
gboolean
oriel_usb_disconnect_finish(OrielUsb *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail(g_task_is_valid(result, self), FALSE);
  return g_task_propagate_boolean(G_TASK(result), error);
}

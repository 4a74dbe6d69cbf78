// SPDX-License-Identifier: LGPL-2.1-or-later
/* Gives devices to the guest, and takes them away. */
#include "oriel-usb-private.h"

#include <unistd.h>

#include "oriel-usb-device-private.h"

static gboolean
is_listed(OrielUsb *self, OrielUsbDevice *device)
{
  return g_ptr_array_find(self->devices, device, NULL);
}

/* Why nothing may be connected; NULL = it may. (transfer full) */
static GError *
find_refusal(OrielUsb *self)
{
  if (self->link == NULL)
    return g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_FAILED, "the session is over");
  if (self->view_only)
    return g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED, "the session is view-only");
  return NULL;
}

/* Why nothing can be connected now; NULL = it can. (transfer full) */
static GError *
find_obstacle(OrielUsb *self)
{
  GError *refusal = find_refusal(self);

  if (refusal == NULL && oriel_usb_get_n_free(self) == 0)
    return g_error_new(ORIEL_ERROR, ORIEL_ERROR_BUSY,
                       "the guest's channels for USB devices are all taken (%u of %u): disconnect "
                       "a device first",
                       self->n_channels, self->n_channels);
  return refusal;
}

/* Why this device cannot be connected now; NULL = it can. (transfer full) */
static GError *
find_obstacle_to(OrielUsb *self, OrielUsbDevice *device)
{
  if (!is_listed(self, device))
    return g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_INVALID, "it is not plugged in");
  if (oriel_usb_device_get_state(device) != ORIEL_USB_AVAILABLE)
    return g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_INVALID,
                               "the guest has this device, or is about to get it");
  return find_obstacle(self);
}

/* Ends a step of the way to the guest; FALSE = it was the last one, and @task has its error. */
static gboolean
go_on(OrielUsb *self, OrielUsbDevice *device, GTask *task, GError *error)
{
  if (error == NULL && !is_listed(self, device))
    error = g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND, "it was unplugged");
  if (error == NULL)
    return TRUE;
  oriel_usb_take_back(self, device, error->message);
  g_task_return_error(task, error);
  return FALSE;
}

static void
on_connected(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  OrielUsb *self = ORIEL_USB(source);
  OrielUsbDevice *device = g_task_get_task_data(G_TASK(result));
  GError *error = NULL;

  g_task_propagate_boolean(G_TASK(result), &error);
  if (!go_on(self, device, task, error))
    return;
  oriel_usb_set_device_state(self, device, ORIEL_USB_CONNECTED);
  g_task_return_pointer(task, g_object_ref(device), g_object_unref);
}

static void
on_open(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GTask) call = NULL;
  g_autoptr(GUnixFDList) fds = g_unix_fd_list_new();
  OrielUsb *self = ORIEL_USB(source);
  OrielUsbDevice *device = g_task_get_task_data(G_TASK(result));
  gboolean cd = oriel_usb_device_get_plug(device) == NULL;
  GError *error = NULL;
  int fd = (int)g_task_propagate_int(G_TASK(result), &error);
  int handle = -1;

  if (error == NULL)
    error = find_refusal(self);
  if (error == NULL)
    handle = g_unix_fd_list_append(fds, fd, &error);
  if (fd >= 0)
    close(fd);
  if (!go_on(self, device, task, error))
    return;
  oriel_usb_device_set_problem(device, NULL);
  oriel_usb_device_set_id(device, ++self->last_id);
  call = g_task_new(self, NULL, on_connected, g_steal_pointer(&task));
  g_task_set_task_data(call, g_object_ref(device), g_object_unref);
  oriel_link_call_with_fds_for_task(self->link, "UsbConnect",
                                    g_variant_new("(ubh)", self->last_id, cd, handle), fds, call);
}

static void
open_in_thread(GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  int fd = oriel_usb_device_open(data, &error);

  if (fd >= 0)
    g_task_return_int(task, fd);
  else
    g_task_return_error(task, error);
}

/* @device is in the list, and nothing stands in the way. @task, which is taken, gets it. */
static void
begin(OrielUsb *self, OrielUsbDevice *device, GTask *task)
{
  g_autoptr(GTask) opening = g_task_new(self, NULL, on_open, task);

  g_task_set_task_data(opening, g_object_ref(device), g_object_unref);
  oriel_usb_set_device_state(self, device, ORIEL_USB_CONNECTING);
  g_task_run_in_thread(opening, open_in_thread);
}

void
oriel_usb_share_cd(OrielUsb *self, GFile *file, GTask *task)
{
  GError *error = find_obstacle(self);

  if (error == NULL) {
    g_autoptr(OrielUsbDevice) device = oriel_usb_device_new_cd(file);

    oriel_usb_add(self, device);
    begin(self, device, task);
  } else {
    g_task_return_error(task, error);
    g_object_unref(task);
  }
}

/**
 * oriel_usb_connect_async:
 * @self: USB of a session
 * @device: one of its devices, that the guest does not have
 * @cancellable: (nullable): makes the outcome a cancellation; what was connected meanwhile stays
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Gives a device of this machine to the guest, as if it was plugged in there. This machine does not
 * have it then: a file system that is mounted from it breaks.
 *
 * Fails with %ORIEL_ERROR_INVALID where the user may not use the device, in words that tell how
 * that is changed, with %ORIEL_ERROR_NOT_FOUND for a device that is gone, and with
 * %ORIEL_ERROR_BUSY where the guest can take no more devices.
 */
void
oriel_usb_connect_async(OrielUsb *self,
                        OrielUsbDevice *device,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr(GTask) task = NULL;
  GError *error;

  g_return_if_fail(ORIEL_IS_USB(self));
  g_return_if_fail(ORIEL_IS_USB_DEVICE(device));
  task = g_task_new(self, cancellable, callback, user_data);
  g_task_set_source_tag(task, oriel_usb_connect_async);
  error = find_obstacle_to(self, device);
  if (error == NULL)
    begin(self, device, g_steal_pointer(&task));
  else
    g_task_return_error(task, error);
}

/**
 * oriel_usb_connect_finish:
 * @self: USB of a session
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends oriel_usb_connect_async().
 *
 * Returns: whether the guest has the device
 */
gboolean
oriel_usb_connect_finish(OrielUsb *self, GAsyncResult *result, GError **error)
{
  g_autoptr(OrielUsbDevice) device = NULL;

  g_return_val_if_fail(g_task_is_valid(result, self), FALSE);
  device = g_task_propagate_pointer(G_TASK(result), error);
  return device != NULL;
}

static void
on_disconnected(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  OrielUsb *self = ORIEL_USB(source);
  OrielUsbDevice *device = g_task_get_task_data(G_TASK(result));
  GError *error = NULL;

  if (g_task_propagate_boolean(G_TASK(result), &error)) {
    oriel_usb_take_back(self, device, NULL);
    g_task_return_boolean(task, TRUE);
  } else {
    if (oriel_usb_device_get_state(device) == ORIEL_USB_DISCONNECTING)
      oriel_usb_set_device_state(self, device, ORIEL_USB_CONNECTED);
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
 * lost. This machine has it again.
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
  if (self->link == NULL || !is_listed(self, device) ||
      oriel_usb_device_get_state(device) != ORIEL_USB_CONNECTED) {
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                            "the guest does not have this device");
    return;
  }
  call = g_task_new(self, NULL, on_disconnected, g_steal_pointer(&task));
  g_task_set_task_data(call, g_object_ref(device), g_object_unref);
  oriel_link_call_for_task(self->link, "UsbDisconnect",
                           g_variant_new("(u)", oriel_usb_device_get_id(device)), call);
  oriel_usb_set_device_state(self, device, ORIEL_USB_DISCONNECTING);
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

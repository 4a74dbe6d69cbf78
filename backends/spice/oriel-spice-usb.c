// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The library makes a USB drive of a file, tells of it later, as of a device that was plugged in,
 * and forgets it when the guest ejects the CD or it is disconnected. A device of the viewer's
 * machine it makes of a descriptor at once, and tells nothing of it.
 */
#include "oriel-spice-usb.h"

#include "oriel-spice-lend.h"
#include "oriel-spice-usb-wrap.h"

#include <unistd.h>

typedef struct {
  guint id;               /* of the viewer */
  SpiceUsbDevice *device; /* (owned) (nullable) before the library has told of it */
  GTask *task;            /* (owned) (nullable) waits for the connection */
  int fd;                 /* (owned) of a device of the machine; -1 = it is a file */
} Device;

typedef struct {
  OrielSpiceBackend *backend;   /* (owned) */
  const SpiceUsbDevice *device; /* to be compared alone */
} Connecting;

struct _OrielSpiceUsb {
  OrielSpiceBackend *backend;
  SpiceUsbDeviceManager *manager; /* (nullable) borrowed of the session */
  GPtrArray *channels;            /* (owned) borrowed SpiceChannels */
  GPtrArray *devices;             /* (owned) (element-type Device) in the order they were made */
};

static void
device_free(gpointer data)
{
  Device *self = data;

  if (self->device != NULL)
    g_boxed_free(SPICE_TYPE_USB_DEVICE, self->device);
  g_clear_object(&self->task);
  if (self->fd >= 0)
    close(self->fd);
  g_free(self);
}

OrielSpiceUsb *
oriel_spice_usb_new(OrielSpiceBackend *backend)
{
  OrielSpiceUsb *self = g_new0(OrielSpiceUsb, 1);

  self->backend = backend;
  self->channels = g_ptr_array_new();
  self->devices = g_ptr_array_new_with_free_func(device_free);
  return self;
}

void
oriel_spice_usb_free(OrielSpiceUsb *self)
{
  if (self->manager != NULL)
    g_signal_handlers_disconnect_by_data(self->manager, self);
  g_ptr_array_unref(self->devices);
  g_ptr_array_unref(self->channels);
  g_free(self);
}

static Device *
find(OrielSpiceUsb *self, const SpiceUsbDevice *device)
{
  for (guint i = 0; i < self->devices->len; i++) {
    Device *candidate = self->devices->pdata[i];
    if (candidate->device == device)
      return candidate;
  }
  return NULL;
}

static void
tell_channels(OrielSpiceUsb *self)
{
  if (!self->backend->over)
    oriel_backend_usb_channels(ORIEL_BACKEND(self->backend), self->channels->len);
}

void
oriel_spice_usb_forget(OrielSpiceUsb *self, SpiceChannel *channel)
{
  if (g_ptr_array_remove(self->channels, channel))
    tell_channels(self);
}

static void
on_event(SpiceChannel *channel, SpiceChannelEvent event, OrielSpiceBackend *backend)
{
  if (event != SPICE_CHANNEL_OPENED && event != SPICE_CHANNEL_SWITCHING)
    oriel_spice_usb_forget(backend->usb, channel);
}

/* Connecting, or disconnecting from the guest's side, is over. */
static void
settle(OrielSpiceUsb *self, Device *device, const char *reason)
{
  guint id = device->id;
  g_autoptr(GTask) task = g_steal_pointer(&device->task);

  g_ptr_array_remove(self->devices, device);
  if (task != NULL)
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_FAILED, "the guest did not take it: %s",
                            reason != NULL ? reason : "it was ejected");
  else if (!self->backend->over)
    oriel_backend_usb_gone(ORIEL_BACKEND(self->backend), id, reason);
}

static void
on_connected(GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Connecting *connecting = data;
  g_autoptr(OrielSpiceBackend) backend = connecting->backend;
  Device *device = find(backend->usb, connecting->device);
  g_autoptr(GError) error = NULL;
  gboolean connected = spice_usb_device_manager_connect_device_finish(
      SPICE_USB_DEVICE_MANAGER(source), result, &error);

  if (device == NULL || device->task == NULL)
    return;
  if (connected) {
    g_task_return_boolean(device->task, TRUE);
    g_clear_object(&device->task);
  } else {
    settle(backend->usb, device, error->message);
  }
}

static void
connect(OrielSpiceUsb *self, Device *device)
{
  Connecting *connecting = g_new(Connecting, 1);

  *connecting = (Connecting){g_object_ref(self->backend), device->device};
  spice_usb_device_manager_connect_device_async(self->manager, device->device, NULL, on_connected,
                                                connecting);
}

static void
on_added(SpiceUsbDeviceManager *manager, SpiceUsbDevice *added, OrielSpiceUsb *self)
{
  Device *device = find(self, NULL);

  if (device == NULL)
    return;
  device->device = g_boxed_copy(SPICE_TYPE_USB_DEVICE, added);
  connect(self, device);
}

static void
on_removed(SpiceUsbDeviceManager *manager, SpiceUsbDevice *removed, OrielSpiceUsb *self)
{
  Device *device = find(self, removed);

  if (device != NULL)
    settle(self, device, NULL);
}

static void
on_error(SpiceUsbDeviceManager *manager,
         SpiceUsbDevice *failed,
         const GError *error,
         OrielSpiceUsb *self)
{
  Device *device = find(self, failed);

  if (device != NULL)
    settle(self, device, error->message);
}

static SpiceUsbDeviceManager *
ensure_manager(OrielSpiceUsb *self)
{
  if (self->manager != NULL)
    return self->manager;
  self->manager = spice_usb_device_manager_get(self->backend->session, NULL);
  if (self->manager != NULL) {
    g_signal_connect(self->manager, "device-added", G_CALLBACK(on_added), self);
    g_signal_connect(self->manager, "device-removed", G_CALLBACK(on_removed), self);
    g_signal_connect(self->manager, "device-error", G_CALLBACK(on_error), self);
  }
  return self->manager;
}

/* The library connects it by itself. */
void
oriel_spice_usb_watch(OrielSpiceUsb *self, SpiceUsbredirChannel *channel)
{
  if (ensure_manager(self) == NULL)
    return;
  g_ptr_array_add(self->channels, channel);
  g_signal_connect_object(channel, "channel-event", G_CALLBACK(on_event), self->backend, 0);
  tell_channels(self);
}

static gboolean
make_cd(OrielSpiceUsb *self, int fd, GError **error)
{
  char path[] = ORIEL_SPICE_LENT_PATH;
  gboolean made;

  oriel_spice_lend(fd);
  made = spice_usb_device_manager_create_shared_cd_device(self->manager, path, error);
  oriel_spice_lend(-1);
  return made;
}

/* (transfer none): in the list */
static Device *
add_device(OrielSpiceUsb *self, guint id, GTask *task)
{
  Device *device = g_new(Device, 1);

  *device = (Device){.id = id, .task = g_object_ref(task), .fd = -1};
  g_ptr_array_add(self->devices, device);
  return device;
}

static void
connect_cd(OrielSpiceUsb *self, guint id, int fd, GTask *task)
{
  g_autoptr(GError) error = NULL;

  if (make_cd(self, fd, &error))
    add_device(self, id, task);
  else
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_INVALID, "it cannot be read as a CD: %s",
                            error != NULL ? error->message : "nobody knows why");
  close(fd);
}

static void
connect_device(OrielSpiceUsb *self, guint id, int fd, GTask *task)
{
  GError *error = NULL;
  SpiceUsbDevice *wrapped = oriel_spice_usb_wrap(self->manager, fd, &error);
  Device *device;

  if (wrapped == NULL) {
    close(fd);
    g_task_return_error(task, error);
    return;
  }
  device = add_device(self, id, task);
  device->device = wrapped;
  device->fd = fd;
  connect(self, device);
}

void
oriel_spice_usb_connect(OrielSpiceUsb *self, guint id, gboolean cd, int fd, GTask *task)
{
  g_autoptr(GTask) owned = task;

  if (self->channels->len == 0) {
    close(fd);
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                            "the guest has no channels for USB devices");
  } else if (cd) {
    connect_cd(self, id, fd, task);
  } else {
    connect_device(self, id, fd, task);
  }
}

static void
on_disconnected(GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr(GTask) task = data;
  GError *error = NULL;

  if (spice_usb_device_manager_disconnect_device_finish(SPICE_USB_DEVICE_MANAGER(source), result,
                                                        &error))
    g_task_return_boolean(task, TRUE);
  else
    g_task_return_error(task, error);
}

/* NULL = the guest does not have it. */
static Device *
find_connected(OrielSpiceUsb *self, guint id)
{
  for (guint i = 0; i < self->devices->len; i++) {
    Device *device = self->devices->pdata[i];
    if (device->id == id && device->device != NULL &&
        spice_usb_device_manager_is_device_connected(self->manager, device->device))
      return device;
  }
  return NULL;
}

void
oriel_spice_usb_disconnect(OrielSpiceUsb *self, guint id, GTask *task)
{
  Device *device = find_connected(self, id);
  guint position;

  if (device == NULL) {
    g_task_return_boolean(task, TRUE);
    g_object_unref(task);
    return;
  }
  /* The library closes it in a thread, and needs its descriptor until then. */
  if (g_ptr_array_find(self->devices, device, &position))
    g_ptr_array_steal_index(self->devices, position);
  g_task_set_task_data(task, device, device_free);
  spice_usb_device_manager_disconnect_device_async(self->manager, device->device, NULL,
                                                   on_disconnected, task);
}

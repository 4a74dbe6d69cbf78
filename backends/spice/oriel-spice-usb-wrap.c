// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * spice-client-glib can make a device of a descriptor, but two things keep that from working in a
 * process that may not start another one:
 *
 * - Before it uses any device but an emulated one it starts a program that asks polkit for the
 * right to open it, writes the device's address to it and waits for the word SUCCESS. Here the
 * viewer has opened the device: this program defines the functions of GLib that start and await
 * another one itself, and says the word.
 * - It gives back one reference to libusb's device more than it took.
 *
 * A handle that libusb has opened is closed by usbredir, once it has it; until then only this
 * program's libusb_wrap_sys_device() knows it.
 */
#include "oriel-spice-usb-wrap.h"

#include <dlfcn.h>
#include <errno.h>
#include <libusb.h>
#include <sys/mman.h>
#include <unistd.h>

#include "oriel.h"

static libusb_device_handle *last_handle;

/* A file with @text in it, to be read from its beginning; -1 with errno */
static int
make_file(const char *text)
{
  int fd = memfd_create("oriel-answer", MFD_CLOEXEC);
  size_t length = strlen(text);

  if (fd < 0 || (write(fd, text, length) == (ssize_t)length && lseek(fd, 0, SEEK_SET) == 0))
    return fd;
  close(fd);
  return -1;
}

/* In place of GLib's, for spice_usb_acl_helper_open_acl_async() alone: no program is started. */
gboolean
g_spawn_async_with_pipes(const gchar *directory,
                         gchar **argv,
                         gchar **environment,
                         GSpawnFlags flags,
                         GSpawnChildSetupFunc setup,
                         gpointer data,
                         GPid *pid,
                         gint *input,
                         gint *output,
                         gint *errors,
                         GError **error)
{
  int asked = make_file("");
  int answered = make_file("SUCCESS\n");

  if (asked >= 0 && answered >= 0) {
    *pid = 0;
    *input = asked;
    *output = answered;
    return TRUE;
  }
  g_set_error(error, G_SPAWN_ERROR, G_SPAWN_ERROR_FAILED, "no memory file: %s", g_strerror(errno));
  if (asked >= 0)
    close(asked);
  if (answered >= 0)
    close(answered);
  return FALSE;
}

/* In place of GLib's, which that calls next: there is nobody to be awaited. */
guint
g_child_watch_add(GPid pid, GChildWatchFunc function, gpointer data)
{
  return 0;
}

/* In place of the library's, which it calls. */
int LIBUSB_CALL
libusb_wrap_sys_device(libusb_context *context, intptr_t fd, libusb_device_handle **handle)
{
  typedef int (*Wrap)(libusb_context *, intptr_t, libusb_device_handle **);
  Wrap wrap = (Wrap)(guintptr)dlsym(RTLD_NEXT, "libusb_wrap_sys_device");
  int result = wrap != NULL ? wrap(context, fd, handle) : LIBUSB_ERROR_NOT_SUPPORTED;

  last_handle = result == LIBUSB_SUCCESS ? *handle : NULL;
  return result;
}

SpiceUsbDevice *
oriel_spice_usb_wrap(SpiceUsbDeviceManager *manager, int fd, GError **error)
{
  g_autoptr(GError) reason = NULL;
  SpiceUsbDevice *device;

  last_handle = NULL;
  device = spice_usb_device_manager_allocate_device_for_file_descriptor(manager, fd, &reason);
  if (device == NULL) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID, "it cannot be used as a USB device: %s",
                reason != NULL ? reason->message : "nobody knows why");
    g_clear_pointer(&last_handle, libusb_close);
    return NULL;
  }
  libusb_ref_device(libusb_get_device(last_handle));
  if (spice_usb_device_manager_can_redirect_device(manager, device, &reason))
    return device;
  g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID, "it cannot be given to the guest: %s",
              reason != NULL ? reason->message : "nobody knows why");
  g_boxed_free(SPICE_TYPE_USB_DEVICE, device);
  libusb_close(last_handle);
  return NULL;
}

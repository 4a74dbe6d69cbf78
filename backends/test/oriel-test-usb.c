// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-test-usb.h"

#include <stdlib.h>
#include <unistd.h>

/* Where a CD's volume descriptor has its name (ISO 9660, 8.3), and how long that is. What stands
 * for a device begins with its name, of the same length. */
#define NAME_OFFSET (16 * 2048 + 40)
#define NAME_SIZE 32

struct _OrielTestUsb {
  OrielBackend *backend; /* borrowed */
  guint n_channels;
  GArray *devices; /* (owned) (element-type guint) */
};

OrielTestUsb *
oriel_test_usb_new(OrielBackend *backend, gboolean wanted, const char *n_channels)
{
  OrielTestUsb *self = g_new0(OrielTestUsb, 1);

  self->backend = backend;
  self->n_channels = wanted && n_channels != NULL ? (guint)CLAMP(atoi(n_channels), 0, 8) : 0;
  self->devices = g_array_new(FALSE, FALSE, sizeof(guint));
  return self;
}

void
oriel_test_usb_free(OrielTestUsb *self)
{
  g_array_unref(self->devices);
  g_free(self);
}

void
oriel_test_usb_begin(OrielTestUsb *self)
{
  if (self->n_channels > 0)
    oriel_backend_usb_channels(self->backend, self->n_channels);
}

void
oriel_test_usb_connect(OrielTestUsb *self, guint device, gboolean cd, int fd, GTask *task)
{
  g_autoptr(GTask) owned = task;
  char name[NAME_SIZE];
  off_t offset = cd ? NAME_OFFSET : 0;
  gboolean readable = pread(fd, name, sizeof name, offset) == sizeof name;
  g_autofree char *text = NULL;

  close(fd);
  if (!readable) {
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                            "the test pattern does not find a %s name in it",
                            cd ? "CD's" : "device's");
    return;
  }
  g_array_append_val(self->devices, device);
  text = g_strdup_printf("test pattern with %.*s", NAME_SIZE, name);
  oriel_backend_name(self->backend, text, -1);
  g_task_return_boolean(task, TRUE);
}

void
oriel_test_usb_disconnect(OrielTestUsb *self, guint device, GTask *task)
{
  g_autoptr(GTask) owned = task;

  for (guint i = 0; i < self->devices->len; i++) {
    if (g_array_index(self->devices, guint, i) != device)
      continue;
    g_array_remove_index(self->devices, i);
    oriel_backend_name(self->backend, "test pattern without", -1);
    break;
  }
  g_task_return_boolean(task, TRUE);
}

void
oriel_test_usb_eject(OrielTestUsb *self)
{
  if (self->devices->len == 0)
    return;
  oriel_backend_usb_gone(self->backend, g_array_index(self->devices, guint, self->devices->len - 1),
                         "the test pattern ejected it");
  g_array_set_size(self->devices, self->devices->len - 1);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "liar.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "wire/oriel-wire.h"

GDBusConnection *liar_connection;

void
liar_call_with_fds(const char *method, GVariant *parameters, GUnixFDList *fds)
{
  g_dbus_connection_call_with_unix_fd_list(liar_connection, NULL, ORIEL_WIRE_VIEWER_PATH,
                                           ORIEL_WIRE_VIEWER_INTERFACE, method, parameters, NULL,
                                           G_DBUS_CALL_FLAGS_NONE, G_MAXINT, fds, NULL, NULL, NULL);
}

void
liar_call(const char *method, GVariant *parameters)
{
  liar_call_with_fds(method, parameters, NULL);
}

/* Past GDBus, which would not say such things. */
void
liar_write_raw(gconstpointer bytes, gsize size)
{
  g_dbus_connection_flush_sync(liar_connection, NULL, NULL);
  for (gsize done = 0; done < size;) {
    gssize sent = send(ORIEL_WIRE_FD, (const char *)bytes + done, size - done, MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN)
      return;
    done += sent > 0 ? (gsize)sent : 0;
  }
}

/* The bytes of a call. (transfer full) */
guchar *
liar_make_blob(const char *method, GVariant *parameters, gsize *size)
{
  g_autoptr(GDBusMessage) message = g_dbus_message_new_method_call(
      NULL, ORIEL_WIRE_VIEWER_PATH, ORIEL_WIRE_VIEWER_INTERFACE, method);

  g_dbus_message_set_serial(message, 1000000);
  g_dbus_message_set_body(message, parameters);
  return g_dbus_message_to_blob(message, size, G_DBUS_CAPABILITY_FLAGS_NONE, NULL);
}

int
liar_make_memfd(gsize size, int seals)
{
  int fd = memfd_create("liar", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  if (ftruncate(fd, (off_t)size) != 0 || (seals != 0 && fcntl(fd, F_ADD_SEALS, seals) != 0))
    abort();
  return fd;
}

int
liar_make_good_memfd(void)
{
  return liar_make_memfd(64 * 64 * 4, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL);
}

/* @fd: (transfer full) */
void
liar_scanout(guint display, guint generation, int fd, int width, int height, int stride)
{
  g_autoptr(GUnixFDList) fds = g_unix_fd_list_new_from_array(&fd, 1);

  liar_call_with_fds("Scanout",
                     g_variant_new("(uuhiii)", display, generation, 0, width, height, stride), fds);
}

void
liar_send_update(gconstpointer bytes, gsize size)
{
  send(ORIEL_WIRE_UPDATES_FD, bytes, size, MSG_NOSIGNAL);
}

void
liar_update(guint display, guint generation, int x, int y, int width, int height)
{
  OrielWireUpdate update = {
      .display = display, .generation = generation, .rects = {{x, y, width, height}}};

  liar_send_update(&update, ORIEL_WIRE_UPDATE_SIZE(1));
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "terminal/output.h"

#include <errno.h>
#include <glib-unix.h>
#include <unistd.h>

struct _Output {
  int fd;
  void (*drained)(gpointer user_data);
  gpointer user_data;
  GByteArray *waiting;
  gsize sent; /* of the bytes that wait */
  guint watch_id;
};

Output *
output_new(int fd, void (*drained)(gpointer user_data), gpointer user_data)
{
  Output *self = g_new0(Output, 1);

  self->fd = fd;
  self->drained = drained;
  self->user_data = user_data;
  self->waiting = g_byte_array_new();
  return self;
}

void
output_free(Output *self)
{
  output_discard(self);
  g_byte_array_unref(self->waiting);
  g_free(self);
}

void
output_discard(Output *self)
{
  g_clear_handle_id(&self->watch_id, g_source_remove);
  g_byte_array_set_size(self->waiting, 0);
  self->sent = 0;
}

/* How many bytes went; all of them where the terminal is gone, which whoever reads it notices. */
static gsize
send(Output *self, const char *bytes, gsize length)
{
  gsize sent = 0;

  while (sent < length) {
    gssize n = write(self->fd, bytes + sent, length - sent);

    if (n >= 0)
      sent += (gsize)n;
    else if (errno == EAGAIN)
      break;
    else if (errno != EINTR)
      return length;
  }
  return sent;
}

static gboolean
on_writable(int fd, GIOCondition condition, gpointer user_data)
{
  Output *self = user_data;

  self->sent +=
      send(self, (const char *)self->waiting->data + self->sent, self->waiting->len - self->sent);
  if (self->sent < self->waiting->len)
    return G_SOURCE_CONTINUE;
  self->watch_id = 0;
  output_discard(self);
  self->drained(self->user_data);
  return G_SOURCE_REMOVE;
}

void
output_write(Output *self, const char *bytes, gsize length)
{
  gsize sent = output_is_busy(self) ? 0 : send(self, bytes, length);

  if (sent == length)
    return;
  g_byte_array_append(self->waiting, (const guint8 *)bytes + sent, (guint)(length - sent));
  if (self->watch_id == 0)
    self->watch_id = g_unix_fd_add(self->fd, G_IO_OUT | G_IO_ERR | G_IO_HUP, on_writable, self);
}

gboolean
output_is_busy(const Output *self)
{
  return self->waiting->len > 0;
}

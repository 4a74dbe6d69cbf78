// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-spice-ahead.h"

#include <string.h>

/* Bytes: what a guest's small changes come in. More is read to where it is wanted. */
#define SIZE (16 * 1024)

typedef struct {
  gsize begin, end; /* what is left, in bytes of: */
  guint8 bytes[SIZE];
} Ahead;

static GQuark
quark(void)
{
  return g_quark_from_static_string("oriel-spice-ahead");
}

void
oriel_spice_ahead_add(GSocketConnection *connection)
{
  GInputStream *stream = g_io_stream_get_input_stream(G_IO_STREAM(connection));
  Ahead *self = g_rc_box_new0(Ahead);

  g_object_set_qdata_full(G_OBJECT(stream), quark(), self, g_rc_box_release);
  g_object_set_qdata_full(G_OBJECT(g_socket_connection_get_socket(connection)), quark(),
                          g_rc_box_acquire(self), g_rc_box_release);
}

gboolean
oriel_spice_ahead_has(gpointer stream_or_socket)
{
  const Ahead *self = g_object_get_qdata(stream_or_socket, quark());

  return self != NULL && self->begin < self->end;
}

static gssize
take(Ahead *self, void *buffer, gsize count)
{
  gsize size = MIN(count, self->end - self->begin);

  memcpy(buffer, self->bytes + self->begin, size);
  self->begin += size;
  return (gssize)size;
}

gssize
oriel_spice_ahead_read(GPollableInputStream *stream,
                       void *buffer,
                       gsize size,
                       OrielSpiceRead read,
                       GCancellable *cancellable,
                       GError **error)
{
  Ahead *self = g_object_get_qdata(G_OBJECT(stream), quark());
  gssize result;

  if (self == NULL || (self->begin == self->end && size >= SIZE))
    return read(stream, buffer, size, cancellable, error);
  if (self->begin < self->end)
    return take(self, buffer, size);
  result = read(stream, self->bytes, SIZE, cancellable, error);
  if (result <= 0)
    return result;
  self->begin = 0;
  self->end = (gsize)result;
  return take(self, buffer, size);
}

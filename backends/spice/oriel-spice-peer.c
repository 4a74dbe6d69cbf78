// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-spice-peer.h"

#include <dlfcn.h>

#include "oriel-spice-ahead.h"
#include "worker/oriel-peer.h"

#define KEY "oriel-peer"

static gboolean is_dead;

gboolean
oriel_spice_peer_is_dead(void)
{
  return is_dead;
}

static void
on_lost(gpointer backend)
{
  oriel_spice_backend_finish(backend, oriel_peer_describe_death());
}

static void
forget(gpointer data)
{
  oriel_peer_forget(data);
  g_free(data);
}

/* It may be looked at once more when it is closed, and its number be another connection's: of that
 * what is found is as true. */
void
oriel_spice_peer_watch(GSocketConnection *connection, OrielBackend *backend)
{
  OrielPeer *peer = g_new(OrielPeer, 1);

  oriel_peer_watch(peer, g_socket_get_fd(g_socket_connection_get_socket(connection)), on_lost,
                   backend);
  g_object_set_data_full(G_OBJECT(g_io_stream_get_output_stream(G_IO_STREAM(connection))), KEY,
                         peer, forget);
}

/* @error: of a call that failed */
static void
look_for_death(const GError *error)
{
  is_dead |= g_error_matches(error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) ||
             g_error_matches(error, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE) ||
             g_error_matches(error, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE);
}

/* In place of GIO's. */
gssize
g_pollable_input_stream_read_nonblocking(GPollableInputStream *stream,
                                         void *buffer,
                                         gsize size,
                                         GCancellable *cancellable,
                                         GError **error)
{
  static OrielSpiceRead real;
  GError *reason = NULL;
  gssize result;

  if (real == NULL)
    *(void **)&real = dlsym(RTLD_NEXT, "g_pollable_input_stream_read_nonblocking");
  result = oriel_spice_ahead_read(stream, buffer, size, real, cancellable, &reason);
  if (reason != NULL) {
    look_for_death(reason);
    g_propagate_error(error, reason);
  }
  return result;
}

/* Likewise. */
gssize
g_pollable_output_stream_write_nonblocking(GPollableOutputStream *stream,
                                           const void *buffer,
                                           gsize size,
                                           GCancellable *cancellable,
                                           GError **error)
{
  static gssize (*real)(GPollableOutputStream *, const void *, gsize, GCancellable *, GError **);
  OrielPeer *peer = g_object_get_data(G_OBJECT(stream), KEY);
  GError *reason = NULL;
  gssize result;

  if (real == NULL)
    *(void **)&real = dlsym(RTLD_NEXT, "g_pollable_output_stream_write_nonblocking");
  result = real(stream, buffer, size, cancellable, &reason);
  if (result > 0 && peer != NULL)
    oriel_peer_sent(peer);
  if (reason != NULL) {
    look_for_death(reason);
    g_propagate_error(error, reason);
  }
  return result;
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-reverse.h"

typedef struct {
  OrielTarget *target;       /* (owned) */
  GSocketListener *listener; /* (owned) */
  guint n_addresses;         /* that are listened at */
  GError *error;             /* (owned) (nullable) why one of them is not */
} Wait;

static void
wait_free(gpointer data)
{
  Wait *self = data;

  g_socket_listener_close(self->listener);
  g_object_unref(self->listener);
  oriel_target_unref(self->target);
  g_clear_error(&self->error);
  g_free(self);
}

static void
return_error(GTask *task, const GError *error)
{
  const Wait *wait = g_task_get_task_data(task);
  g_autofree char *uri = oriel_target_to_uri(wait->target);

  if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error(task, g_error_copy(error));
  else if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_BUSY,
                            "cannot wait at %s: another program listens there, perhaps another "
                            "viewer; take another port",
                            uri);
  else if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                            "cannot wait at %s: you may not use that port; those from 1024 on are "
                            "free to all",
                            uri);
  else
    g_task_return_new_error(
        task, ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE, "cannot wait at %s: %s", uri,
        error->domain == G_RESOLVER_ERROR ? "no address of this machine has that name"
                                          : error->message);
}

/* The only one: whoever else has come is turned away. */
static void
on_accepted(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  const Wait *wait = g_task_get_task_data(task);
  g_autoptr(GError) error = NULL;
  GSocketConnection *connection =
      g_socket_listener_accept_finish(wait->listener, result, NULL, &error);

  g_socket_listener_close(wait->listener);
  if (connection != NULL)
    g_task_return_pointer(task, connection, g_object_unref);
  else if (!g_task_return_error_if_cancelled(task))
    return_error(task, error);
}

/* A machine without IPv6 has no such loopback; but an address that is taken is always told of. */
static gboolean
listen_at(Wait *wait, GSocketAddress *address)
{
  g_autoptr(GError) error = NULL;

  if (g_socket_listener_add_address(wait->listener, address, G_SOCKET_TYPE_STREAM,
                                    G_SOCKET_PROTOCOL_TCP, NULL, NULL, &error)) {
    wait->n_addresses++;
    return TRUE;
  }
  if (!g_error_matches(error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE)) {
    if (wait->error == NULL)
      wait->error = g_steal_pointer(&error);
    return TRUE;
  }
  g_clear_error(&wait->error);
  wait->error = g_steal_pointer(&error);
  return FALSE;
}

static void
on_address(GObject *source, GAsyncResult *result, gpointer user_data)
{
  GSocketAddressEnumerator *addresses = G_SOCKET_ADDRESS_ENUMERATOR(source);
  g_autoptr(GTask) task = user_data;
  Wait *wait = g_task_get_task_data(task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GSocketAddress) address =
      g_socket_address_enumerator_next_finish(addresses, result, &error);

  if (g_task_return_error_if_cancelled(task))
    return;
  if (error != NULL) {
    return_error(task, error);
  } else if (address != NULL && listen_at(wait, address)) {
    g_socket_address_enumerator_next_async(addresses, g_task_get_cancellable(task), on_address,
                                           g_object_ref(task));
  } else if (address != NULL || wait->n_addresses == 0) {
    return_error(task, wait->error);
  } else {
    g_debug("waiting for a server to connect");
    g_socket_listener_accept_async(wait->listener, g_task_get_cancellable(task), on_accepted,
                                   g_object_ref(task));
  }
}

void
oriel_reverse_accept_async(OrielTarget *target,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new(NULL, cancellable, callback, user_data);
  g_autoptr(GSocketConnectable) place =
      g_network_address_new(oriel_target_get_host(target), oriel_target_get_port(target));
  g_autoptr(GSocketAddressEnumerator) addresses = g_socket_connectable_enumerate(place);
  Wait *wait = g_new0(Wait, 1);

  g_task_set_source_tag(task, oriel_reverse_accept_async);
  g_task_set_task_data(task, wait, wait_free);
  wait->target = oriel_target_ref(target);
  wait->listener = g_socket_listener_new();
  if (cancellable != NULL)
    g_signal_connect_object(cancellable, "cancelled", G_CALLBACK(g_socket_listener_close),
                            wait->listener, G_CONNECT_SWAPPED);
  g_socket_address_enumerator_next_async(addresses, cancellable, on_address,
                                         g_steal_pointer(&task));
}

GSocketConnection *
oriel_reverse_accept_finish(GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer(G_TASK(result), error);
}

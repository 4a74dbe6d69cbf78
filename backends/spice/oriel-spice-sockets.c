// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-spice-sockets.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "oriel-spice-ahead.h"
#include "oriel-spice-hold.h"
#include "oriel-spice-peer.h"

/* One session a process. */
static struct {
  OrielBackend *backend;
  OrielTarget *target;   /* (owned) (nullable) */
  char *host;            /* (owned) what the library takes for the address */
  guint16 port;          /* 0 = none */
  guint16 tls_port;      /* 0 = none */
  int first;             /* the socket that came with the session; -1 = used up */
  gboolean first_secure; /* it leads to the port for TLS */
} sockets = {.first = -1};

/* A server without an address gets one made up, so that the library tells it from servers that the
 * guest moves to. */
void
oriel_spice_sockets_init(OrielBackend *backend, const OrielBackendOpen *open)
{
  g_autoptr(OrielTarget) target =
      *open->uri != '\0' ? oriel_target_new_from_uri(open->uri, NULL) : NULL;
  gboolean is_address = target != NULL && oriel_target_get_path(target) == NULL;

  sockets.backend = backend;
  sockets.first = open->fd;
  sockets.host = g_strdup(is_address ? oriel_target_get_host(target) : open->host);
  sockets.port = is_address ? oriel_target_get_port(target) : 1;
  sockets.tls_port = is_address ? oriel_target_get_tls_port(target) : 0;
  sockets.first_secure = open->secure && sockets.tls_port != 0;
  sockets.target = g_steal_pointer(&target);
}

void
oriel_spice_sockets_set_address(SpiceSession *session)
{
  g_autofree char *port = g_strdup_printf("%u", sockets.port);
  g_autofree char *tls_port = g_strdup_printf("%u", sockets.tls_port);

  g_object_set(session, "host", sockets.host, "port", sockets.port != 0 ? port : NULL, "tls-port",
               sockets.tls_port != 0 ? tls_port : NULL, NULL);
}

const OrielTarget *
oriel_spice_sockets_get_target(void)
{
  return sockets.target;
}

/* Takes @fd. */
static void
return_connection(GTask *task, int fd)
{
  GError *error = NULL;
  g_autoptr(GSocket) socket = g_socket_new_from_fd(fd, &error);

  if (socket == NULL) {
    close(fd);
    g_task_return_error(task, error);
  } else {
    GSocketConnection *connection = g_socket_connection_factory_create_connection(socket);
    oriel_spice_ahead_add(connection);
    oriel_spice_hold_add(connection);
    oriel_spice_peer_watch(connection, sockets.backend);
    g_task_return_pointer(task, connection, g_object_unref);
  }
}

static void
on_socket(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  int fd = (int)g_task_propagate_int(G_TASK(result), &error);

  if (fd < 0)
    g_task_return_error(task, error);
  else
    return_connection(task, fd);
}

/* Whether @address is not where the session began. */
static gboolean
is_elsewhere(GNetworkAddress *address)
{
  guint16 port = g_network_address_get_port(address);

  return g_strcmp0(g_network_address_get_hostname(address), sockets.host) != 0 ||
         (port != sockets.port && port != sockets.tls_port);
}

/* In place of GIO's: the same contract, for a caller that asks for one address. */
void
g_socket_client_connect_async(GSocketClient *client,
                              GSocketConnectable *connectable,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new(client, cancellable, callback, user_data);
  GNetworkAddress *address =
      G_IS_NETWORK_ADDRESS(connectable) ? G_NETWORK_ADDRESS(connectable) : NULL;
  gboolean moved = address != NULL && is_elsewhere(address);
  gboolean secure = address != NULL && g_network_address_get_port(address) != sockets.port;
  g_autoptr(GTask) request = NULL;

  if (sockets.first >= 0 && !moved && secure == sockets.first_secure) {
    return_connection(task, sockets.first);
    sockets.first = -1;
    return;
  }
  request = g_task_new(client, cancellable, on_socket, g_steal_pointer(&task));
  oriel_backend_request_socket(sockets.backend, secure,
                               moved ? g_network_address_get_hostname(address) : NULL,
                               moved ? g_network_address_get_port(address) : 0, request);
}

GSocketConnection *
g_socket_client_connect_finish(GSocketClient *client, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer(G_TASK(result), error);
}

/* In place of the C library's: sockets come with a watch that finds a dead peer within 14 seconds,
 * where spice-client-glib would have it found after 75. */
int
setsockopt(int fd, int level, int name, const void *value, socklen_t size)
{
  if (level == IPPROTO_TCP &&
      (name == TCP_KEEPIDLE || name == TCP_KEEPINTVL || name == TCP_KEEPCNT))
    return 0;
  return (int)syscall(SYS_setsockopt, fd, level, name, value, size);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "listen.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>

static SpiceServer *spice;
static GSocketService *service;
static char *unix_path; /* (owned) */
static guint tcp_port;
static guint n_connections;
static void (*hook)(guint n);

static gboolean
on_connection(GSocketService *self, GSocketConnection *connection, GObject *source, gpointer data)
{
  /* The server closes its socket, and so does the connection: each gets its own. */
  int fd = fcntl(g_socket_get_fd(g_socket_connection_get_socket(connection)), F_DUPFD_CLOEXEC, 0);

  if (spice_server_add_client(spice, fd, FALSE) != 0)
    close(fd);
  n_connections++;
  if (hook != NULL)
    hook(n_connections);
  return TRUE;
}

static GSocketAddress *
add_address(SpiceServer *server, GSocketAddress *address, GError **error)
{
  GSocketAddress *effective = NULL;

  spice = server;
  if (service == NULL) {
    service = g_socket_service_new();
    g_signal_connect(service, "incoming", G_CALLBACK(on_connection), NULL);
  }
  g_socket_listener_add_address(G_SOCKET_LISTENER(service), address, G_SOCKET_TYPE_STREAM,
                                G_SOCKET_PROTOCOL_DEFAULT, NULL, &effective, error);
  return effective;
}

gboolean
listen_on_path(SpiceServer *server, const char *path, GError **error)
{
  g_autoptr(GSocketAddress) address = g_unix_socket_address_new(path);
  g_autoptr(GSocketAddress) effective = add_address(server, address, error);

  if (effective != NULL)
    unix_path = g_strdup(path);
  return effective != NULL;
}

guint
listen_on_port(SpiceServer *server, GError **error)
{
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new_from_string("127.0.0.1", 0);
  g_autoptr(GSocketAddress) effective = add_address(server, address, error);

  if (effective != NULL)
    tcp_port = g_inet_socket_address_get_port(G_INET_SOCKET_ADDRESS(effective));
  return tcp_port;
}

guint
listen_find_port(GError **error)
{
  g_autoptr(GSocketListener) listener = g_socket_listener_new();

  return g_socket_listener_add_any_inet_port(listener, NULL, error);
}

void
listen_set_hook(void (*on_new_connection)(guint n))
{
  hook = on_new_connection;
}

void
listen_set_paused(gboolean paused)
{
  if (paused)
    g_socket_service_stop(service);
  else
    g_socket_service_start(service);
}

/* Whether @fd is a connection of a client: it has one of our addresses, and does not listen. */
static gboolean
is_client(int fd, guint tls_port)
{
  g_autoptr(GSocketAddress) address = NULL;
  struct sockaddr_storage native;
  socklen_t size = sizeof native;
  int listens = 0;
  socklen_t flag_size = sizeof listens;

  if (getsockname(fd, (struct sockaddr *)&native, &size) != 0 ||
      getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listens, &flag_size) != 0 || listens)
    return FALSE;
  address = g_socket_address_new_from_native(&native, size);
  if (G_IS_UNIX_SOCKET_ADDRESS(address))
    return unix_path != NULL &&
           g_str_equal(g_unix_socket_address_get_path(G_UNIX_SOCKET_ADDRESS(address)), unix_path);
  if (G_IS_INET_SOCKET_ADDRESS(address)) {
    guint port = g_inet_socket_address_get_port(G_INET_SOCKET_ADDRESS(address));
    return port != 0 && (port == tcp_port || port == tls_port);
  }
  return FALSE;
}

static GArray *
list_clients(guint tls_port)
{
  g_autoptr(GDir) names = g_dir_open("/proc/self/fd", 0, NULL);
  GArray *fds = g_array_new(FALSE, FALSE, sizeof(int));
  const char *name = NULL;

  while ((name = g_dir_read_name(names)) != NULL) {
    int fd = (int)g_ascii_strtoll(name, NULL, 10);
    if (is_client(fd, tls_port))
      g_array_append_val(fds, fd);
  }
  return fds;
}

GArray *
listen_list_clients(void)
{
  return list_clients(0);
}

void
listen_drop_all(guint tls_port)
{
  g_autoptr(GArray) fds = list_clients(tls_port);

  /* The server notices, and closes them. */
  for (guint i = 0; i < fds->len; i++)
    shutdown(g_array_index(fds, int, i), SHUT_RDWR);
}

void
listen_stop(void)
{
  g_clear_object(&service);
  if (unix_path != NULL)
    g_unlink(unix_path);
  g_clear_pointer(&unix_path, g_free);
}

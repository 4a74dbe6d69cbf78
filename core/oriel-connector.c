// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-connector.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <gio/gunixsocketaddress.h>

#include "impl/oriel-guest-impl.h"
#include "impl/oriel-protocol.h"
#include "oriel-proxy.h"
#include "oriel-reverse.h"

#define CONNECT_LIMIT 10 /* seconds; as many for all that a proxy has to say */

void
oriel_connection_free(OrielConnection *self)
{
  if (self == NULL)
    return;
  if (self->fd >= 0)
    close(self->fd);
  g_free(self->host);
  g_free(self->peer);
  g_free(self);
}

/* Makes the kernel notice a dead peer of a quiet session within 14 seconds. That wakes no process:
 * a screen that does not change stays connected and costs nothing. There is no TCP_USER_TIMEOUT: it
 * would end a connection to a server that is only paused, with the keys that wait for it. */
static void
watch_peer(int fd)
{
  static const struct {
    int level, name, value;
  } options[] = {
      {SOL_SOCKET, SO_KEEPALIVE, 1},  {IPPROTO_TCP, TCP_NODELAY, 1},
      {IPPROTO_TCP, TCP_KEEPIDLE, 6}, {IPPROTO_TCP, TCP_KEEPINTVL, 2},
      {IPPROTO_TCP, TCP_KEEPCNT, 4},
  };

  for (gsize i = 0; i < G_N_ELEMENTS(options); i++)
    setsockopt(fd, options[i].level, options[i].name, &options[i].value, sizeof(int));
}

/* What cannot be told apart is public. */
static gboolean
is_private(GSocket *socket)
{
  g_autoptr(GSocketAddress) address = g_socket_get_remote_address(socket, NULL);

  if (g_socket_get_family(socket) == G_SOCKET_FAMILY_UNIX)
    return TRUE;
  return G_IS_INET_SOCKET_ADDRESS(address) &&
         g_inet_address_get_is_loopback(
             g_inet_socket_address_get_address(G_INET_SOCKET_ADDRESS(address)));
}

/* (transfer full) */
static OrielConnection *
connection_new(int fd, const char *host, gboolean private_link, gboolean local_link)
{
  OrielConnection *self = g_new0(OrielConnection, 1);

  self->fd = fd;
  self->host = g_strdup(host != NULL ? host : "localhost");
  self->private_link = private_link;
  self->local_link = local_link;
  return self;
}

/* What a person can do about it; NULL = GIO's own words have to do. */
static const char *
explain(const GError *error)
{
  static const struct {
    int code;
    const char *text;
  } reasons[] = {
      {G_IO_ERROR_CONNECTION_REFUSED,
       "nothing listens there; is the guest running, and is the address right?"},
      {G_IO_ERROR_NOT_FOUND, "there is no such socket; is the guest running?"},
      {G_IO_ERROR_PERMISSION_DENIED, "you may not use that socket"},
      {G_IO_ERROR_HOST_UNREACHABLE, "the host cannot be reached"},
      {G_IO_ERROR_NETWORK_UNREACHABLE, "the network cannot be reached"},
  };

  if (error->domain == G_RESOLVER_ERROR)
    return "the name of the host is not known";
  if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return "no answer within " G_STRINGIFY(CONNECT_LIMIT) " seconds";
  for (gsize i = 0; i < G_N_ELEMENTS(reasons); i++)
    if (g_error_matches(error, G_IO_ERROR, reasons[i].code))
      return reasons[i].text;
  return NULL;
}

/* How a connection is made; the data of its task. */
typedef struct {
  OrielTarget *target;     /* (owned) (nullable) until it is known */
  OrielGraphics *graphics; /* (owned) (nullable) */
  char *proxy;             /* (owned) (nullable) */
  gboolean secure;         /* to the port for TLS */
  gboolean negotiating;    /* the proxy was reached, and has the word */
  gboolean late;           /* and does not come to an end */

  GCancellable *cancellable; /* (owned) (nullable) of the way by a proxy */
  GSource *limit;            /* (owned) (nullable) of the proxy's word */
  gulong cancelled;          /* handler of the task's cancellable */
} Attempt;

static void
attempt_free(gpointer data)
{
  Attempt *self = data;

  if (self->limit != NULL)
    g_source_destroy(self->limit);
  g_clear_pointer(&self->limit, g_source_unref);
  g_clear_object(&self->cancellable);
  g_clear_pointer(&self->target, oriel_target_unref);
  g_clear_object(&self->graphics);
  g_free(self->proxy);
  g_free(self);
}

/* Which of the two hops failed. */
static void
return_proxy_error(GTask *task, const Attempt *attempt, const char *uri, const GError *error)
{
  g_autofree char *proxy = oriel_proxy_describe(attempt->proxy);
  gboolean closed = g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
  const char *reason = closed ? "nothing listens there" : explain(error);
  gboolean refused = g_error_matches(error, G_IO_ERROR, G_IO_ERROR_PROXY_AUTH_FAILED) ||
                     g_error_matches(error, G_IO_ERROR, G_IO_ERROR_PROXY_NEED_AUTH);

  if (refused)
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_AUTH,
                            "the proxy %s wants another user and password: name them as in "
                            "http://USER:PASSWORD@HOST:PORT",
                            proxy);
  else if (attempt->negotiating)
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE,
                            "the proxy %s does not connect to %s: %s", proxy, uri,
                            reason != NULL ? reason : error->message);
  else
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE,
                            "cannot connect to the proxy %s: %s", proxy,
                            reason != NULL ? reason : error->message);
}

static void
return_connect_error(GTask *task, const Attempt *attempt, const GError *error)
{
  g_autofree char *uri = oriel_target_to_uri(attempt->target);
  g_autoptr(GError) late = g_error_new_literal(G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "");
  const char *reason = explain(error);

  if (attempt->late)
    return_proxy_error(task, attempt, uri, late);
  else if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error(task, g_error_copy(error));
  else if (attempt->proxy != NULL && oriel_target_get_path(attempt->target) == NULL)
    return_proxy_error(task, attempt, uri, error);
  else
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE, "cannot connect to %s: %s",
                            uri, reason != NULL ? reason : error->message);
}

/* (transfer full) (nullable) */
static char *
describe_peer(GSocket *socket)
{
  g_autoptr(GSocketAddress) address = g_socket_get_remote_address(socket, NULL);

  if (!G_IS_INET_SOCKET_ADDRESS(address))
    return NULL;
  return g_inet_address_to_string(
      g_inet_socket_address_get_address(G_INET_SOCKET_ADDRESS(address)));
}

/* The connection stands: what it is, is the outcome. */
static void
return_connection(GTask *task, GSocketConnection *stream)
{
  const Attempt *attempt = g_task_get_task_data(task);
  GSocket *socket = g_socket_connection_get_socket(stream);
  OrielConnection *connection;
  g_autofree char *peer = NULL;
  gboolean private_link;
  int fd;

  fd = fcntl(g_socket_get_fd(socket), F_DUPFD_CLOEXEC, 0);
  if (fd < 0) {
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_FAILED, "cannot keep the connection: %s",
                            g_strerror(errno));
    return;
  }
  if (g_socket_get_family(socket) != G_SOCKET_FAMILY_UNIX)
    watch_peer(fd);
  /* Nobody knows what is behind a proxy. */
  private_link = !attempt->negotiating && is_private(socket);
  peer = attempt->negotiating ? NULL : describe_peer(socket);
  connection = connection_new(
      fd,
      oriel_target_is_listening(attempt->target) ? peer : oriel_target_get_host(attempt->target),
      private_link, private_link);
  connection->peer = g_steal_pointer(&peer);
  connection->secure = attempt->secure;
  g_task_return_pointer(task, connection, (GDestroyNotify)oriel_connection_free);
}

static void
on_connected(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  Attempt *attempt = g_task_get_task_data(task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GSocketConnection) stream =
      g_socket_client_connect_finish(G_SOCKET_CLIENT(source), result, &error);

  g_cancellable_disconnect(g_task_get_cancellable(task), attempt->cancelled);
  if (attempt->limit != NULL)
    g_source_destroy(attempt->limit);
  if (stream != NULL)
    return_connection(task, stream);
  else
    return_connect_error(task, attempt, error);
}

static void
on_accepted(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(GSocketConnection) stream = oriel_reverse_accept_finish(result, &error);

  if (stream != NULL)
    return_connection(task, stream);
  else
    g_task_return_error(task, error);
}

static void
on_cancelled(GCancellable *cancellable, Attempt *attempt)
{
  g_cancellable_cancel(attempt->cancellable);
}

static gboolean
on_limit(gpointer user_data)
{
  Attempt *attempt = user_data;

  attempt->late = TRUE;
  g_cancellable_cancel(attempt->cancellable);
  return G_SOURCE_REMOVE;
}

/* A proxy that says a byte now and then is not silent, and never done. */
static void
begin_negotiating(Attempt *attempt)
{
  attempt->negotiating = TRUE;
  if (attempt->limit != NULL)
    return;
  attempt->limit = g_timeout_source_new_seconds(CONNECT_LIMIT);
  g_source_set_callback(attempt->limit, on_limit, attempt, NULL);
  g_source_attach(attempt->limit, g_main_context_get_thread_default());
}

static void
on_event(GSocketClient *client,
         GSocketClientEvent event,
         GSocketConnectable *address,
         GIOStream *stream,
         gpointer user_data)
{
  Attempt *attempt = g_task_get_task_data(user_data);

  if (event == G_SOCKET_CLIENT_PROXY_NEGOTIATING)
    begin_negotiating(attempt);
}

/* A client of GIO that goes by way of the attempt's proxy, and by no other: GIO would look for one
 * in the settings of the desktop. NULL, and the task is done: there is no such proxy. */
static GSocketClient *
make_client(GTask *task, Attempt *attempt)
{
  g_autoptr(GSocketClient) client = g_socket_client_new();
  g_autofree char *proxy = NULL;
  g_autoptr(GProxyResolver) resolver = NULL;
  GError *error = NULL;

  g_socket_client_set_timeout(client, CONNECT_LIMIT);
  g_socket_client_set_enable_proxy(client, attempt->proxy != NULL);
  if (attempt->proxy == NULL)
    return g_steal_pointer(&client);
  proxy = oriel_proxy_normalize(attempt->proxy, &error);
  if (proxy == NULL) {
    g_task_return_error(task, error);
    return NULL;
  }
  g_free(attempt->proxy);
  attempt->proxy = g_steal_pointer(&proxy);
  resolver = g_simple_proxy_resolver_new(attempt->proxy, NULL);
  g_socket_client_set_proxy_resolver(client, resolver);
  g_signal_connect_data(client, "event", G_CALLBACK(on_event), g_object_ref(task),
                        (GClosureNotify)(void (*)(void))g_object_unref, 0);
  attempt->cancellable = g_cancellable_new();
  if (g_task_get_cancellable(task) != NULL)
    attempt->cancelled = g_cancellable_connect(g_task_get_cancellable(task),
                                               G_CALLBACK(on_cancelled), attempt, NULL);
  return g_steal_pointer(&client);
}

static void
open_target(GTask *task, OrielTarget *target, gboolean secure)
{
  Attempt *attempt = g_task_get_task_data(task);
  const OrielProtocol *protocol = oriel_protocol_find(oriel_target_get_protocol(target));
  const char *path = oriel_target_get_path(target);
  g_autoptr(GSocketClient) client = NULL;
  g_autoptr(GSocketConnectable) address = NULL;
  guint16 port = oriel_target_get_port(target);

  attempt->target = oriel_target_ref(target);
  if (secure && oriel_target_get_tls_port(target) == 0) {
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_INSECURE,
                            "the server wants TLS, and the address has no port for it");
    return;
  }
  if (!protocol->needs_address) {
    g_task_return_pointer(task, connection_new(-1, NULL, TRUE, TRUE),
                          (GDestroyNotify)oriel_connection_free);
    return;
  }
  if (oriel_target_is_listening(target)) {
    oriel_reverse_accept_async(target, g_task_get_cancellable(task), on_accepted,
                               g_object_ref(task));
    return;
  }
  client = make_client(task, attempt);
  if (client == NULL)
    return;
  attempt->secure = path == NULL && (secure || port == 0);
  if (path != NULL)
    address = G_SOCKET_CONNECTABLE(g_unix_socket_address_new(path));
  else
    address = g_network_address_new(oriel_target_get_host(target),
                                    attempt->secure ? oriel_target_get_tls_port(target) : port);
  g_socket_client_connect_async(client, address,
                                attempt->cancellable != NULL ? attempt->cancellable
                                                             : g_task_get_cancellable(task),
                                on_connected, g_object_ref(task));
}

static Attempt *
attempt_new(const char *proxy)
{
  Attempt *self = g_new0(Attempt, 1);

  self->proxy = g_strdup(proxy);
  return self;
}

void
oriel_connector_open_async(OrielTarget *target,
                           const char *proxy,
                           gboolean secure,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new(NULL, cancellable, callback, user_data);

  g_task_set_source_tag(task, oriel_connector_open_async);
  g_task_set_task_data(task, attempt_new(proxy), attempt_free);
  open_target(task, target, secure);
}

static void
on_guest_opened(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  const Attempt *attempt = g_task_get_task_data(task);
  OrielTarget *target = oriel_graphics_get_target(attempt->graphics);
  gboolean far = g_object_get_data(G_OBJECT(result), ORIEL_GUEST_FAR) != NULL;
  g_autoptr(GError) error = NULL;
  int fd = oriel_guest_open_graphics_finish(ORIEL_GUEST(source), result, &error);

  if (fd >= 0) {
    const char *host = target != NULL ? oriel_target_get_host(target) : NULL;

    g_task_return_pointer(task, connection_new(fd, host, TRUE, !far),
                          (GDestroyNotify)oriel_connection_free);
  } else if (target != NULL && !far && !g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    /* Not where the way was ssh: what was to be encrypted is not sent in the clear instead. */
    g_debug("connecting to the address: %s", error->message);
    open_target(task, target, FALSE);
  } else {
    g_task_return_error(task, g_steal_pointer(&error));
  }
}

void
oriel_connector_open_guest_async(OrielGuest *guest,
                                 OrielGraphics *graphics,
                                 const char *proxy,
                                 gboolean secure,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new(NULL, cancellable, callback, user_data);
  Attempt *attempt = attempt_new(proxy);

  g_task_set_source_tag(task, oriel_connector_open_guest_async);
  g_task_set_task_data(task, attempt, attempt_free);
  /* What the host passes on is never encrypted. */
  if (secure && oriel_graphics_get_target(graphics) != NULL) {
    open_target(task, oriel_graphics_get_target(graphics), TRUE);
    return;
  }
  attempt->graphics = g_object_ref(graphics);
  oriel_guest_open_graphics_async(guest, graphics, cancellable, on_guest_opened,
                                  g_steal_pointer(&task));
}

OrielConnection *
oriel_connector_open_finish(GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer(G_TASK(result), error);
}

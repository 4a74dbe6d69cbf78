// SPDX-License-Identifier: LGPL-2.1-or-later
#include "impl/oriel-protocol.h"
#include "oriel-target-private.h"

#include <string.h>

G_DEFINE_BOXED_TYPE(OrielTarget, oriel_target, oriel_target_ref, oriel_target_unref)

static void
clear(OrielTarget *self)
{
  g_free(self->protocol);
  g_free(self->host);
  g_free(self->path);
  g_free(self->username);
  g_strfreev(self->parameters);
}

OrielTarget *
oriel_target_alloc(const char *protocol)
{
  OrielTarget *self = g_atomic_rc_box_new0(OrielTarget);

  self->protocol = g_ascii_strdown(protocol, -1);
  self->parameters = g_new0(char *, 1);
  return self;
}

/**
 * oriel_target_new_tcp:
 * @protocol: such as `vnc`
 * @host: a name, or an IPv4 or IPv6 address
 * @port: the TCP port for connections without TLS; 0 = none
 * @tls_port: the TCP port for connections with TLS; 0 = none
 * @username: (nullable): who connects
 *
 * Makes a target on a network. When both ports are 0, it is the protocol's usual port.
 *
 * Returns: (transfer full): a target
 */
OrielTarget *
oriel_target_new_tcp(
    const char *protocol, const char *host, guint16 port, guint16 tls_port, const char *username)
{
  OrielTarget *self;

  g_return_val_if_fail(protocol != NULL && protocol[0] != '\0', NULL);
  g_return_val_if_fail(host != NULL && host[0] != '\0', NULL);

  self = oriel_target_alloc(protocol);
  self->host = g_ascii_strdown(host, -1);
  self->username = g_strdup(username);
  self->port = port;
  self->tls_port = tls_port;
  if (port == 0 && tls_port == 0) {
    const OrielProtocol *row = oriel_protocol_find(protocol);
    self->port = row != NULL ? row->default_port : 0;
  }
  return self;
}

/**
 * oriel_target_new_unix:
 * @protocol: such as `vnc`
 * @path: (type filename): the absolute path of a unix socket
 *
 * Makes a target on this machine.
 *
 * Returns: (transfer full): a target
 */
OrielTarget *
oriel_target_new_unix(const char *protocol, const char *path)
{
  OrielTarget *self;

  g_return_val_if_fail(protocol != NULL && protocol[0] != '\0', NULL);
  g_return_val_if_fail(path != NULL && path[0] == '/', NULL);

  self = oriel_target_alloc(protocol);
  self->path = g_strdup(path);
  return self;
}

/**
 * oriel_target_ref:
 * @self: a target
 *
 * Takes a reference. Threads may do so at the same time.
 *
 * Returns: (transfer full): @self
 */
OrielTarget *
oriel_target_ref(OrielTarget *self)
{
  g_return_val_if_fail(self != NULL, NULL);

  return g_atomic_rc_box_acquire(self);
}

/**
 * oriel_target_unref:
 * @self: (transfer full): a target
 *
 * Drops a reference.
 */
void
oriel_target_unref(OrielTarget *self)
{
  g_return_if_fail(self != NULL);

  g_atomic_rc_box_release_full(self, (GDestroyNotify)clear);
}

/**
 * oriel_target_get_protocol:
 * @self: a target
 *
 * How to talk to it.
 *
 * Returns: (transfer none): such as `vnc`, in lower case
 */
const char *
oriel_target_get_protocol(const OrielTarget *self)
{
  g_return_val_if_fail(self != NULL, NULL);

  return self->protocol;
}

/**
 * oriel_target_get_host:
 * @self: a target
 *
 * Which machine to connect to.
 *
 * Returns: (transfer none) (nullable): a name or an address, in lower case, without brackets; %NULL
 *   for unix sockets and for protocols that have no address
 */
const char *
oriel_target_get_host(const OrielTarget *self)
{
  g_return_val_if_fail(self != NULL, NULL);

  return self->host;
}

/**
 * oriel_target_get_port:
 * @self: a target
 *
 * Where to connect without TLS.
 *
 * Returns: a TCP port, or 0
 */
guint16
oriel_target_get_port(const OrielTarget *self)
{
  g_return_val_if_fail(self != NULL, 0);

  return self->port;
}

/**
 * oriel_target_get_tls_port:
 * @self: a target
 *
 * Where to connect with TLS.
 *
 * Returns: a TCP port, or 0
 */
guint16
oriel_target_get_tls_port(const OrielTarget *self)
{
  g_return_val_if_fail(self != NULL, 0);

  return self->tls_port;
}

/**
 * oriel_target_get_path:
 * @self: a target
 *
 * Which unix socket to connect to.
 *
 * Returns: (type filename) (transfer none) (nullable): an absolute path, or %NULL
 */
const char *
oriel_target_get_path(const OrielTarget *self)
{
  g_return_val_if_fail(self != NULL, NULL);

  return self->path;
}

/**
 * oriel_target_get_username:
 * @self: a target
 *
 * Who connects.
 *
 * Returns: (transfer none) (nullable): a name, or %NULL when none was given
 */
const char *
oriel_target_get_username(const OrielTarget *self)
{
  g_return_val_if_fail(self != NULL, NULL);

  return self->username;
}

/**
 * oriel_target_get_parameter:
 * @self: a target
 * @name: the name of a parameter
 *
 * Looks up what the query of the URI said, as in `vnc://host?NAME=VALUE`. Ports are not parameters.
 *
 * Returns: (transfer none) (nullable): the value, or %NULL when there is no such parameter
 */
const char *
oriel_target_get_parameter(const OrielTarget *self, const char *name)
{
  gsize length;

  g_return_val_if_fail(self != NULL, NULL);
  g_return_val_if_fail(name != NULL, NULL);

  length = strlen(name);
  for (guint i = 0; self->parameters[i] != NULL; i++)
    if (strncmp(self->parameters[i], name, length) == 0 && self->parameters[i][length] == '=')
      return self->parameters[i] + length + 1;
  return NULL;
}

static gboolean
is_loopback(const char *host)
{
  g_autoptr(GInetAddress) address = NULL;
  g_autofree char *literal = g_strndup(host, strcspn(host, "%"));

  if (g_str_equal(host, "localhost"))
    return TRUE;
  address = g_inet_address_new_from_string(literal);
  return address != NULL && g_inet_address_get_is_loopback(address);
}

/**
 * oriel_target_is_local:
 * @self: a target
 *
 * Whether connecting stays on this machine, as far as can be told without asking anybody: a unix
 * socket, an address of the loopback network, `localhost`, or a protocol without addresses.
 *
 * Returns: %TRUE when nothing leaves the machine
 */
gboolean
oriel_target_is_local(const OrielTarget *self)
{
  g_return_val_if_fail(self != NULL, FALSE);

  return self->host == NULL || is_loopback(self->host);
}

/**
 * oriel_target_is_listening:
 * @self: a target
 *
 * Whether the server is the one that connects: the host is an address of this machine, at which a
 * session waits for one connection each time that it connects.
 *
 * Returns: %TRUE when it is waited for a server
 */
gboolean
oriel_target_is_listening(const OrielTarget *self)
{
  g_return_val_if_fail(self != NULL, FALSE);

  return self->listening;
}

/**
 * oriel_target_equal:
 * @a: a target
 * @b: another one
 *
 * Whether two targets are the same: protocol, address, user and parameters.
 *
 * Returns: %TRUE when they are
 */
gboolean
oriel_target_equal(const OrielTarget *a, const OrielTarget *b)
{
  g_return_val_if_fail(a != NULL && b != NULL, FALSE);

  return g_str_equal(a->protocol, b->protocol) && g_strcmp0(a->host, b->host) == 0 &&
         g_strcmp0(a->path, b->path) == 0 && g_strcmp0(a->username, b->username) == 0 &&
         a->port == b->port && a->tls_port == b->tls_port && a->listening == b->listening &&
         g_strv_equal((const char *const *)a->parameters, (const char *const *)b->parameters);
}

static void
append_host(GString *uri, const OrielTarget *self)
{
  gboolean is_ipv6 = strchr(self->host, ':') != NULL;

  if (self->username != NULL) {
    g_string_append_uri_escaped(uri, self->username, NULL, FALSE);
    g_string_append_c(uri, '@');
  }
  g_string_append(uri, is_ipv6 ? "[" : "");
  g_string_append_uri_escaped(uri, self->host, is_ipv6 ? ":" : NULL, FALSE);
  g_string_append(uri, is_ipv6 ? "]" : "");
}

/* The query; @separator is what comes before its first part. */
static void
append_parameters(GString *uri, const OrielTarget *self, char separator)
{
  for (guint i = 0; self->parameters[i] != NULL; i++) {
    const char *value = strchr(self->parameters[i], '=') + 1;

    g_string_append_c(uri, i == 0 ? separator : '&');
    g_string_append_len(uri, self->parameters[i], value - self->parameters[i]);
    g_string_append_uri_escaped(uri, value, "/:,", FALSE);
  }
}

/**
 * oriel_target_to_uri:
 * @self: a target
 *
 * Writes the target as a URI, always in the same way: with its port, parameters sorted by name.
 * oriel_target_new_from_uri() gives an equal target when the protocol is known.
 *
 * Returns: (transfer full): a URI
 */
char *
oriel_target_to_uri(const OrielTarget *self)
{
  g_autoptr(GString) uri = NULL;
  char separator = '?';

  g_return_val_if_fail(self != NULL, NULL);

  uri = g_string_new(self->protocol);
  if (self->path != NULL) {
    g_string_append(uri, "+unix://");
    g_string_append_uri_escaped(uri, self->path, "/", FALSE);
  } else if (self->host == NULL) {
    g_string_append(uri, "://");
  } else {
    gboolean tls_only = self->port == 0 && self->tls_port != 0;

    g_string_append(uri, self->listening ? "+listen://" : tls_only ? "+tls://" : "://");
    append_host(uri, self);
    if (self->port != 0 && self->tls_port != 0) {
      g_string_append_printf(uri, "?port=%u&tls-port=%u", self->port, self->tls_port);
      separator = '&';
    } else if (self->port != 0 || self->tls_port != 0) {
      g_string_append_printf(uri, ":%u", tls_only ? self->tls_port : self->port);
    }
  }
  append_parameters(uri, self, separator);
  return g_string_free(g_steal_pointer(&uri), FALSE);
}

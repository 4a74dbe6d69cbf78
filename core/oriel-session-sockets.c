// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The way to a guest's display; and the connections that a session process asks for after its
 * first: it has no network of its own. They lead to the server that the program named, or to one
 * that the guest has moved to, which the server alone can tell, where the protocol has such moves.
 */
#include "oriel-guest-private.h"
#include "oriel-session-private.h"
#include "oriel-session-properties.h"

#include <gio/gunixfdlist.h>

/* Connections to other servers in the life of a session: each migration of a guest needs one a
 * channel. What has fallen to a server must not search a network by way of its viewer. */
#define MAX_MOVES 256

static void
refuse(GDBusMethodInvocation *invocation, const GError *error)
{
  g_dbus_method_invocation_return_gerror(invocation, error);
}

/* Takes @connection. */
static void
answer(GDBusMethodInvocation *invocation, OrielConnection *connection)
{
  g_autoptr(OrielConnection) owned = connection;
  g_autoptr(GUnixFDList) fds = g_unix_fd_list_new();
  g_autoptr(GError) error = NULL;

  if (owned->fd < 0)
    error = g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_INVALID, "this protocol needs no socket");
  if (error != NULL || g_unix_fd_list_append(fds, owned->fd, &error) < 0)
    refuse(invocation, error);
  else
    g_dbus_method_invocation_return_value_with_unix_fd_list(invocation, g_variant_new("(h)", 0),
                                                            fds);
}

static void
on_opened(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;
  OrielConnection *connection = oriel_connector_open_finish(result, &error);

  if (connection != NULL)
    answer(user_data, connection);
  else
    refuse(user_data, error);
}

static void
on_moved_opened(GObject *source, GAsyncResult *result, gpointer user_data)
{
  GDBusMethodInvocation *invocation = user_data;
  g_autoptr(GError) error = NULL;
  OrielConnection *connection = oriel_connector_open_finish(result, &error);

  if (connection != NULL) {
    answer(invocation, connection);
    return;
  }
  g_prefix_error(&error, "the guest has moved to another server: ");
  refuse(invocation, error);
}

/* The server that @options name, or NULL if they name none. (transfer full) */
static OrielTarget *
dup_moved_target(OrielSession *self, GVariant *options)
{
  const char *host;
  guint16 port;

  if (!g_variant_lookup(options, "host", "&s", &host) ||
      !g_variant_lookup(options, "port", "q", &port) || *host == '\0' || port == 0)
    return NULL;
  return oriel_target_new_tcp(oriel_session_get_protocol_name(self), host, port, 0, NULL);
}

/* Whether the session process may be connected to another server. */
static gboolean
may_move(OrielSession *self, GError **error)
{
  if (!oriel_session_get_protocol(self)->moves) {
    g_set_error_literal(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                        "guests do not move to other servers by this protocol");
    return FALSE;
  }
  if (self->n_moves++ < MAX_MOVES)
    return TRUE;
  g_set_error_literal(error, ORIEL_ERROR, ORIEL_ERROR_FAILED, "the guest moved too often");
  return FALSE;
}

static gboolean
has_tls_port(OrielSession *self)
{
  return self->target != NULL && oriel_target_get_tls_port(self->target) != 0;
}

char *
oriel_session_dup_secure_channels(OrielSession *self)
{
  const char *wanted = self->graphics != NULL && has_tls_port(self)
                           ? oriel_graphics_get_secure_channels(self->graphics)
                           : NULL;

  if (wanted == NULL || self->secure_channels == NULL)
    return g_strdup(wanted != NULL ? wanted : self->secure_channels);
  return g_strjoin(",", wanted, self->secure_channels, NULL);
}

gboolean
oriel_session_begins_secure(OrielSession *self)
{
  g_autofree char *list = oriel_session_dup_secure_channels(self);
  g_auto(GStrv) names = g_strsplit_set(list != NULL ? list : "", ", ", -1);

  return has_tls_port(self) && (g_strv_contains((const char *const *)names, "all") ||
                                g_strv_contains((const char *const *)names, "main"));
}

void
oriel_session_open_guest(OrielSession *self,
                         gboolean secure,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  OrielTarget *target = oriel_graphics_get_target(self->graphics);

  if (self->direct && target != NULL)
    oriel_connector_open_async(target, self->proxy, secure, self->cancellable, callback, user_data);
  else
    oriel_connector_open_guest_async(self->guest, self->graphics, self->proxy, secure,
                                     self->cancellable, callback, user_data);
}

static void
on_way_checked(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(OrielSession) self = user_data;
  g_autoptr(GError) broken = NULL, error = NULL;
  gboolean stands = oriel_guest_check_way_finish(ORIEL_GUEST(source), result, &error);

  /* Over meanwhile, and perhaps begun again. */
  if (g_task_get_cancellable(G_TASK(result)) != self->cancellable)
    return;
  broken = g_steal_pointer(&self->broken);
  oriel_session_end(self, stands ? broken : error);
}

void
oriel_session_break(OrielSession *self, const GError *error)
{
  if (self->broken != NULL) /* that is being looked into */
    return;
  if (error == NULL || self->guest == NULL || self->direct || self->cancellable == NULL) {
    oriel_session_end(self, error);
    return;
  }
  self->broken = g_error_copy(error);
  oriel_guest_check_way_async(self->guest, self->cancellable, on_way_checked, g_object_ref(self));
}

void
oriel_session_open_socket(OrielSession *self, GVariant *options, GDBusMethodInvocation *invocation)
{
  g_autoptr(OrielTarget) moved = dup_moved_target(self, options);
  g_autoptr(GError) error = NULL;
  gboolean secure = FALSE;

  g_variant_lookup(options, "secure", "b", &secure);
  if (moved != NULL && !may_move(self, &error)) {
    refuse(invocation, error);
  } else if (moved != NULL) {
    oriel_connector_open_async(moved, self->proxy, FALSE, self->cancellable, on_moved_opened,
                               invocation);
  } else if (self->guest != NULL) {
    oriel_session_open_guest(self, secure, on_opened, invocation);
  } else {
    oriel_connector_open_async(self->target, self->proxy, secure, self->cancellable, on_opened,
                               invocation);
  }
}

void
oriel_session_install_direct(GParamSpec **properties)
{
  /**
   * OrielSession:direct:
   *
   * Whether a guest's display is connected to by its address where it has one that can be reached
   * from here, instead of by a connection that its host makes: past the host's ssh, and with the
   * display's own password. Takes effect when connecting.
   */
  properties[ORIEL_SESSION_PROP_DIRECT] =
      g_param_spec_boolean("direct", NULL, NULL, FALSE,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

/**
 * oriel_session_get_direct:
 * @self: a session
 *
 * Reads #OrielSession:direct.
 *
 * Returns: whether a guest's display is connected to by its address
 */
gboolean
oriel_session_get_direct(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), FALSE);
  return self->direct;
}

/**
 * oriel_session_set_direct:
 * @self: a session
 * @direct: whether to connect to a guest's display by its address
 *
 * Takes effect when connecting.
 */
void
oriel_session_set_direct(OrielSession *self, gboolean direct)
{
  g_return_if_fail(ORIEL_IS_SESSION(self));

  if (self->direct == !!direct)
    return;
  self->direct = !!direct;
  oriel_session_notify(self, ORIEL_SESSION_PROP_DIRECT);
}

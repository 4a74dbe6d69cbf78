// SPDX-License-Identifier: LGPL-2.1-or-later
/* The connection to a session's server, made ahead of the session: for whoever waits for a server
 * that is not there, and does not want to start a process each time to see that. */
#include "oriel-insist.h"
#include "oriel-session-private.h"

static gboolean
is_over(OrielSession *self)
{
  return self->state == ORIEL_SESSION_IDLE || self->state == ORIEL_SESSION_CLOSED;
}

static void
on_opened(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  OrielSession *self = g_task_get_source_object(task);
  GError *error = NULL;
  g_autoptr(OrielConnection) connection = oriel_insist_finish(result, &error);

  if (connection == NULL) {
    g_task_return_error(task, error);
    return;
  }
  if (g_task_return_error_if_cancelled(task))
    return;
  if (is_over(self) && self->connection == NULL) /* else it has gone its way by itself */
    self->connection = g_steal_pointer(&connection);
  g_task_return_boolean(task, TRUE);
}

/**
 * oriel_session_reach_async:
 * @self: a session that is idle or closed
 * @cancellable: (nullable): gives up
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Opens the connection to the server, and keeps it for the oriel_session_connect_async() that is to
 * follow at once. No process is started, nothing is said to the server, and the state stays as it
 * is. Whoever waits for a server that is not there can call this every now and then: that is cheap,
 * and the first connection that the server takes is the one that is used. A host that does not
 * answer is called several times a second without that, for ten seconds, unless by way of a proxy.
 *
 * For a guest of a host, and for a target that is listening, there is nothing to be done ahead.
 *
 * Fails with %ORIEL_ERROR_UNREACHABLE where nobody listens or answers, and otherwise as
 * oriel_session_connect_async() does.
 */
void
oriel_session_reach_async(OrielSession *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail(ORIEL_IS_SESSION(self));
  task = g_task_new(self, cancellable, callback, user_data);
  g_task_set_source_tag(task, oriel_session_reach_async);
  if (!is_over(self))
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                            "the session is connected already");
  else if (oriel_session_get_protocol(self) == NULL) /* as connecting will tell */
    g_task_return_boolean(task, TRUE);
  else if (self->connection != NULL || self->guest != NULL ||
           oriel_target_is_listening(self->target))
    g_task_return_boolean(task, TRUE);
  else
    oriel_insist_async(self->target, self->proxy, oriel_session_begins_secure(self), cancellable,
                       on_opened, g_steal_pointer(&task));
}

/**
 * oriel_session_reach_finish:
 * @self: a session
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends oriel_session_reach_async().
 *
 * Returns: whether the server has taken a connection, as far as that can be known
 */
gboolean
oriel_session_reach_finish(OrielSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail(g_task_is_valid(result, self), FALSE);
  return g_task_propagate_boolean(G_TASK(result), error);
}

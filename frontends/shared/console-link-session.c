// SPDX-License-Identifier: LGPL-2.1-or-later
/* A text console of a session; and the session, where the link is what connects it again. */
#include "shared/console-link-private.h"

/* Milliseconds between one look for a server and the next, so that its console is back within a
 * second of its return. */
#define LOOK_INTERVAL 500

gboolean
console_link_is_session_over(const ConsoleLink *self)
{
  return self->session != NULL && oriel_session_get_state(self->session) == ORIEL_SESSION_CLOSED;
}

GError *
console_link_make_reason(const ConsoleLink *self, const GError *error)
{
  const GError *reason =
      console_link_is_session_over(self) ? oriel_session_get_error(self->session) : NULL;

  if (reason == NULL)
    reason = error;
  return reason != NULL ? g_error_copy(reason) : console_link_make_closed();
}

/* A server that takes connections and fails after that is left alone for longer each time. One that
 * takes none is looked for often, which costs a packet; but a proxy is there, and has to answer. */
static guint
plan(ConsoleLink *self)
{
  gint64 now = g_get_monotonic_time();

  if (self->unreached && oriel_session_get_proxy(self->session) == NULL)
    return LOOK_INTERVAL;
  reconnect_plan(&self->reconnect, now);
  return (guint)((self->reconnect.due - now) / 1000);
}

void
console_link_wait_for_server(ConsoleLink *self, GError *error)
{
  console_link_retry_later(self, plan(self));
  console_link_set_state(self, CONSOLE_LINK_WAITING, error);
}

void
console_link_lose_session(ConsoleLink *self)
{
  if (self->cancellable == NULL && self->retry_source == 0)
    console_link_fail(self, console_link_make_reason(self, NULL));
}

gboolean
console_link_may_come_back(ConsoleLink *self, const GError *error)
{
  g_autoptr(OrielConsole) console = NULL;

  if (self->session == NULL || console_link_is_session_over(self) ||
      (error != NULL && !g_error_matches(error, ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE)))
    return FALSE;
  console = console_link_find_console(self, oriel_session_get_consoles(self->session));
  return console == NULL;
}

/* Its consoles are told of a little later, or have been before. */
static void
on_connected(GObject *source, GAsyncResult *result, gpointer user_data)
{
  ConsoleLink *self = console_link_finish_try(user_data);
  GError *error = NULL;

  if (!oriel_session_connect_finish(ORIEL_SESSION(source), result, &error) && self != NULL)
    console_link_fail(self, g_steal_pointer(&error));
  else if (self != NULL)
    console_link_open_of_session(self);
  g_clear_error(&error);
}

static void
on_reached(GObject *source, GAsyncResult *result, gpointer user_data)
{
  ConsoleLink *self = console_link_finish_try(user_data);
  ConsoleTry *try;
  GError *error = NULL;
  gboolean reached = oriel_session_reach_finish(ORIEL_SESSION(source), result, &error);

  if (self == NULL) {
    g_clear_error(&error);
    return;
  }
  self->unreached = !reached;
  if (!reached) {
    console_link_fail(self, error);
    return;
  }
  console_link_set_state(self, CONSOLE_LINK_OPENING, NULL);
  try = console_link_begin_try(self);
  oriel_session_connect_async(self->session, self->cancellable, on_connected, try);
}

/* No process is started for a server that is not there. */
static void
reach_session(ConsoleLink *self)
{
  ConsoleTry *try = console_link_begin_try(self);

  oriel_session_reach_async(self->session, self->cancellable, on_reached, try);
}

void
console_link_open_of_session(ConsoleLink *self)
{
  g_autoptr(OrielConsole) console = NULL;
  ConsoleTry *try;

  if (console_link_is_session_over(self) && self->keeps) {
    reach_session(self);
    return;
  }
  if (console_link_is_session_over(self)) {
    console_link_set_state(self, CONSOLE_LINK_LOST, console_link_make_reason(self, NULL));
    return;
  }
  console = console_link_find_console(self, oriel_session_get_consoles(self->session));
  if (console == NULL) {
    console_link_set_state(self, CONSOLE_LINK_WAITING,
                           g_error_new(ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND,
                                       "the guest has not opened %s",
                                       self->alias != NULL ? self->alias : "a text console"));
    return;
  }
  try = console_link_begin_try(self);
  oriel_session_open_console_async(self->session, console, self->cancellable,
                                   console_link_on_opened, try);
}

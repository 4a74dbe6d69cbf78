// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/console-link-private.h"

/* It was started anew. */
static gboolean
has_new_guest(const ConsoleLink *self)
{
  return self->guest != NULL && self->state != CONSOLE_LINK_OPENING &&
         self->id != oriel_guest_get_id(self->guest);
}

/* The guest, its host or the session have changed. */
static void
look_again(ConsoleLink *self)
{
  GError *obstacle;

  if (self->pipe != NULL) /* its end is told by itself */
    return;
  if (self->keeps && console_link_is_session_over(self)) {
    console_link_lose_session(self);
    return;
  }
  obstacle = console_link_find_obstacle(self);
  if (obstacle != NULL) {
    console_link_give_up(self);
    console_link_set_state(self, CONSOLE_LINK_WAITING, obstacle);
  } else if (self->state == CONSOLE_LINK_WAITING || has_new_guest(self)) {
    console_link_open(self, FALSE);
  }
}

static void
on_notify(GObject *object, GParamSpec *pspec, ConsoleLink *self)
{
  look_again(self);
}

static void
watch_guest(ConsoleLink *self, OrielGuest *guest)
{
  if (self->guest != NULL)
    g_signal_handlers_disconnect_by_data(self->guest, self);
  g_set_object(&self->guest, guest);
  g_signal_connect(guest, "notify::state", G_CALLBACK(on_notify), self);
  g_signal_connect(guest, "notify::id", G_CALLBACK(on_notify), self);
}

/* A guest that is not persistent is forgotten when it ends, and another object when it starts. */
static void
on_guests_changed(GListModel *guests, guint position, guint removed, guint added, ConsoleLink *self)
{
  g_autoptr(OrielGuest) guest = NULL;

  if (added == 0)
    return;
  guest = oriel_host_find_guest(self->host, oriel_guest_get_uuid(self->guest));
  if (guest == NULL || guest == self->guest)
    return;
  watch_guest(self, guest);
  look_again(self);
}

static void
on_consoles_changed(
    GListModel *consoles, guint position, guint removed, guint added, ConsoleLink *self)
{
  look_again(self);
}

static ConsoleLink *
link_new(const char *alias, const ConsoleLinkHooks *hooks, gpointer user_data)
{
  ConsoleLink *self = g_new0(ConsoleLink, 1);

  self->alias = g_strdup(alias);
  self->hooks = *hooks;
  self->user_data = user_data;
  return self;
}

ConsoleLink *
console_link_new_for_guest(OrielGuest *guest,
                           const char *alias,
                           gboolean take_over,
                           const ConsoleLinkHooks *hooks,
                           gpointer user_data)
{
  ConsoleLink *self = link_new(alias, hooks, user_data);

  self->host = g_object_ref(oriel_guest_get_host(guest));
  watch_guest(self, guest);
  g_signal_connect(self->host, "notify::state", G_CALLBACK(on_notify), self);
  g_signal_connect(oriel_host_get_guests(self->host), "items-changed",
                   G_CALLBACK(on_guests_changed), self);
  console_link_open(self, take_over);
  return self;
}

static void
watch_session(ConsoleLink *self, OrielSession *session)
{
  self->session = g_object_ref(session);
  g_signal_connect(session, "notify::state", G_CALLBACK(on_notify), self);
  g_signal_connect(oriel_session_get_consoles(session), "items-changed",
                   G_CALLBACK(on_consoles_changed), self);
}

static void
unwatch_session(ConsoleLink *self)
{
  g_signal_handlers_disconnect_by_data(self->session, self);
  g_signal_handlers_disconnect_by_data(oriel_session_get_consoles(self->session), self);
  g_clear_object(&self->session);
}

ConsoleLink *
console_link_new_for_session(OrielSession *session,
                             const char *alias,
                             const ConsoleLinkHooks *hooks,
                             gpointer user_data)
{
  ConsoleLink *self = link_new(alias, hooks, user_data);

  watch_session(self, session);
  console_link_open(self, FALSE);
  return self;
}

void
console_link_keep_session(ConsoleLink *self)
{
  self->keeps = TRUE;
}

void
console_link_set_session(ConsoleLink *self, OrielSession *session)
{
  if (session == self->session)
    return;
  console_link_give_up(self);
  g_clear_pointer(&self->pipe, console_pipe_free);
  unwatch_session(self);
  watch_session(self, session);
  console_link_open(self, FALSE);
}

void
console_link_free(ConsoleLink *self)
{
  if (self == NULL)
    return;
  console_link_give_up(self);
  if (self->guest != NULL)
    g_signal_handlers_disconnect_by_data(self->guest, self);
  if (self->host != NULL) {
    g_signal_handlers_disconnect_by_data(self->host, self);
    g_signal_handlers_disconnect_by_data(oriel_host_get_guests(self->host), self);
  }
  if (self->session != NULL)
    unwatch_session(self);
  g_clear_pointer(&self->pipe, console_pipe_free);
  g_clear_object(&self->guest);
  g_clear_object(&self->host);
  g_clear_error(&self->error);
  g_free(self->alias);
  g_free(self);
}

ConsoleLinkState
console_link_get_state(const ConsoleLink *self)
{
  return self->state;
}

const GError *
console_link_get_error(const ConsoleLink *self)
{
  return self->error;
}

const char *
console_link_get_alias(const ConsoleLink *self)
{
  return self->alias;
}

OrielGuest *
console_link_get_guest(const ConsoleLink *self)
{
  return self->guest;
}

gboolean
console_link_send(ConsoleLink *self, const char *bytes, gsize length)
{
  if (self->pipe == NULL || console_pipe_get_queued(self->pipe) + length > CONSOLE_LINK_MAX_QUEUE)
    return FALSE;
  console_pipe_send(self->pipe, bytes, length);
  return TRUE;
}

gsize
console_link_get_queued(const ConsoleLink *self)
{
  return self->pipe != NULL ? console_pipe_get_queued(self->pipe) : 0;
}

void
console_link_set_paused(ConsoleLink *self, gboolean paused)
{
  self->paused = paused;
  if (self->pipe != NULL)
    console_pipe_set_paused(self->pipe, paused);
}

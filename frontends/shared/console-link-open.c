// SPDX-License-Identifier: LGPL-2.1-or-later
/* How a text console is opened, and what it means when it cannot be, or ends. */
#include "shared/console-link-private.h"

/* A console that was closed, by ourselves even, is in use until its daemon has noticed: what is
 * busy is tried again for a second before a person is asked. */
#define RETRY_INTERVAL 100 /* ms */
#define MAX_RETRIES 10

/* A console ends in order with its guest, of which its host tells a little later. */
#define VERDICT_DELAY 1000 /* ms */

struct _ConsoleTry {
  ConsoleLink *link;
  GCancellable *cancellable;
};

void
console_link_set_state(ConsoleLink *self, ConsoleLinkState state, GError *error)
{
  g_clear_error(&self->error);
  self->error = error;
  self->state = state;
  self->hooks.changed(self->user_data);
}

static gboolean
guest_runs(OrielGuest *guest)
{
  switch (oriel_guest_get_state(guest)) {
  case ORIEL_GUEST_OFF:
  case ORIEL_GUEST_CRASHED:
  case ORIEL_GUEST_UNKNOWN:
    return FALSE;
  default:
    return TRUE;
  }
}

GError *
console_link_find_obstacle(const ConsoleLink *self)
{
  if (self->session != NULL)
    return NULL;
  if (oriel_host_get_state(self->host) != ORIEL_HOST_CONNECTED)
    return g_error_new(ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE, "the connection to %s was lost",
                       oriel_host_get_name(self->host));
  if (!guest_runs(self->guest))
    return g_error_new(ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE, "the guest '%s' is off",
                       oriel_guest_get_name(self->guest));
  return NULL;
}

static gboolean
has_obstacle(const ConsoleLink *self)
{
  g_autoptr(GError) obstacle = console_link_find_obstacle(self);

  return obstacle != NULL;
}

static void try_open(ConsoleLink *self);

static gboolean
on_retry(gpointer user_data)
{
  ConsoleLink *self = user_data;

  self->retry_source = 0;
  try_open(self);
  return G_SOURCE_REMOVE;
}

void
console_link_retry_later(ConsoleLink *self, guint milliseconds)
{
  self->retry_source = g_timeout_add(milliseconds, on_retry, self);
}

void
console_link_fail(ConsoleLink *self, GError *error)
{
  GError *obstacle = console_link_find_obstacle(self);

  if (self->keeps && console_link_is_session_over(self) && reconnect_helps(error)) {
    console_link_wait_for_server(self, error);
  } else if (obstacle != NULL) {
    g_clear_error(&error);
    console_link_set_state(self, CONSOLE_LINK_WAITING, obstacle);
  } else if (g_error_matches(error, ORIEL_ERROR, ORIEL_ERROR_BUSY) &&
             self->retries++ < MAX_RETRIES) {
    g_error_free(error);
    console_link_retry_later(self, RETRY_INTERVAL);
  } else if (g_error_matches(error, ORIEL_ERROR, ORIEL_ERROR_BUSY)) {
    console_link_set_state(self, CONSOLE_LINK_BUSY, error);
  } else {
    console_link_set_state(self, CONSOLE_LINK_LOST, error);
  }
}

static void
on_received(const char *bytes, gsize length, gpointer user_data)
{
  ConsoleLink *self = user_data;

  self->hooks.received(bytes, length, self->user_data);
}

GError *
console_link_make_closed(void)
{
  return g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE,
                             "the text console was closed at the other side");
}

OrielConsole *
console_link_find_console(ConsoleLink *self, GListModel *consoles)
{
  for (guint i = 0; i < g_list_model_get_n_items(consoles); i++) {
    g_autoptr(OrielConsole) console = g_list_model_get_item(consoles, i);

    if (self->alias == NULL)
      self->alias = g_strdup(oriel_console_get_alias(console));
    if (g_str_equal(oriel_console_get_alias(console), self->alias))
      return g_steal_pointer(&console);
  }
  return NULL;
}

/* No word of the guest's end has come. */
static gboolean
on_verdict(gpointer user_data)
{
  ConsoleLink *self = user_data;

  self->retry_source = 0;
  if (self->id != oriel_guest_get_id(self->guest))
    console_link_open(self, FALSE);
  else
    console_link_fail(self, console_link_make_closed());
  return G_SOURCE_REMOVE;
}

static void
on_ended(const GError *error, gpointer user_data)
{
  ConsoleLink *self = user_data;

  g_clear_pointer(&self->pipe, console_pipe_free);
  if (console_link_may_come_back(self, error)) {
    console_link_open_of_session(self); /* which waits for it */
    return;
  }
  if (error != NULL || self->guest == NULL || has_obstacle(self)) {
    console_link_fail(self, console_link_make_reason(self, error));
    return;
  }
  self->retry_source = g_timeout_add(VERDICT_DELAY, on_verdict, self);
  console_link_set_state(self, CONSOLE_LINK_OPENING, NULL);
}

ConsoleLink *
console_link_finish_try(ConsoleTry *try)
{
  ConsoleLink *self = g_cancellable_is_cancelled(try->cancellable) ? NULL : try->link;

  if (self != NULL)
    g_clear_object(&self->cancellable);
  g_object_unref(try->cancellable);
  g_free(try);
  return self;
}

ConsoleTry *
console_link_begin_try(ConsoleLink *self)
{
  ConsoleTry *try = g_new0(ConsoleTry, 1);

  g_clear_object(&self->cancellable);
  self->cancellable = g_cancellable_new();
  try->link = self;
  try->cancellable = g_object_ref(self->cancellable);
  return try;
}

void
console_link_give_up(ConsoleLink *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel(self->cancellable);
  g_clear_object(&self->cancellable);
  g_clear_handle_id(&self->retry_source, g_source_remove);
}

void
console_link_on_opened(GObject *source, GAsyncResult *result, gpointer user_data)
{
  static const ConsolePipeHooks hooks = {on_received, on_ended};
  ConsoleLink *self = console_link_finish_try(user_data);
  g_autoptr(GIOStream) stream = NULL;
  GError *error = NULL;

  stream = ORIEL_IS_GUEST(source)
               ? oriel_guest_open_console_finish(ORIEL_GUEST(source), result, &error)
               : oriel_session_open_console_finish(ORIEL_SESSION(source), result, &error);
  if (self == NULL) {
    g_clear_error(&error);
    if (stream != NULL)
      g_io_stream_close_async(stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
    return;
  }
  if (stream == NULL) {
    console_link_fail(self, error);
    return;
  }
  reconnect_reset(&self->reconnect);
  self->pipe = console_pipe_new(stream, &hooks, self);
  console_pipe_set_paused(self->pipe, self->paused);
  console_link_set_state(self, CONSOLE_LINK_OPEN, NULL);
}

/* What there is in place of the console that was asked for. (transfer full) */
static GError *
make_not_found(ConsoleLink *self, GListModel *consoles)
{
  g_autoptr(GString) names = g_string_new(NULL);

  for (guint i = 0; i < g_list_model_get_n_items(consoles); i++) {
    g_autoptr(OrielConsole) console = g_list_model_get_item(consoles, i);

    g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", oriel_console_get_alias(console));
  }
  if (names->len == 0)
    return g_error_new(ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND,
                       "the guest '%s' has no text console; <console type='pty'/> in its "
                       "configuration gives it one",
                       oriel_guest_get_name(self->guest));
  return g_error_new(ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND,
                     "the guest '%s' has no text console '%s'; it has: %s",
                     oriel_guest_get_name(self->guest), self->alias, names->str);
}

static void
open_of_guest(ConsoleLink *self)
{
  GListModel *consoles = oriel_guest_get_consoles(self->guest);
  g_autoptr(OrielConsole) console = console_link_find_console(self, consoles);
  ConsoleTry *try;

  if (console == NULL) {
    console_link_set_state(self, CONSOLE_LINK_LOST, make_not_found(self, consoles));
    return;
  }
  self->id = oriel_guest_get_id(self->guest);
  try = console_link_begin_try(self);
  oriel_guest_open_console_async(self->guest, console, self->take_over, try->cancellable,
                                 console_link_on_opened, try);
}

static void
on_details_loaded(GObject *source, GAsyncResult *result, gpointer user_data)
{
  ConsoleLink *self = console_link_finish_try(user_data);
  GError *error = NULL;

  if (!oriel_guest_load_details_finish(ORIEL_GUEST(source), result, &error) && self != NULL)
    console_link_fail(self, g_steal_pointer(&error));
  else if (self != NULL)
    open_of_guest(self);
  g_clear_error(&error);
}

static void
load_details(ConsoleLink *self)
{
  ConsoleTry *try = console_link_begin_try(self);

  oriel_guest_load_details_async(self->guest, try->cancellable, on_details_loaded, try);
}

static void
try_open(ConsoleLink *self)
{
  if (self->session != NULL)
    console_link_open_of_session(self);
  else if (oriel_guest_has_details(self->guest))
    open_of_guest(self);
  else
    load_details(self);
}

void
console_link_open(ConsoleLink *self, gboolean take_over)
{
  GError *obstacle;

  if (self->pipe != NULL)
    return;
  console_link_give_up(self);
  self->take_over = take_over;
  self->retries = 0;
  obstacle = console_link_find_obstacle(self);
  if (obstacle != NULL) {
    console_link_set_state(self, CONSOLE_LINK_WAITING, obstacle);
    return;
  }
  console_link_set_state(self, CONSOLE_LINK_OPENING, NULL);
  try_open(self);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "console.h"

#include "shared/login.h"
#include "shared/reconnect.h"
#include "shared/view-session.h"

#define MAX_REASON 600 /* bytes */

struct _Console {
  ViewOptions *options;
  ConsoleHooks hooks;
  gpointer user_data;

  OrielSession *session;      /* (nullable) */
  OrielDisplay *display;      /* (nullable) */
  OrielAuthRequest *question; /* (nullable) */
  GCancellable *cancellable;  /* of the try that runs */
  Login login;
  GError *error; /* why the last try ended */
  Reconnect reconnect;
  gint64 started;     /* when the try that runs began */
  guint tick_id;      /* while something is waited for */
  gboolean connected; /* the guest has been seen */
  gboolean refused;   /* the person gave no password */
};

/**
 * console_new:
 * @options: (transfer none): what to connect to; outlives the console
 * @hooks: copied
 * @user_data: for @hooks
 *
 * Returns: (transfer full): a console, to be freed by console_free()
 */
Console *
console_new(ViewOptions *options, const ConsoleHooks *hooks, gpointer user_data)
{
  Console *self = g_new0(Console, 1);

  self->options = options;
  self->login.options = options;
  self->hooks = *hooks;
  self->user_data = user_data;
  return self;
}

static void
drop_session(Console *self)
{
  g_clear_handle_id(&self->tick_id, g_source_remove);
  g_clear_object(&self->question);
  if (self->cancellable != NULL)
    g_cancellable_cancel(self->cancellable);
  g_clear_object(&self->cancellable);
  if (self->session == NULL)
    return;
  g_signal_handlers_disconnect_by_data(self->session, self);
  g_signal_handlers_disconnect_by_data(oriel_session_get_displays(self->session), self);
  if (self->display != NULL)
    g_signal_handlers_disconnect_by_data(self->display, self);
  g_clear_object(&self->display);
  oriel_session_disconnect(self->session);
  g_clear_object(&self->session);
}

/**
 * console_free:
 * @self: (transfer full): a console
 */
void
console_free(Console *self)
{
  drop_session(self);
  g_clear_error(&self->error);
  login_clear(&self->login);
  g_free(self);
}

/**
 * console_get_session:
 * @self: a console
 *
 * Returns: (transfer none) (nullable): the session that runs
 */
OrielSession *
console_get_session(Console *self)
{
  return self->session;
}

static void
finish(Console *self)
{
  drop_session(self);
  self->hooks.finished(exit_status_of(self->error), self->user_data);
}

/**
 * console_stop:
 * @self: a console
 *
 * The person has had enough.
 */
void
console_stop(Console *self)
{
  finish(self);
}

static gboolean
on_tick(gpointer user_data)
{
  Console *self = user_data;

  self->hooks.waiting((guint)((g_get_monotonic_time() - self->started) / G_USEC_PER_SEC),
                      self->user_data);
  return G_SOURCE_CONTINUE;
}

static void
start_waiting(Console *self)
{
  g_clear_handle_id(&self->tick_id, g_source_remove);
  self->started = g_get_monotonic_time();
  on_tick(self);
  self->tick_id = g_timeout_add_seconds(1, on_tick, self);
}

static void
on_auth_requested(OrielSession *session, OrielAuthRequest *request, Console *self)
{
  if (login_answer(&self->login, request))
    return;
  g_clear_handle_id(&self->tick_id, g_source_remove);
  g_set_object(&self->question, request);
  self->hooks.asked(request, self->user_data);
}

/**
 * console_answer:
 * @self: a console that has asked
 * @username: (nullable): if it was asked for
 * @password: (nullable): if it was asked for
 */
void
console_answer(Console *self, const char *username, const char *password)
{
  g_autoptr(OrielAuthRequest) question = g_steal_pointer(&self->question);

  if (question == NULL)
    return;
  start_waiting(self);
  oriel_auth_request_answer(question, username, password);
}

/**
 * console_refuse:
 * @self: a console that has asked
 *
 * Nobody answers: it is over.
 */
void
console_refuse(Console *self)
{
  g_autoptr(OrielAuthRequest) question = g_steal_pointer(&self->question);

  self->refused = TRUE;
  if (question != NULL)
    oriel_auth_request_refuse(question);
}

/* The first picture is there. */
static void
on_framebuffer(OrielDisplay *display, GParamSpec *pspec, Console *self)
{
  if (oriel_display_get_framebuffer(display) == NULL)
    return;
  g_signal_handlers_disconnect_by_func(display, on_framebuffer, self);
  g_clear_handle_id(&self->tick_id, g_source_remove);
  self->connected = TRUE;
  view_session_connected(self->options);
  view_options_say(self->options, "connected to %s", self->options->target);
  reconnect_reset(&self->reconnect);
  self->hooks.connected(display, self->user_data);
}

static void
on_displays_changed(GListModel *displays, guint position, guint removed, guint added, Console *self)
{
  g_autoptr(OrielDisplay) display = g_list_model_get_item(displays, 0);

  if (display == NULL || display == self->display)
    return;
  g_set_object(&self->display, display);
  g_signal_connect(display, "notify::framebuffer", G_CALLBACK(on_framebuffer), self);
  on_framebuffer(display, NULL, self);
}

/* Counts down to the next try. */
static gboolean
on_countdown(gpointer user_data)
{
  Console *self = user_data;
  gint64 now = g_get_monotonic_time();
  guint seconds = reconnect_get_seconds(&self->reconnect, now);
  g_autofree char *reason = oriel_text_sanitize(self->error->message, -1, MAX_REASON);

  self->tick_id = 0;
  if (self->reconnect.due != 0 && seconds == 0) {
    console_start(self);
    return G_SOURCE_REMOVE;
  }
  self->hooks.ended(self->connected, reason, self->reconnect.due != 0 ? seconds : 0,
                    self->user_data);
  if (self->reconnect.due != 0)
    self->tick_id =
        g_timeout_add((guint)((reconnect_get_next_tick(&self->reconnect, now) - now) / 1000 + 1),
                      on_countdown, self);
  return G_SOURCE_REMOVE;
}

/* Why it ended is in self->error. */
static void
end(Console *self)
{
  gboolean leave = self->refused ||
                   g_error_matches(self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
                   (self->options->kiosk && self->options->quit_on_disconnect);
  gboolean again =
      (self->options->reconnect || self->options->kiosk) && !leave && reconnect_helps(self->error);
  g_autofree char *message = oriel_text_sanitize(self->error->message, -1, MAX_REASON);

  drop_session(self);
  g_printerr("oriel: %s\n", message);
  if (again)
    reconnect_plan(&self->reconnect, g_get_monotonic_time());
  else
    reconnect_reset(&self->reconnect);
  if (leave)
    finish(self);
  else
    on_countdown(self);
}

static void
on_state(OrielSession *session, GParamSpec *pspec, Console *self)
{
  const GError *error = oriel_session_get_error(session);

  if (oriel_session_get_state(session) != ORIEL_SESSION_CLOSED)
    return;
  g_clear_error(&self->error);
  self->error = error != NULL ? g_error_copy(error)
                              : g_error_new(ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE,
                                            "The guest's console was closed by its server");
  end(self);
}

static void
on_fell_back(OrielSession *session, OrielGraphics *failed, const GError *error, Console *self)
{
  g_autofree char *text = g_strdup_printf(
      "%s failed (%s); trying %s", oriel_graphics_get_protocol(failed), error->message,
      oriel_graphics_get_protocol(oriel_session_get_graphics(session)));
  g_autofree char *shown = oriel_text_sanitize(text, -1, MAX_REASON);

  g_printerr("oriel: %s\n", shown);
  self->hooks.told(shown, self->user_data);
}

/* What became of it is told by the session's state. */
static void
on_connected(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;

  if (!oriel_session_connect_finish(ORIEL_SESSION(source), result, &error))
    g_debug("Not connected: %s", error->message);
}

static void
on_resolved(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OrielSession) session = view_session_finish(result, &error);
  Console *self = user_data;

  if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the console may be gone */
  if (session == NULL) {
    g_clear_error(&self->error);
    self->error = g_steal_pointer(&error);
    end(self);
    return;
  }
  self->session = g_steal_pointer(&session);
  g_signal_connect(self->session, "auth-requested", G_CALLBACK(on_auth_requested), self);
  g_signal_connect(self->session, "fell-back", G_CALLBACK(on_fell_back), self);
  g_signal_connect(self->session, "notify::state", G_CALLBACK(on_state), self);
  g_signal_connect(oriel_session_get_displays(self->session), "items-changed",
                   G_CALLBACK(on_displays_changed), self);
  self->hooks.session_made(self->session, self->user_data);
  oriel_session_connect_async(self->session, self->cancellable, on_connected, NULL);
}

/**
 * console_start:
 * @self: a console
 *
 * Connects, or tries again.
 */
void
console_start(Console *self)
{
  drop_session(self);
  self->refused = FALSE;
  self->cancellable = g_cancellable_new();
  start_waiting(self);
  view_session_async(self->options, self->cancellable, on_resolved, self);
}

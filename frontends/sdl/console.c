// SPDX-License-Identifier: LGPL-2.1-or-later
#include "console.h"
#include "questions.h"

#include "shared/login.h"
#include "shared/reconnect.h"
#include "shared/view-session.h"

/* What takes longer than this is worth a window of its own. */
#define PATIENCE_MS 400

struct _Console {
  ViewOptions *options;
  Overlay *overlay;
  ConsoleHooks hooks;

  OrielSession *session; /* (nullable) */
  OrielDisplay *display; /* (nullable) */
  Questions *questions;
  GCancellable *cancellable; /* of the try that runs */
  Login login;
  GError *error; /* why the last try ended */
  Reconnect reconnect;
  gint64 started;      /* when the try that runs began */
  guint tick_id;       /* of the wait that is shown */
  gboolean connected;  /* the guest has been seen */
  gboolean refused;    /* the person gave no password */
  gboolean waited_for; /* there was a try before: somebody watches this one */
};

static void try_to_connect(Console *self);
static gboolean on_question(gpointer user_data);
static void on_answered(gboolean refused, gpointer user_data);

/**
 * console_new:
 * @options: (transfer none): outlives the console
 * @overlay: (transfer none): where questions are asked; outlives the console
 * @hooks: copied
 *
 * Returns: (transfer full): a console, to be freed by console_free()
 */
Console *
console_new(ViewOptions *options, Overlay *overlay, const ConsoleHooks *hooks)
{
  Console *self = g_new0(Console, 1);
  const QuestionHooks questions = {on_question, on_answered, self};

  self->options = options;
  self->login.options = options;
  self->overlay = overlay;
  self->hooks = *hooks;
  self->questions = questions_new(overlay, &questions);
  return self;
}

static void
set_display(Console *self, OrielDisplay *display)
{
  if (g_set_object(&self->display, display))
    self->hooks.display_changed(display, self->hooks.user_data);
}

static void
drop_session(Console *self)
{
  g_clear_handle_id(&self->tick_id, g_source_remove);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data(self->session, self);
  questions_drop(self->questions);
  if (self->cancellable != NULL)
    g_cancellable_cancel(self->cancellable);
  g_clear_object(&self->cancellable);
  if (self->session == NULL)
    return;
  g_signal_handlers_disconnect_by_data(oriel_session_get_displays(self->session), self);
  if (self->display != NULL)
    g_signal_handlers_disconnect_by_data(self->display, self);
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
  g_clear_object(&self->display);
  g_clear_error(&self->error);
  login_clear(&self->login);
  questions_free(self->questions);
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
  self->hooks.finished(exit_status_of(self->error), self->hooks.user_data);
}

/**
 * console_stop:
 * @self: a console
 *
 * The person closes the window.
 */
void
console_stop(Console *self)
{
  finish(self);
}

/* What is waited for, with the seconds it has taken when that is worth saying. */
static char *
describe_wait(Console *self)
{
  g_autofree char *target = oriel_text_sanitize(self->options->target, -1, 200);
  guint seconds = (guint)((g_get_monotonic_time() - self->started) / G_USEC_PER_SEC);

  if (seconds < 2)
    return g_steal_pointer(&target);
  return g_strdup_printf("%s\n%u seconds so far", target, seconds);
}

static void
on_wait_answered(Dialog *dialog, DialogResponse response, gpointer user_data)
{
  console_stop(user_data);
}

static gboolean
on_tick(gpointer user_data)
{
  Console *self = user_data;
  g_autofree char *body = describe_wait(self);

  dialog_set_body(overlay_get_dialog(self->overlay), body);
  overlay_update(self->overlay);
  return G_SOURCE_CONTINUE;
}

static void
show_wait(Console *self)
{
  g_autofree char *body = describe_wait(self);
  Dialog *dialog = dialog_new(DIALOG_CALM, "Connecting", body);

  g_clear_handle_id(&self->tick_id, g_source_remove);
  if (!self->options->kiosk)
    dialog_add_button(dialog, "Cancel", DIALOG_CANCEL);
  overlay_ask(self->overlay, dialog, on_wait_answered, self);
  self->tick_id = g_timeout_add_seconds(1, on_tick, self);
}

/* Connecting takes its time. */
static gboolean
on_waiting(gpointer user_data)
{
  Console *self = user_data;

  self->tick_id = 0;
  if (self->hooks.window_needed(self->hooks.user_data))
    show_wait(self);
  return G_SOURCE_REMOVE;
}

/* The person has answered: what is waited for next is the connection. */
static void
on_answered(gboolean refused, gpointer user_data)
{
  Console *self = user_data;

  self->refused = refused;
  self->started = g_get_monotonic_time();
  if (!refused)
    show_wait(self);
}

/* A question takes the place of what is shown of the wait. */
static gboolean
on_question(gpointer user_data)
{
  Console *self = user_data;

  g_clear_handle_id(&self->tick_id, g_source_remove);
  return self->hooks.window_needed(self->hooks.user_data);
}

static void
on_auth_requested(OrielSession *session, OrielAuthRequest *request, Console *self)
{
  if (!login_answer(&self->login, request))
    questions_ask(self->questions, request);
}

/* The first picture is there: the guest has the window for itself. */
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
  set_display(self, display);
  overlay_dismiss(self->overlay);
}

static void
on_displays_changed(GListModel *displays, guint position, guint removed, guint added, Console *self)
{
  g_autoptr(OrielDisplay) display = g_list_model_get_item(displays, 0);

  if (display == NULL || display == self->display)
    return;
  g_signal_connect(display, "notify::framebuffer", G_CALLBACK(on_framebuffer), self);
  on_framebuffer(display, NULL, self);
}

static void
on_ended_answered(Dialog *dialog, DialogResponse response, gpointer user_data)
{
  Console *self = user_data;

  reconnect_reset(&self->reconnect);
  if (response == DIALOG_ACCEPT)
    try_to_connect(self);
  else
    finish(self);
}

static char *
describe_end(Console *self)
{
  g_autofree char *reason = oriel_text_sanitize(self->error->message, -1, 600);
  guint seconds;

  if (self->reconnect.due == 0)
    return g_steal_pointer(&reason);
  seconds = reconnect_get_seconds(&self->reconnect, g_get_monotonic_time());
  return g_strdup_printf("%s\n\nTrying again in %u s", reason, seconds);
}

/* Counts down to the next try. */
static gboolean
on_countdown(gpointer user_data)
{
  Console *self = user_data;
  gint64 now = g_get_monotonic_time();
  g_autofree char *body = NULL;

  self->tick_id = 0;
  if (reconnect_get_seconds(&self->reconnect, now) == 0) {
    try_to_connect(self);
    return G_SOURCE_REMOVE;
  }
  body = describe_end(self);
  dialog_set_body(overlay_get_dialog(self->overlay), body);
  overlay_update(self->overlay);
  self->tick_id =
      g_timeout_add((guint)((reconnect_get_next_tick(&self->reconnect, now) - now) / 1000 + 1),
                    on_countdown, self);
  return G_SOURCE_REMOVE;
}

static void
show_end(Console *self)
{
  g_autofree char *body = NULL;
  Dialog *dialog;

  body = describe_end(self);
  dialog = dialog_new(DIALOG_TROUBLE, self->connected ? "The session has ended" : "Cannot connect",
                      body);
  dialog_add_button(dialog, self->connected ? "Reconnect" : "Try again", DIALOG_ACCEPT);
  if (!self->options->kiosk)
    dialog_add_button(dialog, "Close", DIALOG_CANCEL);
  overlay_ask(self->overlay, dialog, on_ended_answered, self);
  if (self->reconnect.due != 0)
    on_countdown(self);
}

/* Nothing can be tried again, or a terminal is there to say it where it was asked. */
static gboolean
is_mistake(Console *self)
{
  if (self->session != NULL)
    return FALSE;
  return g_error_matches(self->error, ORIEL_ERROR, ORIEL_ERROR_INVALID) ||
         (isatty(STDERR_FILENO) && !self->connected);
}

/* Why it ended has been put into self->error. */
static void
end(Console *self)
{
  gboolean leave = self->refused || is_mistake(self) ||
                   g_error_matches(self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
                   (self->options->kiosk && self->options->quit_on_disconnect);
  gboolean again =
      (self->options->reconnect || self->options->kiosk) && !leave && reconnect_helps(self->error);
  g_autofree char *message = oriel_text_sanitize(self->error->message, -1, 600);

  drop_session(self);
  self->hooks.display_changed(NULL, self->hooks.user_data);
  g_clear_object(&self->display);
  g_printerr("oriel: %s\n", message);
  if (again)
    reconnect_plan(&self->reconnect, g_get_monotonic_time());
  if (leave || !self->hooks.window_needed(self->hooks.user_data))
    finish(self);
  else
    show_end(self);
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
  g_autofree char *shown = oriel_text_sanitize(text, -1, 600);

  g_printerr("oriel: %s\n", shown);
  overlay_toast(self->overlay, shown);
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
  self->hooks.session_made(self->session, self->hooks.user_data);
  view_options_say(self->options, "connecting to %s", self->options->target);
  oriel_session_connect_async(self->session, self->cancellable, on_connected, NULL);
}

static void
try_to_connect(Console *self)
{
  drop_session(self);
  self->refused = FALSE;
  self->cancellable = g_cancellable_new();
  self->started = g_get_monotonic_time();
  if (self->waited_for)
    show_wait(self);
  else
    self->tick_id = g_timeout_add(PATIENCE_MS, on_waiting, self);
  self->waited_for = TRUE;
  view_session_async(self->options, self->cancellable, on_resolved, self);
}

/**
 * console_start:
 * @self: a console
 *
 * Connects.
 */
void
console_start(Console *self)
{
  try_to_connect(self);
}

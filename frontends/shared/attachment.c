// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/attachment-private.h"

#include "shared/graphics-name.h"
#include "shared/view-session.h"

#include <unistd.h>

/* What takes longer than this is worth a word, or a window of its own. */
#define PATIENCE 1000 /* ms */

/* A server that gets no answer sends again after twice as long each time: the picture may stand
 * still for as long again as the machine was suspended. What is longer than this is not waited for.
 */
#define NAP (5 * G_TIME_SPAN_SECOND)

static void begin(Attachment *self, gboolean quiet);

/* Nothing may be done after this: it may be gone. */
void
attachment_set_state(Attachment *self, AttachmentState state)
{
  self->state = state;
  self->quiet = FALSE;
  self->hooks.changed(self->user_data);
}

/* Seconds that go by are seen. */
static gboolean
on_second(gpointer user_data)
{
  Attachment *self = user_data;

  self->hooks.changed(self->user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_patience_over(gpointer user_data)
{
  Attachment *self = user_data;

  self->tick_id = g_timeout_add_seconds(1, on_second, self);
  self->takes_long = TRUE;
  self->quiet = FALSE;
  self->hooks.changed(self->user_data);
  return G_SOURCE_REMOVE;
}

void
attachment_set_connecting(Attachment *self, gboolean quiet)
{
  g_clear_handle_id(&self->tick_id, g_source_remove);
  self->started = g_get_monotonic_time();
  self->takes_long = FALSE;
  self->tick_id = g_timeout_add(PATIENCE, on_patience_over, self);
  self->state = ATTACHMENT_CONNECTING;
  self->quiet = quiet;
  self->hooks.changed(self->user_data);
}

/* Counts down to the next try. */
static gboolean
on_countdown(gpointer user_data)
{
  Attachment *self = user_data;
  gint64 now = g_get_monotonic_time();
  gint64 next;

  self->tick_id = 0;
  next = reconnect_get_next_tick(&self->reconnect, now);
  if (reconnect_get_seconds(&self->reconnect, now) == 0) {
    begin(self, TRUE);
    return G_SOURCE_REMOVE;
  }
  self->tick_id = g_timeout_add((guint)((next - now) / 1000 + 1), on_countdown, self);
  self->hooks.changed(self->user_data);
  return G_SOURCE_REMOVE;
}

static gboolean
waits(const Attachment *self)
{
  return self->lookout != NULL &&
         attachment_policy_waits(self->options, lookout_get_sight(self->lookout), self->was_shown);
}

/* A guest that has left may be found elsewhere. */
static void
follow(Attachment *self)
{
  if (self->lookout != NULL && attachment_policy_follows(self->options, self->was_shown))
    lookout_follow(self->lookout);
}

/* For the host to tell that the guest runs. */
static void
wait_for_guest(Attachment *self)
{
  follow(self);
  g_clear_handle_id(&self->tick_id, g_source_remove);
  reconnect_reset(&self->reconnect);
  attachment_set_state(self, ATTACHMENT_WAITING);
}

static AttachmentFate
judge(const Attachment *self, const GError *error)
{
  AttachmentEnd end = {error,           self->mistakes, isatty(STDERR_FILENO), self->had_session,
                       self->was_shown, self->refused};

  return attachment_policy_judge(self->options, &end);
}

static void
tell_failure(Attachment *self)
{
  g_autofree char *reason = oriel_text_sanitize(self->error->message, -1, 600);

  if (self->hooks.failed != NULL)
    self->hooks.failed(reason, self->user_data);
}

void
attachment_end(Attachment *self, GError *error)
{
  AttachmentFate fate = judge(self, error);
  /* Whoever tries for days would fill a log with one sentence. */
  gboolean is_new = self->error == NULL || !g_str_equal(self->error->message, error->message);
  gboolean is_next = attachment_is_listening(self) && oriel_session_get_peer(self->session) != NULL;

  g_clear_handle_id(&self->tick_id, g_source_remove);
  attachment_drop_session(self);
  g_clear_error(&self->error);
  self->error = error;
  attachment_set_display(self, NULL);
  if (is_new)
    tell_failure(self);
  if (fate == ATTACHMENT_FATE_LEAVE) {
    attachment_set_state(self, ATTACHMENT_OVER);
  } else if (fate == ATTACHMENT_FATE_STAY) {
    reconnect_reset(&self->reconnect);
    attachment_set_state(self, ATTACHMENT_ENDED);
  } else if (waits(self)) {
    wait_for_guest(self);
  } else if (is_next) {
    begin(self, FALSE); /* a server may come back at once */
  } else {
    if (reconnect_helps(error))
      reconnect_plan(&self->reconnect, g_get_monotonic_time());
    else
      reconnect_plan_late(&self->reconnect, g_get_monotonic_time());
    follow(self);
    self->sight = self->lookout != NULL ? lookout_get_sight(self->lookout) : LOOKOUT_RUNS;
    self->state = ATTACHMENT_ENDED;
    self->quiet = FALSE;
    attachment_watch_server(self);
    on_countdown(self);
  }
}

static void
on_details_loaded(GObject *source, GAsyncResult *result, gpointer user_data)
{
  OrielGuest *guest = ORIEL_GUEST(source);
  g_autoptr(OrielGraphics) graphics = NULL;
  Attachment *self = user_data;
  GError *error = NULL;
  gboolean loaded = oriel_guest_load_details_finish(guest, result, &error);

  if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_error_free(error); /* the attachment may be gone */
    return;
  }
  self->loading = FALSE;
  if (loaded)
    graphics = attachment_find_graphics(self, guest, &error);
  if (error != NULL)
    attachment_end(self, error);
  else
    attachment_use_session(self, oriel_session_new_for_guest(guest, graphics));
}

static void
load_details(Attachment *self)
{
  OrielGuest *guest = lookout_get_guest(self->lookout);

  if (self->loading)
    return;
  if (self->state == ATTACHMENT_WAITING)
    attachment_set_connecting(self, FALSE);
  self->loading = TRUE;
  self->tried_id = oriel_guest_get_id(guest);
  oriel_guest_load_details_async(guest, self->cancellable, on_details_loaded, self);
}

/* Goes on as far as the guest can be seen. */
static void
look(Attachment *self)
{
  switch (lookout_get_sight(self->lookout)) {
  case LOOKOUT_REACHING:
    return;
  case LOOKOUT_RUNS:
    load_details(self);
    return;
  case LOOKOUT_AWAY:
    if (self->state == ATTACHMENT_WAITING && lookout_is_returning(self->lookout) && waits(self)) {
      self->hooks.changed(self->user_data);
      return;
    }
    break;
  case LOOKOUT_ABSENT:
  case LOOKOUT_OFF:
    if (waits(self)) {
      wait_for_guest(self);
      return;
    }
    break;
  }
  attachment_end(self, lookout_dup_error(self->lookout));
}

/* Between two tries: what has changed may make the next one succeed, or needless. */
static void
look_meanwhile(Attachment *self)
{
  LookoutSight before = self->sight;
  OrielGuest *guest = lookout_get_guest(self->lookout);

  self->sight = lookout_get_sight(self->lookout);
  if (waits(self) && self->sight != LOOKOUT_AWAY)
    wait_for_guest(self);
  else if (self->sight == LOOKOUT_RUNS &&
           (before != LOOKOUT_RUNS || oriel_guest_get_id(guest) != self->tried_id))
    begin(self, TRUE);
}

/* Whoever tells of a change has not told everything yet. */
static gboolean
on_look(gpointer user_data)
{
  Attachment *self = user_data;

  self->look_id = 0;
  switch (self->state) {
  case ATTACHMENT_CONNECTING:
  case ATTACHMENT_ASKING:
  case ATTACHMENT_WAITING:
    if (self->session == NULL && !self->loading)
      look(self);
    break;
  case ATTACHMENT_ENDED:
    if (self->reconnect.due != 0)
      look_meanwhile(self);
    break;
  case ATTACHMENT_SHOWN:
  case ATTACHMENT_OVER:
    break;
  }
  return G_SOURCE_REMOVE;
}

static void
on_lookout_changed(gpointer user_data)
{
  Attachment *self = user_data;

  /* Where a guest is that was given, and has moved since, nobody else passes on what is asked. */
  if (!self->is_given || lookout_has_moved(self->lookout))
    attachment_watch_host(self, lookout_get_host(self->lookout));
  if (self->look_id == 0)
    self->look_id = g_idle_add_full(G_PRIORITY_DEFAULT, on_look, self, NULL);
}

/* FALSE if there is no guest to look for. */
static gboolean
begin_with_target(Attachment *self)
{
  const ViewOptions *options = self->options;
  GError *error = NULL;
  OrielSession *session = NULL;

  if (view_session_is_address(options)) {
    session = view_session_new_for_address(options, &error);
  } else {
    self->lookout = lookout_new(options->target, options->by, options->connect, on_lookout_changed,
                                self, &error);
    if (self->lookout != NULL)
      attachment_watch_host(self, lookout_get_host(self->lookout));
  }
  if (session != NULL)
    attachment_use_session(self, session);
  if (session != NULL || error == NULL)
    return session == NULL;
  attachment_end(self, error);
  return FALSE;
}

/* @quiet: nobody has asked for it. */
static void
set_out(Attachment *self, gboolean quiet)
{
  attachment_drop_session(self);
  g_clear_pointer(&self->fallback, g_free);
  self->refused = FALSE;
  self->unreached = FALSE;
  self->cancellable = g_cancellable_new();
  attachment_set_connecting(self, quiet);
}

void
attachment_begin_reached(Attachment *self, OrielSession *session)
{
  set_out(self, TRUE);
  attachment_use_session(self, session);
}

static void
begin(Attachment *self, gboolean quiet)
{
  set_out(self, quiet);
  if (self->lookout == NULL && !begin_with_target(self))
    return;
  lookout_reach(self->lookout);
  look(self);
}

static gboolean
on_start(gpointer user_data)
{
  Attachment *self = user_data;

  self->look_id = 0;
  begin(self, FALSE);
  return G_SOURCE_REMOVE;
}

void
attachment_start(Attachment *self)
{
  self->look_id = g_idle_add(on_start, self);
}

/* What takes long is what does so from here on. */
static gboolean
on_main_loop(gpointer user_data)
{
  Attachment *self = user_data;

  self->early_id = 0;
  if (self->state == ATTACHMENT_CONNECTING)
    attachment_set_connecting(self, FALSE);
  else
    self->hooks.changed(self->user_data);
  return G_SOURCE_REMOVE;
}

void
attachment_start_early(Attachment *self)
{
  self->early_id = g_idle_add_full(G_PRIORITY_HIGH, on_main_loop, self, NULL);
  begin(self, FALSE);
}

void
attachment_retry(Attachment *self)
{
  reconnect_reset(&self->reconnect);
  begin(self, FALSE);
}

/* A new connection shows the guest at once, and nobody at a kiosk asks for it. */
void
attachment_wake(gint64 asleep, gpointer user_data)
{
  Attachment *self = user_data;

  reconnect_wake(&self->reconnect, g_get_monotonic_time());
  if (self->state == ATTACHMENT_ENDED && self->reconnect.due != 0)
    begin(self, TRUE);
  else if (self->options->kiosk && asleep >= NAP && self->state == ATTACHMENT_SHOWN &&
           !self->options->quit_on_disconnect && !attachment_is_listening(self))
    begin(self, FALSE);
}

void
attachment_stop(Attachment *self)
{
  g_clear_handle_id(&self->early_id, g_source_remove);
  g_clear_handle_id(&self->look_id, g_source_remove);
  g_clear_handle_id(&self->tick_id, g_source_remove);
  attachment_drop_session(self);
  attachment_set_state(self, ATTACHMENT_OVER);
}

Attachment *
attachment_new(ViewOptions *options,
               OrielGuest *guest,
               OrielGraphics *graphics,
               AttachmentMistakes mistakes,
               const AttachmentHooks *hooks,
               gpointer user_data)
{
  Attachment *self = g_new0(Attachment, 1);

  self->options = options;
  self->mistakes = mistakes;
  self->hooks = *hooks;
  self->user_data = user_data;
  self->login.options = options;
  self->life = g_cancellable_new();
  self->graphics =
      graphics != NULL ? graphics_name_of(guest, graphics) : g_strdup(options->protocol);
  self->started = g_get_monotonic_time();
  if (guest != NULL)
    self->lookout = lookout_new_for_guest(guest, on_lookout_changed, self);
  self->is_given = guest != NULL;
  self->wake = wake_new(attachment_wake, self);
  return self;
}

void
attachment_free(Attachment *self)
{
  g_clear_handle_id(&self->early_id, g_source_remove);
  g_clear_handle_id(&self->look_id, g_source_remove);
  g_clear_handle_id(&self->tick_id, g_source_remove);
  wake_free(self->wake);
  attachment_drop_session(self);
  g_clear_object(&self->display);
  attachment_watch_host(self, NULL);
  g_clear_pointer(&self->lookout, lookout_free);
  login_clear(&self->login);
  typed_answer_clear(&self->typed);
  g_cancellable_cancel(self->life);
  g_object_unref(self->life);
  g_clear_error(&self->error);
  g_free(self->graphics);
  g_free(self->fallback);
  g_free(self->name);
  g_free(self);
}

AttachmentState
attachment_get_state(const Attachment *self)
{
  return self->quiet ? ATTACHMENT_ENDED : self->state;
}

gboolean
attachment_takes_long(const Attachment *self)
{
  return self->takes_long;
}

gboolean
attachment_tries_quietly(const Attachment *self)
{
  return self->quiet;
}

gboolean
attachment_is_listening(const Attachment *self)
{
  OrielTarget *target = self->session != NULL ? oriel_session_get_target(self->session) : NULL;

  return target != NULL && oriel_target_is_listening(target);
}

gboolean
attachment_was_shown(const Attachment *self)
{
  return self->was_shown;
}

const GError *
attachment_get_error(const Attachment *self)
{
  return self->error;
}

ExitStatus
attachment_get_status(const Attachment *self)
{
  return exit_status_of(self->error);
}

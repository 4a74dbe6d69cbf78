// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/attachment.h"

#include "shared/reconnect.h"
#include "shared/secret.h"

struct _Attachment {
  const ViewOptions *options;
  OrielGuest *guest;       /* (owned) (nullable) */
  OrielHost *host;         /* (owned) (nullable): of the guest, which does not keep it */
  OrielGraphics *graphics; /* (owned) (nullable) */
  AttachmentHooks hooks;
  gpointer user_data;

  AttachmentState state;
  OrielSession *session;      /* (owned) (nullable) */
  OrielDisplay *display;      /* (owned) (nullable) */
  OrielAuthRequest *question; /* (owned) (nullable) */
  GCancellable *cancellable;  /* (owned) (nullable): of the try that runs */
  GError *error;              /* (owned) (nullable) */
  char *fallback;             /* (owned) (nullable): what failed before this try */
  char *password;             /* (owned) (nullable): from the file descriptor */
  gboolean password_read;
  gboolean was_shown; /* since the last try began */
  gboolean refused;   /* the person gave no password */
  gboolean resolved;  /* the target was found, once */
  guint selected;
  Reconnect reconnect;
  gint64 started; /* when the try that runs began */
  guint tick_id;
};

static void try_to_connect(Attachment *self);

static void
set_state(Attachment *self, AttachmentState state)
{
  self->state = state;
  self->hooks.changed(self->user_data);
}

static void
set_display(Attachment *self, OrielDisplay *display)
{
  if (g_set_object(&self->display, display))
    self->hooks.display_changed(self->user_data);
}

static void
drop_session(Attachment *self)
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
  oriel_session_disconnect(self->session);
  g_clear_object(&self->session);
}

void
attachment_free(Attachment *self)
{
  drop_session(self);
  g_clear_object(&self->display);
  g_clear_object(&self->guest);
  g_clear_object(&self->host);
  g_clear_object(&self->graphics);
  g_clear_error(&self->error);
  g_free(self->fallback);
  secret_free(self->password);
  g_free(self);
}

/* Seconds that go by are seen. */
static gboolean
on_tick(gpointer user_data)
{
  Attachment *self = user_data;

  self->hooks.changed(self->user_data);
  return G_SOURCE_CONTINUE;
}

static void
wait_for(Attachment *self, AttachmentState state)
{
  g_clear_handle_id(&self->tick_id, g_source_remove);
  self->started = g_get_monotonic_time();
  self->tick_id = g_timeout_add_seconds(1, on_tick, self);
  set_state(self, state);
}

/* Counts down to the next try. */
static gboolean
on_countdown(gpointer user_data)
{
  Attachment *self = user_data;
  gint64 now = g_get_monotonic_time();
  gint64 next = reconnect_get_next_tick(&self->reconnect, now);

  self->tick_id = 0;
  if (reconnect_get_seconds(&self->reconnect, now) == 0) {
    try_to_connect(self);
    return G_SOURCE_REMOVE;
  }
  self->tick_id = g_timeout_add((guint)((next - now) / 1000 + 1), on_countdown, self);
  self->hooks.changed(self->user_data);
  return G_SOURCE_REMOVE;
}

/* Takes @error. */
static void
end(Attachment *self, GError *error)
{
  gboolean again = (self->options->reconnect || self->options->kiosk) && !self->refused &&
                   reconnect_helps(error);

  drop_session(self);
  g_clear_error(&self->error);
  self->error = error;
  set_display(self, NULL);
  if (again)
    reconnect_plan(&self->reconnect, g_get_monotonic_time());
  set_state(self, ATTACHMENT_ENDED);
  if (again && self->state == ATTACHMENT_ENDED && self->tick_id == 0)
    on_countdown(self);
}

static void
on_state(OrielSession *session, GParamSpec *pspec, Attachment *self)
{
  const GError *error = oriel_session_get_error(session);

  if (oriel_session_get_state(session) != ORIEL_SESSION_CLOSED)
    return;
  end(self, error != NULL ? g_error_copy(error)
                          : g_error_new(ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE,
                                        "The guest's console was closed by its server"));
}

/* The file descriptor answers once; what it says may be wrong, then the person is asked. */
static gboolean
answer_from_fd(Attachment *self)
{
  g_autoptr(GError) error = NULL;

  if (self->options->password_fd < 0 ||
      (oriel_auth_request_get_needs(self->question) & ORIEL_CREDENTIALS_USERNAME) ||
      oriel_auth_request_get_retry(self->question) > 0)
    return FALSE;
  if (!self->password_read)
    self->password = secret_read_fd(self->options->password_fd, &error);
  self->password_read = TRUE;
  if (error != NULL)
    g_warning("%s", error->message);
  if (self->password == NULL)
    return FALSE;
  oriel_auth_request_answer(self->question, NULL, self->password);
  g_clear_object(&self->question);
  return TRUE;
}

static void
on_auth_requested(OrielSession *session, OrielAuthRequest *request, Attachment *self)
{
  g_set_object(&self->question, request);
  if (answer_from_fd(self))
    return;
  g_clear_handle_id(&self->tick_id, g_source_remove);
  set_state(self, ATTACHMENT_ASKING);
}

void
attachment_answer(Attachment *self, const char *username, const char *password)
{
  g_autoptr(OrielAuthRequest) question = g_steal_pointer(&self->question);

  if (question == NULL)
    return;
  if (password == NULL && username == NULL) {
    self->refused = TRUE;
    oriel_auth_request_refuse(question);
    return;
  }
  oriel_auth_request_answer(question, username, password);
  wait_for(self, ATTACHMENT_CONNECTING); /* after which nobody keeps the password */
}

static void
on_framebuffer(OrielDisplay *display, GParamSpec *pspec, Attachment *self)
{
  if (oriel_display_get_framebuffer(display) == NULL)
    return;
  g_signal_handlers_disconnect_by_func(display, on_framebuffer, self);
  g_clear_handle_id(&self->tick_id, g_source_remove);
  self->was_shown = TRUE;
  reconnect_reset(&self->reconnect);
  set_display(self, display);
  set_state(self, ATTACHMENT_SHOWN);
}

static void
watch_display(Attachment *self, OrielDisplay *display)
{
  if (self->display != NULL)
    g_signal_handlers_disconnect_by_data(self->display, self);
  g_signal_connect(display, "notify::framebuffer", G_CALLBACK(on_framebuffer), self);
  on_framebuffer(display, NULL, self);
}

/* A display that goes takes its successor's place. */
static void
on_displays_changed(
    GListModel *displays, guint position, guint removed, guint added, Attachment *self)
{
  guint n = g_list_model_get_n_items(displays);
  g_autoptr(OrielDisplay) display = NULL;

  self->selected = MIN(self->selected, n > 0 ? n - 1 : 0);
  display = g_list_model_get_item(displays, self->selected);
  if (display != NULL && display != self->display)
    watch_display(self, display);
  self->hooks.changed(self->user_data);
}

gboolean
attachment_select(Attachment *self, guint index)
{
  g_autoptr(OrielDisplay) display = NULL;

  if (self->session == NULL)
    return FALSE;
  display = g_list_model_get_item(oriel_session_get_displays(self->session), index);
  if (display == NULL)
    return FALSE;
  self->selected = index;
  if (display != self->display)
    watch_display(self, display);
  return TRUE;
}

static void
on_fell_back(OrielSession *session, OrielGraphics *failed, const GError *error, Attachment *self)
{
  g_free(self->fallback);
  self->fallback =
      g_strdup_printf("%s failed (%s)", oriel_graphics_get_protocol(failed), error->message);
  self->hooks.changed(self->user_data);
}

static void
on_bell(OrielSession *session, Attachment *self)
{
  self->hooks.bell(self->user_data);
}

static void
on_name(OrielSession *session, GParamSpec *pspec, Attachment *self)
{
  self->hooks.changed(self->user_data);
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
use_session(Attachment *self, OrielSession *session)
{
  self->session = g_object_ref(session);
  self->resolved = TRUE;
  view_options_configure(self->options, session);
  oriel_session_set_enable_audio(session, FALSE); /* a terminal plays none */
  oriel_session_set_enable_microphone(session, FALSE);
  g_signal_connect(session, "auth-requested", G_CALLBACK(on_auth_requested), self);
  g_signal_connect(session, "fell-back", G_CALLBACK(on_fell_back), self);
  g_signal_connect(session, "bell", G_CALLBACK(on_bell), self);
  g_signal_connect(session, "notify::name", G_CALLBACK(on_name), self);
  g_signal_connect(session, "notify::state", G_CALLBACK(on_state), self);
  g_signal_connect(oriel_session_get_displays(session), "items-changed",
                   G_CALLBACK(on_displays_changed), self);
  oriel_session_connect_async(session, self->cancellable, on_connected, NULL);
}

static void
on_resolved(GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  g_autoptr(OrielSession) session = target_resolve_session_finish(result, &error);
  Attachment *self = user_data;

  if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_error_free(error); /* the attachment may be gone */
  else if (session == NULL)
    end(self, error);
  else
    use_session(self, session);
}

static void
try_to_connect(Attachment *self)
{
  g_autoptr(OrielSession) session = NULL;

  drop_session(self);
  g_clear_pointer(&self->fallback, g_free);
  self->refused = FALSE;
  self->was_shown = FALSE;
  self->cancellable = g_cancellable_new();
  wait_for(self, ATTACHMENT_CONNECTING);
  if (self->guest == NULL) {
    target_resolve_session_async(self->options->target, self->options->by, self->options->connect,
                                 self->options->protocol, self->cancellable, on_resolved, self);
    return;
  }
  session = oriel_session_new_for_guest(self->guest, self->graphics);
  use_session(self, session);
}

Attachment *
attachment_new(const ViewOptions *options,
               OrielGuest *guest,
               OrielGraphics *graphics,
               const AttachmentHooks *hooks,
               gpointer user_data)
{
  Attachment *self = g_new0(Attachment, 1);

  self->options = options;
  self->hooks = *hooks;
  self->user_data = user_data;
  g_set_object(&self->guest, guest);
  g_set_object(&self->graphics, graphics);
  if (guest != NULL)
    self->host = g_object_ref(oriel_guest_get_host(guest));
  try_to_connect(self);
  return self;
}

void
attachment_retry(Attachment *self)
{
  reconnect_reset(&self->reconnect);
  try_to_connect(self);
}

void
attachment_stay(Attachment *self)
{
  if (self->state != ATTACHMENT_ENDED)
    return;
  g_clear_handle_id(&self->tick_id, g_source_remove);
  reconnect_reset(&self->reconnect);
  self->hooks.changed(self->user_data);
}

guint
attachment_get_seconds(const Attachment *self)
{
  return (guint)((g_get_monotonic_time() - self->started) / G_USEC_PER_SEC);
}

static char *
describe_wait(const Attachment *self)
{
  static const char *const steps[] = {"looking for", "connecting to", "authenticating with",
                                      "connected to"};
  guint seconds = attachment_get_seconds(self);
  g_autofree char *name = attachment_dup_name(self);
  g_autofree char *time = seconds >= 2 ? g_strdup_printf(", %u s", seconds) : g_strdup("");
  const char *step = steps[0];

  if (self->session != NULL)
    step = steps[CLAMP((int)oriel_session_get_state(self->session), 1, 3)];
  return g_strdup_printf("%s%s%s %s%s", self->fallback != NULL ? self->fallback : "",
                         self->fallback != NULL ? "; " : "", step, name, time);
}

char *
attachment_describe(const Attachment *self)
{
  g_autofree char *text = NULL;
  guint seconds;

  if (self->state == ATTACHMENT_ASKING)
    text = g_strdup(oriel_auth_request_get_purpose(self->question));
  else if (self->state != ATTACHMENT_ENDED)
    text = describe_wait(self);
  else if (self->reconnect.due == 0)
    text = g_strdup(self->error->message);
  else {
    seconds = reconnect_get_seconds(&self->reconnect, g_get_monotonic_time());
    text = g_strdup_printf("%s; trying again in %u s", self->error->message, seconds);
  }
  return oriel_text_sanitize(text, -1, 600);
}

char *
attachment_dup_name(const Attachment *self)
{
  const char *name = self->session != NULL ? oriel_session_get_name(self->session) : NULL;

  if (self->options->title != NULL)
    name = self->options->title;
  else if ((name == NULL || *name == '\0') && self->guest != NULL)
    name = oriel_guest_get_name(self->guest);
  else if (name == NULL || *name == '\0')
    name = self->options->target;
  return oriel_text_sanitize(name != NULL ? name : "", -1, 200);
}

AttachmentState
attachment_get_state(const Attachment *self)
{
  return self->state;
}

const GError *
attachment_get_error(const Attachment *self)
{
  return self->error;
}

OrielAuthRequest *
attachment_get_question(const Attachment *self)
{
  return self->question;
}

OrielSession *
attachment_get_session(const Attachment *self)
{
  return self->session;
}

OrielDisplay *
attachment_get_display(const Attachment *self)
{
  return self->display;
}

guint
attachment_get_selected(const Attachment *self)
{
  return self->selected;
}

gboolean
attachment_is_mistaken(const Attachment *self)
{
  return self->state == ATTACHMENT_ENDED && self->guest == NULL && !self->resolved &&
         self->reconnect.due == 0;
}

gboolean
attachment_was_shown(const Attachment *self)
{
  return self->was_shown;
}

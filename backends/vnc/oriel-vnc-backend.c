// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * A VNC session on gvnc: its life from the socket to the end, its watchdog, and input.
 *
 * gvnc emits its signals from an idle on the default main context while its own coroutine waits,
 * so all of this runs on one thread, and a handler that takes long only makes the server wait.
 */
#include "oriel-vnc-private.h"

#include "oriel-vnc-certificate.h"
#include "oriel-vnc-errors.h"
#include "oriel-vnc-plaintext.h"
#include "oriel-vnc-trust.h"
#include "oriel-vnc-wire.h"

#include <unistd.h>

/* From the connection to the first description of the screen; the time that a person takes to
 * type a password does not count. */
#define HANDSHAKE_SECONDS 10

G_DEFINE_FINAL_TYPE(OrielVncBackend, oriel_vnc_backend, ORIEL_TYPE_BACKEND)

static void
stop_watchdog(OrielVncBackend *self)
{
  g_clear_handle_id(&self->watchdog, g_source_remove);
}

/* Everything ends here, once. @error: (transfer full) (nullable) */
static void
finish(OrielVncBackend *self, GError *error)
{
  g_autoptr(GError) owned = error;

  if (self->over)
    return;
  self->over = TRUE;
  stop_watchdog(self);
  oriel_answers_forget(&self->answers);
  oriel_vnc_screen_stop(self);
  oriel_vnc_features_stop(self);
  oriel_vnc_wire_detach();
  if (g_error_matches(error, ORIEL_ERROR, ORIEL_ERROR_INSECURE))
    oriel_vnc_certificate_report(self);
  oriel_backend_closed(ORIEL_BACKEND(self), owned);
}

/* Ends the session from any handler. @error: (transfer full)
 *
 * gvnc says nothing of its end, and keeps a reference to itself, when it is shut down before its
 * first turn of the main loop: nobody here waits for a word, and the process ends with the
 * session. */
void
oriel_vnc_backend_fail(OrielVncBackend *self, GError *error)
{
  finish(self, error);
  vnc_connection_shutdown(self->conn);
}

static gboolean
on_handshake_timeout(gpointer data)
{
  OrielVncBackend *self = data;

  self->watchdog = 0;
  if (oriel_vnc_wire_get_greeting()->refused)
    oriel_vnc_backend_fail(self, oriel_vnc_errors_refused(oriel_vnc_wire_get_greeting()));
  else
    oriel_vnc_backend_fail(self, oriel_vnc_errors_silent(self->step, HANDSHAKE_SECONDS));
  return G_SOURCE_REMOVE;
}

/* The server has to do @step (a static string) in time; NULL = it owes nothing. A step that
 * follows a step has what is left of the time. */
void
oriel_vnc_backend_expect(OrielVncBackend *self, const char *step)
{
  self->step = step;
  if (step == NULL)
    stop_watchdog(self);
  else if (self->watchdog == 0)
    self->watchdog = g_timeout_add_seconds(HANDSHAKE_SECONDS, on_handshake_timeout, self);
}

static void
on_error(VncConnection *conn, const char *message, OrielVncBackend *self)
{
  g_free(self->last_error);
  self->last_error = g_strdup(message);
}

static void
on_disconnected(VncConnection *conn, OrielVncBackend *self)
{
  GError *error;

  if (self->over)
    return;
  error = oriel_vnc_wire_dup_error();
  if (error == NULL)
    error = oriel_vnc_plaintext_dup_error();
  if (error == NULL)
    error = oriel_vnc_errors_lost(oriel_vnc_wire_get_greeting(), self->last_error,
                                  self->connected ? NULL : self->step);
  finish(self, error);
}

static void
on_initialized(VncConnection *conn, OrielVncBackend *self)
{
  GError *error = NULL;

  if (self->over)
    return;
  /* gvnc takes some failed logins for good ones, and then has no name of the desktop. */
  if (vnc_connection_get_name(conn) == NULL) {
    oriel_vnc_backend_fail(self, oriel_vnc_errors_refused(oriel_vnc_wire_get_greeting()));
    return;
  }
  oriel_vnc_backend_expect(self, NULL);
  if (!oriel_vnc_screen_start(self, &error)) {
    oriel_vnc_backend_fail(self, error);
    return;
  }
  self->connected = TRUE;
  oriel_backend_name(ORIEL_BACKEND(self), vnc_connection_get_name(conn), -1);
  oriel_backend_has_clipboard(ORIEL_BACKEND(self), 1u << ORIEL_SELECTION_CLIPBOARD);
  oriel_backend_connected(ORIEL_BACKEND(self));
}

gboolean
oriel_vnc_backend_send(OrielVncBackend *self, const guint8 *message, gsize size)
{
  if (self->wire_hidden)
    return oriel_vnc_plaintext_write(message, size);
  oriel_vnc_wire_write(message, size);
  return TRUE;
}

/* Sends what the server takes. Keys and pointer events go past gvnc where that is possible, because
 * gvnc keeps them until an update that is being received is over, which on a slow link takes
 * seconds. */
static void
send_event(OrielVncBackend *self, const OrielVncInputEvent *event)
{
  guint8 message[ORIEL_VNC_INPUT_MAX_MESSAGE];
  gboolean extended = vnc_connection_get_ext_key_event(self->conn);
  gsize size = oriel_vnc_input_encode(event, extended, message);

  if (oriel_vnc_backend_send(self, message, size))
    return;
  if (event->kind == ORIEL_VNC_INPUT_KEY)
    vnc_connection_key_event(self->conn, event->pressed, event->keysym, (guint16)event->qnum);
  else
    vnc_connection_pointer_event(self->conn, message[1], (guint16)(message[2] << 8 | message[3]),
                                 (guint16)(message[4] << 8 | message[5]));
}

static void
flush_input(gpointer data)
{
  OrielVncBackend *self = data;
  OrielVncInputEvent event;

  while (!self->over && !oriel_vnc_input_is_empty(self->input)) {
    if (!oriel_vnc_wire_is_writable()) {
      oriel_vnc_wire_notify_writable();
      return;
    }
    if (oriel_vnc_input_pop(self->input, &event))
      send_event(self, &event);
  }
}

static guint64
count_received(OrielBackend *backend)
{
  return oriel_vnc_wire_get_received();
}

static void
ask_anything(OrielBackend *backend)
{
  oriel_vnc_screen_ask_anything(ORIEL_VNC_BACKEND(backend));
}

static void
on_link_lost(gpointer user_data)
{
  oriel_vnc_backend_fail(user_data, oriel_peer_describe_death());
}

/* Nothing is sent before the session is up: it would land in the middle of the handshake. */
static void
push_input(OrielVncBackend *self, const OrielVncInputEvent *event)
{
  if (!self->connected || self->over)
    return;
  oriel_answers_expect(&self->answers);
  oriel_vnc_input_push(self->input, event);
  flush_input(self);
}

static void
vnc_key(OrielBackend *backend, guint display, guint qnum, guint keysym, gboolean pressed)
{
  OrielVncInputEvent event = {
      .kind = ORIEL_VNC_INPUT_KEY, .qnum = qnum, .keysym = keysym, .pressed = pressed};

  push_input(ORIEL_VNC_BACKEND(backend), &event);
}

static void
vnc_pointer(OrielBackend *backend, guint display, int x, int y, guint buttons)
{
  OrielVncBackend *self = ORIEL_VNC_BACKEND(backend);
  OrielVncInputEvent event = {.kind = ORIEL_VNC_INPUT_POINTER, .x = x, .y = y, .buttons = buttons};

  self->pointer_x = x;
  self->pointer_y = y;
  /* A relative pointer takes positions for distances: only the buttons mean something. */
  if (!vnc_connection_get_abs_pointer(self->conn)) {
    event.kind = ORIEL_VNC_INPUT_MOTION;
    event.x = event.y = 0;
  }
  push_input(self, &event);
}

static void
vnc_motion(OrielBackend *backend, guint display, int dx, int dy, guint buttons)
{
  OrielVncBackend *self = ORIEL_VNC_BACKEND(backend);
  OrielVncInputEvent event = {.kind = ORIEL_VNC_INPUT_MOTION, .x = dx, .y = dy, .buttons = buttons};

  if (self->connected && vnc_connection_get_abs_pointer(self->conn)) {
    int width = vnc_connection_get_width(self->conn);
    int height = vnc_connection_get_height(self->conn);
    vnc_pointer(backend, display, CLAMP(self->pointer_x + dx, 0, width - 1),
                CLAMP(self->pointer_y + dy, 0, height - 1), buttons);
    return;
  }
  push_input(self, &event);
}

static void
vnc_resize(OrielBackend *backend, guint display, int width, int height, GTask *task)
{
  oriel_vnc_screen_resize(ORIEL_VNC_BACKEND(backend), width, height, task);
}

static void
vnc_clipboard_grab(OrielBackend *backend,
                   OrielSelection selection,
                   const char *const *types,
                   GTask *task)
{
  oriel_vnc_features_grab(ORIEL_VNC_BACKEND(backend), types, task);
}

static void
vnc_clipboard_read(OrielBackend *backend, OrielSelection selection, const char *type, GTask *task)
{
  oriel_vnc_features_read(ORIEL_VNC_BACKEND(backend), type, task);
}

static void
vnc_power(OrielBackend *backend, OrielPowerAction action, GTask *task)
{
  oriel_vnc_features_power(ORIEL_VNC_BACKEND(backend), action, task);
}

static void
vnc_credentials(OrielBackend *backend, const char *username, const char *password)
{
  oriel_vnc_login_answer(ORIEL_VNC_BACKEND(backend), username, password);
}

static void
vnc_taken(OrielBackend *backend, guint display)
{
  oriel_vnc_screen_taken(ORIEL_VNC_BACKEND(backend));
}

/* What was asked for and cannot be done must not be passed over. */
static gboolean
check_trust(const OrielBackendOpen *open, GError **error)
{
  if (open->host_subject != NULL)
    g_set_error_literal(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                        "VNC checks a certificate by the name of its host, not by a subject");
  else if (open->tls_ciphers != NULL)
    g_set_error_literal(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                        "The ciphers of a VNC session cannot be chosen");
  return open->host_subject == NULL && open->tls_ciphers == NULL;
}

static void
vnc_open(OrielBackend *backend, const OrielBackendOpen *open)
{
  OrielVncBackend *self = ORIEL_VNC_BACKEND(backend);
  GError *error = NULL;

  if (open->fd < 0) {
    finish(self, g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_INVALID,
                                     "A VNC session needs a connection that is open already"));
    return;
  }
  if (!check_trust(open, &error) || !oriel_vnc_trust_use(open->ca_file, open->ca_data, &error)) {
    close(open->fd);
    finish(self, error);
    return;
  }
  oriel_vnc_certificate_expect(open->host, open->trusted_certificate);
  self->weak_allowed = open->allow_weak || open->private_link;
  self->encrypted_only = open->secure_channels != NULL;
  self->local_link = open->local_link;
  self->audio_wanted = open->audio;
  self->encodings = g_strdup(open->encodings);
  oriel_vnc_wire_attach(open->fd, flush_input, on_link_lost, self);
  vnc_connection_set_shared(self->conn, open->shared);
  oriel_vnc_backend_expect(self, "greet and offer a way to log in");
  vnc_connection_open_fd_with_hostname(self->conn, open->fd, open->host);
}

/* gvnc is not told: the process ends with the session, and its sockets with it. */
static void
vnc_close(OrielBackend *backend)
{
  finish(ORIEL_VNC_BACKEND(backend), NULL);
}

static void
oriel_vnc_backend_finalize(GObject *object)
{
  OrielVncBackend *self = ORIEL_VNC_BACKEND(object);

  stop_watchdog(self);
  oriel_answers_forget(&self->answers);
  oriel_vnc_screen_stop(self);
  oriel_vnc_features_stop(self);
  oriel_vnc_wire_detach();
  g_signal_handlers_disconnect_by_data(self->conn, self);
  if (self->audio != NULL)
    g_signal_handlers_disconnect_by_data(self->audio, self);
  g_clear_object(&self->audio);
  g_clear_object(&self->framebuffer);
  g_clear_pointer(&self->input, oriel_vnc_input_free);
  g_clear_pointer(&self->last_error, g_free);
  g_clear_pointer(&self->encodings, g_free);
  G_OBJECT_CLASS(oriel_vnc_backend_parent_class)->finalize(object);
}

static void
oriel_vnc_backend_class_init(OrielVncBackendClass *klass)
{
  OrielBackendClass *backend_class = ORIEL_BACKEND_CLASS(klass);

  G_OBJECT_CLASS(klass)->finalize = oriel_vnc_backend_finalize;
  backend_class->open = vnc_open;
  backend_class->close = vnc_close;
  backend_class->key = vnc_key;
  backend_class->pointer = vnc_pointer;
  backend_class->motion = vnc_motion;
  backend_class->resize = vnc_resize;
  backend_class->clipboard_grab = vnc_clipboard_grab;
  backend_class->clipboard_read = vnc_clipboard_read;
  backend_class->power = vnc_power;
  backend_class->credentials = vnc_credentials;
  backend_class->taken = vnc_taken;
}

static void
oriel_vnc_backend_init(OrielVncBackend *self)
{
  static const OrielAnswersWays answers_ways = {count_received, ask_anything};

  self->conn = vnc_connection_new();
  self->input = oriel_vnc_input_new();
  self->answers = (OrielAnswers){.ways = &answers_ways, .backend = ORIEL_BACKEND(self)};
  g_signal_connect(self->conn, "vnc-error", G_CALLBACK(on_error), self);
  g_signal_connect(self->conn, "vnc-disconnected", G_CALLBACK(on_disconnected), self);
  g_signal_connect(self->conn, "vnc-initialized", G_CALLBACK(on_initialized), self);
  oriel_vnc_login_watch(self);
  oriel_vnc_screen_watch(self);
  oriel_vnc_features_watch(self);
}

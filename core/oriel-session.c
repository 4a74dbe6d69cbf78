// SPDX-License-Identifier: LGPL-2.1-or-later
/* The life of a session: connecting, being connected, ending. */
#include "oriel-session-private.h"

#include <gio/gunixfdlist.h>

#include "oriel-audio-private.h"
#include "oriel-clipboard-private.h"
#include "oriel-display-private.h"
#include "oriel-install.h"
#include "oriel-session-properties.h"
#include "oriel-usb-private.h"

static void session_start(OrielSession *self);

void
oriel_session_set_state(OrielSession *self, OrielSessionState state)
{
  g_autoptr(GEnumClass) states = NULL;

  if (self->state == state)
    return;
  self->state = state;
  states = g_type_class_ref(ORIEL_TYPE_SESSION_STATE);
  g_debug("the session is %s", g_enum_get_value(states, (int)state)->value_nick);
  oriel_session_notify(self, ORIEL_SESSION_PROP_STATE);
}

/* Lets go of the process and of everything on the way to it; input goes nowhere from here on. */
static void
drop_link(OrielSession *self, gboolean politely)
{
  OrielLink *link = g_steal_pointer(&self->link);

  oriel_session_withdraw_questions(self);
  if (self->cancellable != NULL)
    g_cancellable_cancel(self->cancellable);
  g_clear_object(&self->cancellable);
  g_clear_error(&self->broken);
  g_clear_pointer(&self->connection, oriel_connection_free);
  for (guint i = 0; i < g_list_model_get_n_items(G_LIST_MODEL(self->displays)); i++) {
    g_autoptr(OrielDisplay) display = g_list_model_get_item(G_LIST_MODEL(self->displays), i);
    oriel_display_detach(display);
  }
  if (self->clipboard != NULL)
    oriel_clipboard_detach(self->clipboard);
  if (self->audio != NULL)
    oriel_audio_set_link(self->audio, NULL);
  oriel_session_detach_microphone(self);
  oriel_session_cut_consoles(self, ORIEL_ERROR_UNREACHABLE, "the session is over");
  if (self->usb != NULL)
    oriel_usb_set_link(self->usb, NULL);
  self->link_ready = FALSE;
  oriel_session_end_transfers(self);
  if (link != NULL && politely)
    oriel_link_finish(link);
  else if (link != NULL)
    oriel_link_kill(link);
}

/* The task that waits for the outcome of connecting. (transfer full) (nullable) */
static GTask *
steal_connect_task(OrielSession *self)
{
  if (self->cancelled != NULL)
    g_source_destroy(self->cancelled);
  g_clear_pointer(&self->cancelled, g_source_unref);
  return g_steal_pointer(&self->connect_task);
}

void
oriel_session_begin(OrielSession *self)
{
  oriel_session_set_state(self, ORIEL_SESSION_CONNECTING);
  /* Whoever heard of that may have ended it, and even begun again. */
  if (self->state == ORIEL_SESSION_CONNECTING && self->link == NULL)
    session_start(self);
}

static gboolean
may_try_again(OrielSession *self, const GError *error)
{
  return self->connect_task != NULL && self->answered &&
         g_error_matches(error, ORIEL_ERROR, ORIEL_ERROR_AUTH) &&
         ++self->refusals < ORIEL_SESSION_MAX_REFUSALS;
}

/* Nothing is told before all of it is true: whoever hears of it may connect again. */
static void
tell_end(OrielSession *self, const GError *error)
{
  g_autoptr(OrielUsb) usb = NULL;

  g_object_freeze_notify(G_OBJECT(self));
  g_clear_error(&self->error);
  self->error = error != NULL ? g_error_copy(error) : NULL;
  oriel_session_set_clipboard(self, 0);
  g_list_store_remove_all(self->consoles);
  oriel_session_set_power_actions(self, 0);
  oriel_session_set_silent(self, FALSE);
  oriel_session_set_smartcard(self, ORIEL_SMARTCARD_NONE);
  usb = oriel_session_steal_usb(self);
  oriel_session_set_state(self, ORIEL_SESSION_CLOSED);
  oriel_session_check_refusal(self);
  g_object_thaw_notify(G_OBJECT(self));
  if (usb != NULL)
    oriel_usb_clear(usb);
}

void
oriel_session_end(OrielSession *self, const GError *reason)
{
  g_autoptr(OrielSession) keep = g_object_ref(self);
  g_autoptr(GError) error = reason != NULL ? g_error_copy(reason) : NULL;
  g_autoptr(GTask) task = NULL;

  if (self->link == NULL && self->connect_task == NULL)
    return;
  drop_link(self, error == NULL);
  if (may_try_again(self, error)) {
    oriel_session_begin(self);
    return;
  }
  if (oriel_session_ask_trust(self, &error))
    return;
  if (self->connect_task != NULL && error != NULL && oriel_session_choose_next(self, error)) {
    /* Whoever heard of that may have ended it. */
    if (self->connect_task != NULL && self->link == NULL)
      oriel_session_begin(self);
    return;
  }
  task = steal_connect_task(self);
  tell_end(self, error);
  if (self->audio != NULL)
    oriel_audio_set_format(self->audio, 0, 0);
  oriel_session_stop_microphone(self);
  if (task != NULL && error != NULL)
    g_task_return_error(task, g_steal_pointer(&error));
  else if (task != NULL)
    g_task_return_new_error(task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the session was disconnected");
}

void
oriel_session_set_connected(OrielSession *self)
{
  g_autoptr(GTask) task = NULL;

  if (self->state == ORIEL_SESSION_CONNECTED)
    return;
  oriel_session_withdraw_questions(self);
  self->refusals = 0;
  oriel_session_set_state(self, ORIEL_SESSION_CONNECTED);
  oriel_session_check_refusal(self);
  if (self->state != ORIEL_SESSION_CONNECTED)
    return;
  task = steal_connect_task(self);
  if (task != NULL)
    g_task_return_boolean(task, TRUE);
}

static void
session_open(OrielSession *self)
{
  g_auto(GVariantDict) options = G_VARIANT_DICT_INIT(NULL);
  g_autoptr(GUnixFDList) fds = g_unix_fd_list_new();
  g_autofree char *uri = self->target != NULL ? oriel_target_to_uri(self->target) : NULL;

  if (self->connection == NULL || !self->link_ready)
    return;
  if (self->connection->fd >= 0) {
    g_variant_dict_insert(&options, "socket", "h",
                          g_unix_fd_list_append(fds, self->connection->fd, NULL));
  }
  if (uri != NULL)
    g_variant_dict_insert(&options, "uri", "s", uri);
  g_variant_dict_insert(&options, "host", "s", self->connection->host);
  g_variant_dict_insert(&options, "private-link", "b", self->connection->private_link);
  g_variant_dict_insert(&options, "local-link", "b", self->connection->local_link);
  g_variant_dict_insert(&options, "secure", "b", self->connection->secure);
  g_variant_dict_insert(&options, "allow-weak", "b", self->security == ORIEL_SECURITY_ALLOW_WEAK);
  g_variant_dict_insert(&options, "shared", "b", self->shared);
  g_variant_dict_insert(&options, "audio", "b", self->enable_audio);
  oriel_session_write_texts(self, &options);
  oriel_session_write_images(self, &options);
  oriel_session_write_trust(self, self->connection->private_link && !self->connection->local_link,
                            &options);
  oriel_session_write_folder(self, &options);
  g_variant_dict_insert(&options, "microphone", "b", self->enable_microphone);
  g_variant_dict_insert(&options, "usb", "b", self->enable_usb);
  oriel_link_call(self->link, "Open", g_variant_new("(@a{sv})", g_variant_dict_end(&options)), fds,
                  NULL, NULL, NULL);
  g_clear_pointer(&self->connection, oriel_connection_free);
  if (self->audio != NULL)
    oriel_audio_set_link(self->audio, self->link);
  oriel_session_begin_microphone(self);
  self->usb_asked_for = self->enable_usb;
}

static void
on_link_ready(gpointer user_data)
{
  OrielSession *self = user_data;

  self->link_ready = TRUE;
  session_open(self);
}

static void
on_connection_open(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(OrielSession) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(OrielConnection) connection = oriel_connector_open_finish(result, &error);

  /* Given up meanwhile, and perhaps begun again. */
  if (g_task_get_cancellable(G_TASK(result)) != self->cancellable)
    return;
  if (connection == NULL) {
    oriel_session_end(self, error);
    return;
  }
  self->connection = g_steal_pointer(&connection);
  oriel_session_set_peer(self, self->connection->peer);
  if (self->connection != NULL) /* whoever heard of that may have ended it */
    session_open(self);
}

static void
on_link_gone(gpointer user_data, const GError *error)
{
  oriel_session_break(user_data, error);
}

const char *
oriel_session_get_protocol_name(OrielSession *self)
{
  return self->target != NULL ? oriel_target_get_protocol(self->target)
                              : oriel_graphics_get_protocol(self->graphics);
}

const OrielProtocol *
oriel_session_get_protocol(OrielSession *self)
{
  return oriel_protocol_find(oriel_session_get_protocol_name(self));
}

static void
session_start(OrielSession *self)
{
  static const OrielLinkEvents events = {.ready = on_link_ready,
                                         .called = oriel_session_called,
                                         .updated = oriel_session_updated,
                                         .gone = on_link_gone};
  const OrielProtocol *protocol = oriel_session_get_protocol(self);
  OrielSpawnPaths paths;
  g_autofree char *program = NULL;
  g_autoptr(GError) error = NULL;

  if (protocol == NULL) {
    error = g_error_new(ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED, "this build shows no %s displays",
                        oriel_session_get_protocol_name(self));
    oriel_session_end(self, error);
    return;
  }
  if (!oriel_session_choose_paths(self, protocol, &paths, &error)) {
    oriel_session_end(self, error);
    return;
  }
  program = oriel_install_find(ORIEL_LIBEXECDIR, protocol->program);
  self->answered = FALSE;
  self->pointer_mode = ORIEL_POINTER_ABSOLUTE;
  self->leds = ORIEL_LEDS_UNKNOWN;
  self->resizable = TRUE;
  oriel_session_forget_refusal(self);
  oriel_session_set_peer(self, NULL);
  self->cancellable = g_cancellable_new();
  self->link = oriel_link_new(program, &paths, &events, self, &error);
  if (self->link == NULL) {
    oriel_session_end(self, error);
    return;
  }
  if (self->connection != NULL) /* reached ahead; the link is not ready yet */
    oriel_session_set_peer(self, self->connection->peer);
  else if (self->guest != NULL)
    oriel_session_open_guest(self, oriel_session_begins_secure(self), on_connection_open,
                             g_object_ref(self));
  else
    oriel_connector_open_async(self->target, self->proxy, oriel_session_begins_secure(self),
                               self->cancellable, on_connection_open, g_object_ref(self));
}

static gboolean
on_cancelled(GCancellable *cancellable, gpointer user_data)
{
  oriel_session_end(user_data, NULL);
  return G_SOURCE_REMOVE;
}

/**
 * oriel_session_connect_async:
 * @self: a session that is idle or closed
 * @cancellable: (nullable): ends the session before it is connected
 * @callback: called when the session is connected, or is not going to be
 * @user_data: for @callback
 *
 * Connects. Names are resolved, sockets opened and the session process started without blocking;
 * #OrielSession::auth-requested asks for credentials, again when the server refused them, and
 * #OrielSession::trust-requested whether to believe a certificate. From now on everything happens
 * in the main context that is thread-default now.
 *
 * Fails with %ORIEL_ERROR_UNREACHABLE, %ORIEL_ERROR_AUTH, %ORIEL_ERROR_INSECURE,
 * %ORIEL_ERROR_PROTOCOL, %ORIEL_ERROR_TIMED_OUT, %ORIEL_ERROR_DIED or %G_IO_ERROR_CANCELLED; and
 * before it begins, in its old state, with %ORIEL_ERROR_INVALID or %ORIEL_ERROR_NOT_SUPPORTED.
 */
void
oriel_session_connect_async(OrielSession *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GError) error = NULL;

  g_return_if_fail(ORIEL_IS_SESSION(self));
  task = g_task_new(self, cancellable, callback, user_data);
  g_task_set_source_tag(task, oriel_session_connect_async);
  if (self->state != ORIEL_SESSION_IDLE && self->state != ORIEL_SESSION_CLOSED) {
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                            "the session is connected already");
    return;
  }
  if (g_task_return_error_if_cancelled(task))
    return;
  if (!oriel_session_check_texts(self, &error) ||
      !oriel_session_check_encodings(self->encodings, &error) ||
      !oriel_session_choose_first(self, &error)) {
    g_task_return_error(task, g_steal_pointer(&error));
    return;
  }
  /* The outcome is what became of the session, also when both come at once. */
  g_task_set_check_cancellable(task, FALSE);
  self->connect_task = g_steal_pointer(&task);
  self->refusals = 0;
  self->n_moves = 0;
  g_clear_error(&self->error);
  if (cancellable != NULL) {
    self->cancelled = g_cancellable_source_new(cancellable);
    g_source_set_callback(self->cancelled, G_SOURCE_FUNC(on_cancelled), self, NULL);
    g_source_attach(self->cancelled, g_main_context_get_thread_default());
  }
  oriel_session_begin(self);
}

/**
 * oriel_session_connect_finish:
 * @self: a session
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends oriel_session_connect_async().
 *
 * Returns: whether the session is connected
 */
gboolean
oriel_session_connect_finish(OrielSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail(g_task_is_valid(result, self), FALSE);
  return g_task_propagate_boolean(G_TASK(result), error);
}

/**
 * oriel_session_disconnect:
 * @self: a session
 *
 * Ends the session; it is %ORIEL_SESSION_CLOSED without an error when this returns. Held keys are
 * released in the guest. Does nothing when there is nothing to end.
 */
void
oriel_session_disconnect(OrielSession *self)
{
  g_return_if_fail(ORIEL_IS_SESSION(self));
  oriel_session_end(self, NULL);
}

/**
 * oriel_session_power_async:
 * @self: a session
 * @action: one of #OrielSession:power-actions
 * @cancellable: (nullable): stops waiting for the answer
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Asks the console's server to change the power of the guest.
 */
void
oriel_session_power_async(OrielSession *self,
                          OrielPowerAction action,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail(ORIEL_IS_SESSION(self));
  task = g_task_new(self, cancellable, callback, user_data);
  g_task_set_source_tag(task, oriel_session_power_async);
  if (self->state != ORIEL_SESSION_CONNECTED || self->link == NULL ||
      (self->power_actions & action) == 0)
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                            "this console does not control the power of its guest");
  else if (self->view_only)
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                            "the session is view-only");
  else
    oriel_link_call_for_task(self->link, "Power", g_variant_new("(u)", action), task);
}

/**
 * oriel_session_power_finish:
 * @self: a session
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends oriel_session_power_async().
 *
 * Returns: whether the server took the request
 */
gboolean
oriel_session_power_finish(OrielSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail(g_task_is_valid(result, self), FALSE);
  return g_task_propagate_boolean(G_TASK(result), error);
}

void
oriel_session_dispose_link(OrielSession *self)
{
  drop_link(self, TRUE);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* The session of an attachment: from connecting to its end, and the display that is shown of it. */
#include "shared/attachment-private.h"

#include "shared/graphics-name.h"
#include "shared/usb-share.h"
#include "shared/view-session.h"

void
attachment_set_display(Attachment *self, OrielDisplay *display)
{
  if (g_set_object(&self->display, display))
    self->hooks.display_changed(self->user_data);
}

void
attachment_drop_session(Attachment *self)
{
  g_autoptr(OrielSession) session = g_steal_pointer(&self->session);

  attachment_drop_watch(self);
  self->loading = FALSE;
  if (self->cancellable != NULL)
    g_cancellable_cancel(self->cancellable);
  g_clear_object(&self->cancellable);
  if (session != NULL) {
    usb_share_end(session);
    g_signal_handlers_disconnect_by_data(session, self);
    g_signal_handlers_disconnect_by_data(oriel_session_get_displays(session), self);
    if (self->display != NULL)
      g_signal_handlers_disconnect_by_data(self->display, self);
    oriel_session_disconnect(session);
  }
  /* Only now: a question that is dropped is refused, which would be one more end of the session. */
  attachment_drop_questions(self);
}

/* The first picture is there. */
static void
on_framebuffer(OrielDisplay *display, GParamSpec *pspec, Attachment *self)
{
  if (oriel_display_get_framebuffer(display) == NULL)
    return;
  g_signal_handlers_disconnect_by_func(display, on_framebuffer, self);
  g_clear_handle_id(&self->tick_id, g_source_remove);
  self->was_shown = TRUE;
  if (!self->is_given)
    view_session_connected(self->options);
  attachment_keep_password(self);
  reconnect_reset(&self->reconnect);
  g_clear_error(&self->error);
  attachment_set_display(self, display);
  attachment_set_state(self, ATTACHMENT_SHOWN);
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
  else
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

guint
attachment_get_selected(const Attachment *self)
{
  return self->selected;
}

OrielSession *
attachment_get_session(const Attachment *self)
{
  return self->session;
}

OrielGuest *
attachment_get_guest(const Attachment *self)
{
  return self->lookout != NULL ? lookout_get_guest(self->lookout) : NULL;
}

OrielDisplay *
attachment_get_display(const Attachment *self)
{
  return self->display;
}

static void
on_auth_requested(OrielSession *session, OrielAuthRequest *request, Attachment *self)
{
  attachment_ask(self, request);
}

static void
on_trust_requested(OrielSession *session, OrielTrustRequest *request, Attachment *self)
{
  attachment_ask_trust(self, request);
}

/* It passes where it is seen; here it stays. */
static void
tell(const char *text, gpointer user_data)
{
  Attachment *self = user_data;

  g_printerr("oriel: %s\n", text);
  if (self->hooks.told != NULL)
    self->hooks.told(text, self->user_data);
}

static void
on_fell_back(OrielSession *session, OrielGraphics *failed, const GError *error, Attachment *self)
{
  g_autofree char *text = graphics_name_fell_back(session, failed, error);

  g_free(self->fallback); /* at a kiosk the page is for whoever stands before it */
  self->fallback = self->options->kiosk ? NULL : g_strdup(text);
  tell(text, self);
  self->hooks.changed(self->user_data);
}

static void
on_name(OrielSession *session, GParamSpec *pspec, Attachment *self)
{
  const char *name = oriel_session_get_name(session);

  if (name != NULL && *name != '\0' && g_strcmp0(name, self->name) != 0) {
    g_free(self->name);
    self->name = g_strdup(name);
  }
  self->hooks.changed(self->user_data);
}

static void
on_answering(OrielSession *session, GParamSpec *pspec, Attachment *self)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (oriel_session_get_state(session) != ORIEL_SESSION_CONNECTED)
    return;
  name = attachment_dup_name(self);
  text = g_strdup_printf(oriel_session_get_answering(session)
                             ? "The server of %s answers again"
                             : "The server of %s does not answer; what is typed waits for it",
                         name);
  tell(text, self);
  self->hooks.changed(self->user_data);
}

static void
on_state(OrielSession *session, GParamSpec *pspec, Attachment *self)
{
  const GError *error = oriel_session_get_error(session);

  if (oriel_session_get_state(session) != ORIEL_SESSION_CLOSED)
    return;
  attachment_end(self, error != NULL ? g_error_copy(error)
                                     : g_error_new(ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE,
                                                   "The guest's console was closed by its server"));
}

/* What became of it is told by the session's state, unless it did not even begin. */
static void
on_connected(GObject *source, GAsyncResult *result, gpointer user_data)
{
  OrielSession *session = ORIEL_SESSION(source);
  gboolean dropped = g_cancellable_is_cancelled(g_task_get_cancellable(G_TASK(result)));
  Attachment *self = user_data; /* which may be gone where it has dropped the session */
  g_autoptr(GError) error = NULL;

  if (oriel_session_connect_finish(session, result, &error))
    return;
  if (!dropped && oriel_session_get_state(session) == ORIEL_SESSION_IDLE)
    attachment_end(self, g_steal_pointer(&error));
  else
    g_debug("Not connected: %s", error->message);
}

static void
wait_for_server(Attachment *self)
{
  g_clear_pointer(&self->name, g_free); /* which was that of another one */
  g_clear_handle_id(&self->tick_id, g_source_remove);
  attachment_set_state(self, ATTACHMENT_WAITING);
}

/* A server that was waited for has connected, or another one is waited for. */
static void
on_peer(OrielSession *session, GParamSpec *pspec, Attachment *self)
{
  if (!attachment_is_listening(self))
    return;
  if (oriel_session_get_peer(session) == NULL)
    wait_for_server(self);
  else
    attachment_set_connecting(self, FALSE);
}

static void
connect_session(Attachment *self)
{
  oriel_session_connect_async(self->session, self->cancellable, on_connected, self);
  if (attachment_is_listening(self))
    wait_for_server(self);
}

static void
on_reached(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Attachment *self = user_data;
  GError *error = NULL;

  if (oriel_session_reach_finish(ORIEL_SESSION(source), result, &error)) {
    connect_session(self);
  } else if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_error_free(error); /* the attachment may be gone */
  } else {
    self->unreached = TRUE;
    attachment_end(self, error);
  }
}

/* A server that may still be away is looked for before a process is started to speak to it. */
void
attachment_use_session(Attachment *self, OrielSession *session)
{
  self->session = session;
  self->had_session = TRUE;
  self->by_person = FALSE;
  view_options_configure(self->options, session);
  usb_share_begin(session, &self->options->spice, tell, self);
  g_signal_connect(session, "auth-requested", G_CALLBACK(on_auth_requested), self);
  g_signal_connect(session, "trust-requested", G_CALLBACK(on_trust_requested), self);
  g_signal_connect(session, "fell-back", G_CALLBACK(on_fell_back), self);
  g_signal_connect(session, "notify::name", G_CALLBACK(on_name), self);
  g_signal_connect(session, "notify::peer", G_CALLBACK(on_peer), self);
  g_signal_connect(session, "notify::answering", G_CALLBACK(on_answering), self);
  g_signal_connect(session, "notify::state", G_CALLBACK(on_state), self);
  g_signal_connect(oriel_session_get_displays(session), "items-changed",
                   G_CALLBACK(on_displays_changed), self);
  if (self->hooks.session_made != NULL)
    self->hooks.session_made(session, self->user_data);
  if (self->quiet && self->lookout == NULL)
    oriel_session_reach_async(session, self->cancellable, on_reached, self);
  else
    connect_session(self);
}

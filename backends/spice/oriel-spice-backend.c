// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * A SPICE session on spice-client-glib: its life from the first connection to the end, its login,
 * its watchdog, and who serves which channel. The library runs on the default main context, in
 * coroutines of its own; its signals arrive on the main stack.
 */
#include "oriel-spice-private.h"

#include "oriel-spice-certificate.h"
#include "oriel-spice-clipboard.h"
#include "oriel-spice-compression.h"
#include "oriel-spice-cursor.h"
#include "oriel-spice-errors.h"
#include "oriel-spice-files.h"
#include "oriel-spice-monitors.h"
#include "oriel-spice-screen.h"
#include "oriel-spice-smartcard.h"
#include "oriel-spice-sockets.h"
#include "oriel-spice-trust.h"
#include "oriel-spice-usb.h"

/* From the connection to the first picture; the time that a person takes to type a password does
 * not count. */
#define HANDSHAKE_SECONDS 10

G_DEFINE_FINAL_TYPE(OrielSpiceBackend, oriel_spice_backend, ORIEL_TYPE_BACKEND)

static gboolean
on_handshake_timeout(gpointer data)
{
  OrielSpiceBackend *self = data;

  self->watchdog = 0;
  oriel_spice_backend_finish(self,
                             oriel_spice_errors_silent(self->step, HANDSHAKE_SECONDS,
                                                       self->screens->len > 0 && !self->pictured));
  return G_SOURCE_REMOVE;
}

/* The server has to do @step (a static string) in time; NULL = it owes nothing. */
static void
expect(OrielSpiceBackend *self, const char *step)
{
  self->step = step;
  if (step == NULL)
    g_clear_handle_id(&self->watchdog, g_source_remove);
  else if (self->watchdog == 0)
    self->watchdog = g_timeout_add_seconds(HANDSHAKE_SECONDS, on_handshake_timeout, self);
}

void
oriel_spice_backend_finish(OrielSpiceBackend *self, GError *error)
{
  g_autoptr(GError) owned = error;

  if (self->over)
    return;
  self->over = TRUE;
  g_clear_handle_id(&self->ending, g_source_remove);
  oriel_answers_forget(&self->answers);
  expect(self, NULL);
  if (g_error_matches(owned, ORIEL_ERROR, ORIEL_ERROR_INSECURE))
    oriel_spice_certificate_report(self);
  oriel_backend_closed(ORIEL_BACKEND(self), owned);
}

void
oriel_spice_backend_check_connected(OrielSpiceBackend *self)
{
  if (self->over || !self->pictured || (self->inputs != NULL && !self->takes_input))
    return;
  expect(self, NULL);
  if (self->move == ORIEL_SPICE_SWITCHES)
    oriel_spice_move_arrive(self);
  if (self->connected)
    return;
  self->connected = TRUE;
  oriel_backend_connected(ORIEL_BACKEND(self));
}

gboolean
oriel_spice_backend_is_absolute(OrielSpiceBackend *self)
{
  int mode = SPICE_MOUSE_MODE_CLIENT;

  if (self->main != NULL)
    g_object_get(self->main, "mouse-mode", &mode, NULL);
  return mode != SPICE_MOUSE_MODE_SERVER;
}

void
oriel_spice_backend_place_pointer(OrielSpiceBackend *self)
{
  if (self->over)
    return;
  for (guint i = 0; i < self->cursors->len; i++) {
    OrielSpiceCursor *cursor = g_ptr_array_index(self->cursors, i);
    for (guint j = 0; j < self->screens->len; j++) {
      OrielSpiceScreen *screen = g_ptr_array_index(self->screens, j);
      if (oriel_spice_screen_get_id(screen) == oriel_spice_cursor_get_id(cursor))
        oriel_spice_cursor_show(cursor, screen);
    }
  }
}

static gboolean
connect_again(gpointer data)
{
  OrielSpiceBackend *self = data;

  if (!self->over) {
    expect(self, "answer to the login");
    spice_session_connect(self->session);
  }
  return G_SOURCE_REMOVE;
}

static void
spice_credentials(OrielBackend *backend, const char *username, const char *password)
{
  OrielSpiceBackend *self = ORIEL_SPICE_BACKEND(backend);

  if (!self->asking || self->over)
    return;
  self->asking = FALSE;
  if (password == NULL) {
    oriel_spice_backend_finish(
        self, g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_AUTH, "no credentials were given"));
    return;
  }
  g_object_set(self->session, "password", password, NULL);
  if (username != NULL && *username != '\0')
    g_object_set(self->session, "username", username, NULL);
  connect_again(self);
}

/* The main channel was refused: for want of credentials, or for wrong ones. Then the viewer begins
 * again, and asks again. */
static void
ask(OrielSpiceBackend *self, SpiceChannel *channel)
{
  const GError *error = spice_channel_get_error(channel);
  OrielCredentials needs = ORIEL_CREDENTIALS_PASSWORD;
  g_autofree char *known = NULL, *username = NULL;

  if (g_error_matches(error, SPICE_CLIENT_ERROR,
                      SPICE_CLIENT_ERROR_AUTH_NEEDS_PASSWORD_AND_USERNAME))
    needs = ORIEL_CREDENTIALS_USERNAME | ORIEL_CREDENTIALS_PASSWORD;
  else if (g_error_matches(error, SPICE_CLIENT_ERROR, SPICE_CLIENT_ERROR_AUTH_NEEDS_USERNAME))
    needs = ORIEL_CREDENTIALS_USERNAME;
  g_object_get(self->session, "password", &known, "username", &username, NULL);
  if (known != NULL) {
    oriel_spice_backend_finish(self,
                               oriel_spice_errors_describe(channel, SPICE_CHANNEL_ERROR_AUTH));
    return;
  }
  if (username != NULL) /* the address says who */
    needs = ORIEL_CREDENTIALS_PASSWORD;
  self->asking = TRUE;
  expect(self, NULL);
  oriel_backend_authenticate(ORIEL_BACKEND(self), needs, "SPICE", 0);
}

static void
on_main_event(SpiceChannel *channel, SpiceChannelEvent event, OrielSpiceBackend *self)
{
  GError *error;

  if (self->over || self->asking)
    return;
  if (event == SPICE_CHANNEL_SWITCHING) {
    self->pictured = FALSE;
    expect(self, "show a screen on the host that the guest moved to");
  }
  if (event == SPICE_CHANNEL_OPENED) {
    if (!self->connected)
      expect(self, "show a screen");
    return;
  }
  error = oriel_spice_errors_no_login();
  if (event == SPICE_CHANNEL_ERROR_AUTH && error == NULL) {
    ask(self, channel);
    return;
  }
  if (error == NULL)
    error = oriel_spice_errors_describe(channel, event);
  if (error != NULL)
    oriel_spice_backend_finish(self, error);
}

/* Most channels may fail alone; but a server that is not what it has to be is left. */
static void
on_any_event(SpiceChannel *channel, SpiceChannelEvent event, OrielSpiceBackend *self)
{
  if (event == SPICE_CHANNEL_ERROR_TLS)
    oriel_spice_backend_finish(self, oriel_spice_errors_describe(channel, event));
}

static void
on_channel_new(SpiceSession *session, SpiceChannel *channel, OrielSpiceBackend *self)
{
  if (self->over)
    return;
  g_signal_connect_object(channel, "channel-event", G_CALLBACK(on_any_event), self, 0);
  if (SPICE_IS_MAIN_CHANNEL(channel)) {
    g_signal_connect_object(channel, "channel-event", G_CALLBACK(on_main_event), self, 0);
    oriel_spice_main_watch(self, SPICE_MAIN_CHANNEL(channel));
  } else if (SPICE_IS_DISPLAY_CHANNEL(channel)) {
    oriel_spice_display_watch(self, SPICE_DISPLAY_CHANNEL(channel));
  } else if (SPICE_IS_CURSOR_CHANNEL(channel)) {
    g_ptr_array_add(self->cursors, oriel_spice_cursor_new(self, SPICE_CURSOR_CHANNEL(channel)));
    spice_channel_connect(channel);
  } else if (SPICE_IS_INPUTS_CHANNEL(channel)) {
    oriel_spice_inputs_watch(self, SPICE_INPUTS_CHANNEL(channel));
  } else if (SPICE_IS_PLAYBACK_CHANNEL(channel)) {
    oriel_spice_audio_watch(self, SPICE_PLAYBACK_CHANNEL(channel));
  } else if (SPICE_IS_RECORD_CHANNEL(channel)) {
    oriel_spice_record_watch(self, SPICE_RECORD_CHANNEL(channel));
  } else if (SPICE_IS_PORT_CHANNEL(channel) && !SPICE_IS_WEBDAV_CHANNEL(channel)) {
    oriel_spice_port_watch(self, SPICE_PORT_CHANNEL(channel));
  } else if (SPICE_IS_WEBDAV_CHANNEL(channel) && self->shares_folder) {
    spice_channel_connect(channel);
  } else if (SPICE_IS_USBREDIR_CHANNEL(channel)) {
    oriel_spice_usb_watch(self->usb, SPICE_USBREDIR_CHANNEL(channel));
  } else if (SPICE_IS_SMARTCARD_CHANNEL(channel)) {
    oriel_spice_smartcard_watch(self, SPICE_SMARTCARD_CHANNEL(channel));
  }
}

static void
remove_by_id(GPtrArray *array, int (*get_id)(gconstpointer), int id)
{
  for (guint i = array->len; i-- > 0;)
    if (get_id(g_ptr_array_index(array, i)) == id)
      g_ptr_array_remove_index(array, i);
}

static int
screen_id(gconstpointer screen)
{
  return oriel_spice_screen_get_id(screen);
}

static int
cursor_id(gconstpointer cursor)
{
  return oriel_spice_cursor_get_id(cursor);
}

static void
on_channel_destroy(SpiceSession *session, SpiceChannel *channel, OrielSpiceBackend *self)
{
  int id = 0;

  g_object_get(channel, "channel-id", &id, NULL);
  oriel_spice_display_forget(self, channel);
  if (SPICE_IS_DISPLAY_CHANNEL(channel) && self->move == ORIEL_SPICE_SWITCHES)
    oriel_spice_move_leave_screens(self, id);
  else if (SPICE_IS_DISPLAY_CHANNEL(channel))
    remove_by_id(self->screens, screen_id, id);
  else if (SPICE_IS_CURSOR_CHANNEL(channel))
    remove_by_id(self->cursors, cursor_id, id);
  else if (SPICE_CHANNEL(self->inputs) == channel)
    self->inputs = NULL;
  else if (SPICE_CHANNEL(self->main) == channel)
    self->main = NULL;
  else if (SPICE_CHANNEL(self->record) == channel)
    self->record = NULL;
  else if (SPICE_IS_PORT_CHANNEL(channel))
    oriel_spice_port_forget(SPICE_PORT_CHANNEL(channel));
  else
    oriel_spice_usb_forget(self->usb, channel);
}

/* As much of it as the library takes; 0 = as the library has it. */
static void
set_size(SpiceSession *session, const char *property, guint size)
{
  const GParamSpec *spec = g_object_class_find_property(G_OBJECT_GET_CLASS(session), property);
  guint max = (guint)G_PARAM_SPEC_INT(spec)->maximum;

  if (size != 0)
    g_object_set(session, property, (int)MIN(size, max), NULL);
}

static void
spice_open(OrielBackend *backend, const OrielBackendOpen *open)
{
  OrielSpiceBackend *self = ORIEL_SPICE_BACKEND(backend);
  const OrielTarget *target;
  GError *error = NULL;

  oriel_spice_sockets_init(backend, open);
  self->session = spice_session_new();
  g_signal_connect_object(self->session, "channel-new", G_CALLBACK(on_channel_new), self, 0);
  g_signal_connect_object(self->session, "channel-destroy", G_CALLBACK(on_channel_destroy), self,
                          0);
  /* Pictures that stay in the memory of a graphics card would never be seen. */
  g_object_set(self->session, "enable-usbredir", open->usb, "enable-audio",
               open->audio || open->microphone, "gl-scanout", FALSE, NULL);
  if (!oriel_spice_trust_apply(self->session, open, &error) ||
      !oriel_spice_smartcard_apply(self->session, &error) ||
      (open->disable_effects != NULL &&
       !oriel_spice_main_disable_effects(self, open->disable_effects, &error))) {
    oriel_spice_backend_finish(self, error);
    return;
  }
  target = oriel_spice_sockets_get_target();
  oriel_spice_sockets_set_address(self->session);
  oriel_spice_certificate_expect(open->host, open->trusted_certificate);
  g_object_set(self->session, "username", target != NULL ? oriel_target_get_username(target) : NULL,
               NULL);
  set_size(self->session, "cache-size", open->image_cache_size);
  set_size(self->session, "glz-window-size", open->image_window_size);
  self->compression = oriel_spice_compression_choose(open->encodings);
  self->shares_folder = open->shared_folder != NULL;
  g_object_set(self->session, "shared-dir", open->shared_folder, "share-dir-ro",
               !open->shared_folder_writable, NULL);
  self->audio_wanted = open->audio;
  self->microphone_offered = open->microphone;
  expect(self, "greet");
  spice_session_connect(self->session);
}

static void
on_flushed(GObject *source, GAsyncResult *result, gpointer data)
{
  spice_channel_flush_finish(SPICE_CHANNEL(source), result, NULL);
  oriel_spice_backend_finish(data, NULL);
}

/* The library is not told: the process ends with the session, and its sockets with it. What is
 * still to be written, a key that was released, is waited for; the viewer limits that time. */
static void
spice_close(OrielBackend *backend)
{
  OrielSpiceBackend *self = ORIEL_SPICE_BACKEND(backend);

  if (self->inputs != NULL && self->connected && !self->over)
    spice_channel_flush_async(SPICE_CHANNEL(self->inputs), NULL, on_flushed, self);
  else
    oriel_spice_backend_finish(self, NULL);
}

static void
spice_key(OrielBackend *backend, guint display, guint qnum, guint keysym, gboolean pressed)
{
  oriel_spice_inputs_key(ORIEL_SPICE_BACKEND(backend), qnum, pressed);
}

static void
spice_pointer(OrielBackend *backend, guint display, int x, int y, guint buttons)
{
  oriel_spice_inputs_pointer(ORIEL_SPICE_BACKEND(backend), display, x, y, buttons);
}

static void
spice_motion(OrielBackend *backend, guint display, int dx, int dy, guint buttons)
{
  oriel_spice_inputs_motion(ORIEL_SPICE_BACKEND(backend), dx, dy, buttons);
}

static void
spice_fill(OrielBackend *backend, guint display, const OrielRegion *damage)
{
  OrielSpiceBackend *self = ORIEL_SPICE_BACKEND(backend);

  for (guint i = 0; i < self->screens->len; i++)
    if (oriel_spice_screen_fill(g_ptr_array_index(self->screens, i), display, damage))
      return;
}

static gboolean
spice_logged(OrielBackend *backend, GLogLevelFlags level, const char *domain, const char *message)
{
  return oriel_spice_errors_read_log(level, domain, message);
}

static void
spice_audio_latency(OrielBackend *backend, guint milliseconds)
{
  oriel_spice_audio_set_latency(ORIEL_SPICE_BACKEND(backend), milliseconds);
}

static void
spice_resize(OrielBackend *backend, guint display, int width, int height, GTask *task)
{
  oriel_spice_monitors_resize(ORIEL_SPICE_BACKEND(backend)->monitors, display, width, height, task);
}

static void
spice_record_data(OrielBackend *backend, const guint8 *samples, gsize size)
{
  oriel_spice_record_send(ORIEL_SPICE_BACKEND(backend), samples, size);
}

static void
spice_send_file(OrielBackend *backend, const OrielBackendFile *file, GTask *task)
{
  oriel_spice_files_send(ORIEL_SPICE_BACKEND(backend), file, task);
}

static void
spice_clipboard_grab(OrielBackend *backend,
                     OrielSelection selection,
                     const char *const *types,
                     GTask *task)
{
  oriel_spice_clipboard_grab(ORIEL_SPICE_BACKEND(backend)->clipboard, selection, types, task);
}

static void
spice_clipboard_read(OrielBackend *backend, OrielSelection selection, const char *type, GTask *task)
{
  oriel_spice_clipboard_read(ORIEL_SPICE_BACKEND(backend)->clipboard, selection, type, task);
}

static void
spice_usb_connect(OrielBackend *backend, guint device, gboolean cd, int fd, GTask *task)
{
  oriel_spice_usb_connect(ORIEL_SPICE_BACKEND(backend)->usb, device, cd, fd, task);
}

static void
spice_usb_disconnect(OrielBackend *backend, guint device, GTask *task)
{
  oriel_spice_usb_disconnect(ORIEL_SPICE_BACKEND(backend)->usb, device, task);
}

static void
spice_move_smartcard(OrielBackend *backend, gboolean inserted)
{
  oriel_spice_smartcard_move(inserted);
}

static void
oriel_spice_backend_finalize(GObject *object)
{
  OrielSpiceBackend *self = ORIEL_SPICE_BACKEND(object);

  expect(self, NULL);
  oriel_answers_forget(&self->answers);
  g_clear_handle_id(&self->ending, g_source_remove);
  g_ptr_array_unref(self->cursors);
  g_ptr_array_unref(self->screens);
  oriel_spice_monitors_free(self->monitors);
  oriel_spice_clipboard_free(self->clipboard);
  oriel_spice_usb_free(self->usb);
  g_clear_object(&self->session);
  G_OBJECT_CLASS(oriel_spice_backend_parent_class)->finalize(object);
}

static void
oriel_spice_backend_class_init(OrielSpiceBackendClass *klass)
{
  OrielBackendClass *backend_class = ORIEL_BACKEND_CLASS(klass);

  G_OBJECT_CLASS(klass)->finalize = oriel_spice_backend_finalize;
  backend_class->open = spice_open;
  backend_class->close = spice_close;
  backend_class->key = spice_key;
  backend_class->pointer = spice_pointer;
  backend_class->motion = spice_motion;
  backend_class->credentials = spice_credentials;
  backend_class->fill = spice_fill;
  backend_class->audio_latency = spice_audio_latency;
  backend_class->resize = spice_resize;
  backend_class->record_data = spice_record_data;
  backend_class->logged = spice_logged;
  backend_class->send_file = spice_send_file;
  backend_class->clipboard_grab = spice_clipboard_grab;
  backend_class->clipboard_read = spice_clipboard_read;
  backend_class->usb_connect = spice_usb_connect;
  backend_class->usb_disconnect = spice_usb_disconnect;
  backend_class->move_smartcard = spice_move_smartcard;
}

static void
oriel_spice_backend_init(OrielSpiceBackend *self)
{
  self->locks = -1;
  oriel_spice_inputs_init(self);
  self->screens = g_ptr_array_new_with_free_func((GDestroyNotify)oriel_spice_screen_free);
  self->cursors = g_ptr_array_new_with_free_func((GDestroyNotify)oriel_spice_cursor_free);
  self->monitors = oriel_spice_monitors_new(self);
  self->clipboard = oriel_spice_clipboard_new(self);
  self->usb = oriel_spice_usb_new(self);
}

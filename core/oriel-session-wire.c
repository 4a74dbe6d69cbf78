// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * What a session process says. It decodes what strangers send and may have fallen to them: D-Bus
 * has checked the types, and every value is checked here. A process that breaks the rules is ended.
 */
#include <gio/gunixfdlist.h>

#include "oriel-display-private.h"
#include "oriel-session-private.h"
#include "oriel-session-wire.h"
#include "wire/oriel-wire.h"

static void
end(OrielSession *session, const char *what)
{
  g_autoptr(GError) error =
      g_error_new(ORIEL_ERROR, ORIEL_ERROR_PROTOCOL,
                  "the session process broke its rules (%s), and was ended", what);

  oriel_session_end(session, error);
}

void
oriel_session_refuse(const Call *call, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start(args, format);
  what = g_strdup_vprintf(format, args);
  va_end(args);
  answer(call);
  end(call->session, what);
}

/* The display a call is about, or NULL and the session is ended. */
static OrielDisplay *
get_display(const Call *call)
{
  guint32 id;
  OrielDisplay *display;

  g_variant_get_child(call->parameters, 0, "u", &id);
  display = oriel_session_find_display(call->session, id);
  if (display == NULL)
    refuse(call, "no display %u", id);
  return display;
}

static void
connected(const Call *call)
{
  answer(call);
  oriel_session_set_connected(call->session);
}

static void
closed(const Call *call)
{
  gboolean failed;
  guint32 code;
  const char *message;
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  g_variant_get(call->parameters, "(bu&s)", &failed, &code, &message);
  text = oriel_text_sanitize(message, -1, ORIEL_WIRE_MAX_TEXT);
  if (failed)
    error = g_error_new_literal(ORIEL_ERROR, code <= ORIEL_ERROR_BUSY ? (int)code : 0,
                                *text != '\0' ? text : "the session ended without a reason");
  answer(call);
  oriel_session_break(call->session, error);
}

static void
authenticate(const Call *call)
{
  guint32 needs, retry;
  const char *purpose;
  g_autofree char *text = NULL;

  g_variant_get(call->parameters, "(u&su)", &needs, &purpose, &retry);
  text = oriel_text_sanitize(purpose, -1, ORIEL_WIRE_MAX_TEXT);
  answer(call);
  oriel_session_ask(call->session,
                    needs & (ORIEL_CREDENTIALS_USERNAME | ORIEL_CREDENTIALS_PASSWORD), text,
                    MIN(retry, 1000));
}

static void
request_socket(const Call *call)
{
  g_autoptr(GVariant) options = g_variant_get_child_value(call->parameters, 0);

  oriel_session_open_socket(call->session, options, call->invocation);
}

static void
scanout(const Call *call)
{
  guint32 id, generation;
  gint32 handle, width, height, stride;
  int fd;
  g_autoptr(OrielFramebuffer) framebuffer = NULL;
  g_autoptr(GError) error = NULL;

  g_variant_get(call->parameters, "(uuhiii)", &id, &generation, &handle, &width, &height, &stride);
  if (id >= ORIEL_WIRE_MAX_DISPLAYS) {
    refuse(call, "display %u", id);
    return;
  }
  fd = call->fds != NULL && g_unix_fd_list_get_length(call->fds) == 1 && handle == 0
           ? *g_unix_fd_list_peek_fds(call->fds, NULL)
           : -1;
  framebuffer = oriel_framebuffer_new_from_fd(fd, width, height, stride, &error);
  if (framebuffer == NULL)
    refuse(call, "%s", error->message);
  else
    oriel_display_scanout(oriel_session_ensure_display(call->session, id), generation, framebuffer,
                          call->invocation);
}

static void
disable(const Call *call)
{
  guint32 id;

  g_variant_get(call->parameters, "(u)", &id);
  answer(call);
  oriel_session_remove_display(call->session, id);
}

static void
cursor_define(const Call *call)
{
  OrielDisplay *display = get_display(call);
  gint32 width, height, hot_x, hot_y;
  g_autoptr(GVariant) data = NULL;
  g_autoptr(GBytes) pixels = NULL;
  g_autoptr(OrielCursor) cursor = NULL;
  g_autoptr(GError) error = NULL;

  if (display == NULL)
    return;
  g_variant_get(call->parameters, "(uiiii@ay)", NULL, &width, &height, &hot_x, &hot_y, &data);
  pixels = g_variant_get_data_as_bytes(data);
  if (width == 0 && height == 0)
    cursor = oriel_cursor_new_hidden();
  else if (width > 0)
    cursor = oriel_cursor_new(width, height, hot_x, hot_y, pixels, &error);
  if (error != NULL) {
    refuse(call, "%s", error->message);
    return;
  }
  oriel_display_set_cursor(display, cursor);
  answer(call);
}

static void
for_each_display(OrielSession *session, void (*apply)(OrielSession *session, OrielDisplay *display))
{
  for (guint i = 0; i < g_list_model_get_n_items(G_LIST_MODEL(session->displays)); i++) {
    g_autoptr(OrielDisplay) display = g_list_model_get_item(G_LIST_MODEL(session->displays), i);
    apply(session, display);
  }
}

static void
apply_pointer_mode(OrielSession *session, OrielDisplay *display)
{
  oriel_display_set_pointer_mode(display, session->pointer_mode);
}

static void
pointer_mode(const Call *call)
{
  guint32 mode;

  g_variant_get(call->parameters, "(u)", &mode);
  call->session->pointer_mode =
      mode == ORIEL_POINTER_RELATIVE ? ORIEL_POINTER_RELATIVE : ORIEL_POINTER_ABSOLUTE;
  for_each_display(call->session, apply_pointer_mode);
  answer(call);
}

static void
apply_leds(OrielSession *session, OrielDisplay *display)
{
  oriel_display_set_leds(display, session->leds);
}

static void
leds(const Call *call)
{
  guint32 value;

  g_variant_get(call->parameters, "(u)", &value);
  call->session->leds = value & (ORIEL_LEDS_SCROLL_LOCK | ORIEL_LEDS_NUM_LOCK |
                                 ORIEL_LEDS_CAPS_LOCK | ORIEL_LEDS_UNKNOWN);
  for_each_display(call->session, apply_leds);
  answer(call);
}

static void
apply_resizable(OrielSession *session, OrielDisplay *display)
{
  oriel_display_set_resizable(display, session->resizable);
}

static void
resizable(const Call *call)
{
  g_variant_get(call->parameters, "(b)", &call->session->resizable);
  for_each_display(call->session, apply_resizable);
  answer(call);
}

static void
name(const Call *call)
{
  const char *bytes;
  g_autofree char *text = NULL;

  g_variant_get(call->parameters, "(&s)", &bytes);
  text = oriel_text_sanitize(bytes, -1, ORIEL_WIRE_MAX_TEXT);
  oriel_session_set_name(call->session, text);
  answer(call);
}

static void
bell(const Call *call)
{
  oriel_session_ring(call->session);
  answer(call);
}

static void
power_actions(const Call *call)
{
  guint32 actions;

  g_variant_get(call->parameters, "(u)", &actions);
  oriel_session_set_power_actions(
      call->session, actions & (ORIEL_POWER_SHUTDOWN | ORIEL_POWER_REBOOT | ORIEL_POWER_RESET));
  answer(call);
}

static void
answering(const Call *call)
{
  gboolean answering;

  g_variant_get(call->parameters, "(b)", &answering);
  oriel_session_set_silent(call->session, !answering);
  answer(call);
}

static const struct {
  const char *method;
  void (*handle)(const Call *call);
} handlers[] = {
    {"AudioData", oriel_session_audio_data},
    {"CursorDefine", cursor_define},
    {"Scanout", scanout},
    {"Disable", disable},
    {"Connected", connected},
    {"Closed", closed},
    {"Authenticate", authenticate},
    {"RequestSocket", request_socket},
    {"Untrusted", oriel_session_untrusted},
    {"PointerMode", pointer_mode},
    {"Leds", leds},
    {"Name", name},
    {"Bell", bell},
    {"ClipboardGrabbed", oriel_session_clipboard_grabbed},
    {"ClipboardRead", oriel_session_clipboard_read},
    {"HasClipboard", oriel_session_has_clipboard},
    {"PowerActions", power_actions},
    {"Answering", answering},
    {"AudioStart", oriel_session_audio_start},
    {"AudioStop", oriel_session_audio_stop},
    {"AudioVolume", oriel_session_audio_volume},
    {"Resizable", resizable},
    {"RecordStart", oriel_session_record_start},
    {"RecordStop", oriel_session_record_stop},
    {"TakesFiles", oriel_session_takes_files},
    {"FileProgress", oriel_session_file_progress},
    {"ConsoleAdded", oriel_session_console_added},
    {"ConsoleRemoved", oriel_session_console_removed},
    {"UsbChannels", oriel_session_usb_channels},
    {"UsbGone", oriel_session_usb_gone},
    {"Smartcard", oriel_session_smartcard},
};

/* Updates and calls come by different sockets: a display may be gone, or have another framebuffer,
 * that the process knew of. */
void
oriel_session_updated(gpointer session, const OrielWireUpdate *update, guint n_rects)
{
  g_autoptr(OrielSession) self = g_object_ref(ORIEL_SESSION(session));
  OrielDisplay *display;

  if (update == NULL || update->display >= ORIEL_WIRE_MAX_DISPLAYS) {
    end(self, update == NULL ? "an update without a meaning" : "an update of no display");
    return;
  }
  display = oriel_session_find_display(self, update->display);
  if (display == NULL)
    oriel_link_answer_update(self->link, update->display);
  else if (!oriel_display_update(display, update->generation, update->rects, n_rects))
    end(self, "an update before the last was taken");
}

void
oriel_session_called(gpointer session,
                     const char *method,
                     GVariant *parameters,
                     GUnixFDList *fds,
                     GDBusMethodInvocation *invocation)
{
  /* A handler may run the program's code, which may drop the session. */
  g_autoptr(OrielSession) self = g_object_ref(ORIEL_SESSION(session));
  const Call call = {self, parameters, fds, invocation};

  for (gsize i = 0; i < G_N_ELEMENTS(handlers); i++) {
    if (g_str_equal(method, handlers[i].method)) {
      handlers[i].handle(&call);
      return;
    }
  }
  g_assert_not_reached(); /* D-Bus lets only calls of the interface through */
}

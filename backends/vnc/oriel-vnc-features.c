// SPDX-License-Identifier: LGPL-2.1-or-later
/* Clipboard, power, keyboard LEDs, bell, name, pointer mode: what is neither screen nor input. */
#include "oriel-vnc-private.h"

#include "oriel-vnc-clipboard.h"

#include <string.h>

/* A server tells when it refuses; silence for so long means that it obeys. */
#define POWER_MILLISECONDS 500

/* The text is sent with the news that there is one: it is kept until the viewer pastes it. */
static void
on_cut_text(VncConnection *conn, const char *bytes, OrielVncBackend *self)
{
  static const char *const types[] = {ORIEL_CLIPBOARD_TEXT, NULL};
  char *text;

  if (self->over || strlen(bytes) > ORIEL_CLIPBOARD_MAX_TEXT / 2)
    return;
  text = oriel_vnc_clipboard_from_wire(bytes);
  g_clear_pointer(&self->cut_text, g_bytes_unref);
  self->cut_text = g_bytes_new_take(text, strlen(text));
  oriel_backend_clipboard_grabbed(ORIEL_BACKEND(self), ORIEL_SELECTION_CLIPBOARD, types);
}

/* Gives what was copied to the viewer. */
void
oriel_vnc_features_read(OrielVncBackend *self, const char *type, GTask *task)
{
  g_autoptr(GTask) owned = task;

  if (self->cut_text != NULL && g_str_equal(type, ORIEL_CLIPBOARD_TEXT))
    g_task_return_pointer(task, g_bytes_ref(self->cut_text), (GDestroyNotify)g_bytes_unref);
  else
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND,
                            "Nothing of this type was copied in the guest");
}

/* Gives @text to the guest. The wire takes all of it, so a server cannot be left in the middle. */
static void
send_text(OrielVncBackend *self, const char *text, GTask *task)
{
  gsize length = 0;
  GError *error = NULL;
  g_autofree char *bytes = oriel_vnc_clipboard_to_wire(text, &length, &error);

  if (bytes == NULL) {
    g_task_return_error(task, error);
  } else if (self->over) {
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_FAILED, "The session is not connected");
  } else {
    vnc_connection_client_cut_text(self->conn, bytes, length);
    g_task_return_boolean(task, TRUE);
  }
}

static void
on_viewer_text(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(GBytes) data = g_task_propagate_pointer(G_TASK(result), &error);
  g_autofree char *text = NULL;

  if (data == NULL) {
    g_task_return_error(task, error);
    return;
  }
  text = g_bytes_get_size(data) > 0
             ? g_strndup(g_bytes_get_data(data, NULL), g_bytes_get_size(data))
             : g_strdup("");
  send_text(ORIEL_VNC_BACKEND(source), text, task);
}

/* The protocol has no way for the guest to ask: it is given the text at once. */
void
oriel_vnc_features_grab(OrielVncBackend *self, const char *const *types, GTask *task)
{
  g_autoptr(GTask) owned = task;
  g_autoptr(GTask) reading = NULL;

  if (!self->connected || self->over) {
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_FAILED, "The session is not connected");
  } else if (*types == NULL) {
    g_task_return_boolean(task, TRUE); /* nor to take it back */
  } else if (!g_strv_contains(types, ORIEL_CLIPBOARD_TEXT)) {
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                            "The server takes text alone to be pasted");
  } else {
    reading = g_task_new(self, NULL, on_viewer_text, g_steal_pointer(&owned));
    oriel_backend_clipboard_read(ORIEL_BACKEND(self), ORIEL_SELECTION_CLIPBOARD,
                                 ORIEL_CLIPBOARD_TEXT, reading);
  }
}

static void
end_power(OrielVncBackend *self, GError *error)
{
  g_autoptr(GTask) task = g_steal_pointer(&self->power);

  g_clear_handle_id(&self->power_timeout, g_source_remove);
  if (task == NULL)
    g_clear_error(&error);
  else if (error != NULL)
    g_task_return_error(task, error);
  else
    g_task_return_boolean(task, TRUE);
}

static gboolean
on_power_silence(gpointer data)
{
  OrielVncBackend *self = data;

  self->power_timeout = 0;
  end_power(self, NULL);
  return G_SOURCE_REMOVE;
}

static void
on_power_initialized(VncConnection *conn, OrielVncBackend *self)
{
  if (!self->over)
    oriel_backend_power_actions(ORIEL_BACKEND(self),
                                ORIEL_POWER_SHUTDOWN | ORIEL_POWER_REBOOT | ORIEL_POWER_RESET);
}

static void
on_power_failed(VncConnection *conn, OrielVncBackend *self)
{
  end_power(self, g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_FAILED,
                                      "The server refused to change the power of the guest"));
}

static VncConnectionPowerAction
to_gvnc(OrielPowerAction action)
{
  if (action == ORIEL_POWER_SHUTDOWN)
    return VNC_CONNECTION_POWER_ACTION_SHUTDOWN;
  if (action == ORIEL_POWER_REBOOT)
    return VNC_CONNECTION_POWER_ACTION_REBOOT;
  return VNC_CONNECTION_POWER_ACTION_RESET;
}

/* Sends @action (rfbproto "xvp Client Message"). */
void
oriel_vnc_features_power(OrielVncBackend *self, OrielPowerAction action, GTask *task)
{
  end_power(self, g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_BUSY,
                                      "Another power action was asked for meanwhile"));
  if (!self->connected || self->over ||
      !vnc_connection_power_control(self->conn, to_gvnc(action))) {
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                            "The server does not control the power of the guest");
    return;
  }
  self->power = g_object_ref(task);
  self->power_timeout = g_timeout_add(POWER_MILLISECONDS, on_power_silence, self);
}

/*
 * gvnc declares this signal without parameters and emits it with one, so that the generic
 * marshaller refuses to call any handler. A closure with a marshaller of its own is called, and
 * the state is asked for.
 */
static void
on_led_state(GClosure *closure,
             GValue *result,
             guint n_params,
             const GValue *params,
             gpointer hint,
             gpointer data)
{
  OrielVncBackend *self = closure->data;

  if (!self->over)
    oriel_backend_leds(ORIEL_BACKEND(self),
                       (OrielLeds)vnc_connection_get_ledstate(self->conn) &
                           (ORIEL_LEDS_SCROLL_LOCK | ORIEL_LEDS_NUM_LOCK | ORIEL_LEDS_CAPS_LOCK));
}

static void
on_bell(VncConnection *conn, OrielVncBackend *self)
{
  if (!self->over)
    oriel_backend_bell(ORIEL_BACKEND(self));
}

static void
on_rename(VncConnection *conn, const char *name, OrielVncBackend *self)
{
  if (!self->over)
    oriel_backend_name(ORIEL_BACKEND(self), name, -1);
}

static void
on_pointer_mode(VncConnection *conn, gboolean absolute, OrielVncBackend *self)
{
  if (!self->over)
    oriel_backend_pointer_mode(ORIEL_BACKEND(self),
                               absolute ? ORIEL_POINTER_ABSOLUTE : ORIEL_POINTER_RELATIVE);
}

void
oriel_vnc_features_watch(OrielVncBackend *self)
{
  VncConnection *conn = self->conn;
  GClosure *leds = g_closure_new_simple(sizeof(GClosure), self);

  g_closure_set_marshal(leds, on_led_state);
  g_signal_connect_closure(conn, "vnc-led-state", leds, FALSE);
  g_signal_connect(conn, "vnc-server-cut-text", G_CALLBACK(on_cut_text), self);
  g_signal_connect(conn, "vnc-bell", G_CALLBACK(on_bell), self);
  g_signal_connect(conn, "vnc-desktop-rename", G_CALLBACK(on_rename), self);
  g_signal_connect(conn, "vnc-pointer-mode-changed", G_CALLBACK(on_pointer_mode), self);
  g_signal_connect(conn, "vnc-power-control-initialized", G_CALLBACK(on_power_initialized), self);
  g_signal_connect(conn, "vnc-power-control-failed", G_CALLBACK(on_power_failed), self);
}

/* Gives up what is pending. Idempotent. */
void
oriel_vnc_features_stop(OrielVncBackend *self)
{
  end_power(self,
            g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE, "The session has ended"));
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The guest's screen: its size, its pixels, its pointer, and when to ask for more.
 *
 * Asking. The next update is asked for when one begins, see oriel-vnc-divert.c. Where that cannot
 * be seen, it is gvnc that tells of each rectangle of an update, and not of its end. What is given
 * to gvnc while it reads an update leaves when the update is over; so a request is given at an
 * update's first rectangle, the rectangles that come before it has left belong to the same update,
 * and it leaves at the right moment by itself. Two requests are sent at the start, so that a server
 * that answers each has always one in advance and the link never idles; servers that merge requests
 * send as often as they would anyway. A viewer shows what is newest when its next frame is due;
 * updates go on meanwhile. Only one that has taken nothing for longer than any frame lasts makes
 * the server wait: it is hidden, or hangs.
 *
 * Sizes. An answer to a request for another size that was refused looks to gvnc like one that was
 * granted: the status is in bytes that it reads and drops. They are found again in what has just
 * passed the wire, or what GnuTLS has made of it. A login by SASL that encrypts by itself hides
 * them; every size is taken for granted there.
 */
#include "oriel-vnc-private.h"

#include "oriel-vnc-encodings.h"
#include "oriel-vnc-guard.h"
#include "oriel-vnc-plaintext.h"
#include "oriel-vnc-wire.h"

/* How long updates go on without the viewer taking any. */
#define UNTAKEN_USEC (100 * 1000)
/* How long a server may think about another size. */
#define RESIZE_SECONDS 5

static void
ask(OrielVncBackend *self, gboolean incremental)
{
  self->asked = TRUE;
  self->asked_at = oriel_vnc_wire_get_flushes();
  self->deferred = FALSE;
  vnc_connection_framebuffer_update_request(self->conn, incremental, 0, 0,
                                            (guint16)vnc_connection_get_width(self->conn),
                                            (guint16)vnc_connection_get_height(self->conn));
}

/* As long as it is seen how updates begin: by-passes gvnc, which would send it at the end. */
static void
ask_on_wire(OrielVncBackend *self)
{
  guint width = (guint)vnc_connection_get_width(self->conn);
  guint height = (guint)vnc_connection_get_height(self->conn);
  const guint8 message[] = {3,
                            TRUE,
                            0,
                            0,
                            0,
                            0,
                            (guint8)(width >> 8),
                            (guint8)width,
                            (guint8)(height >> 8),
                            (guint8)height};

  self->deferred = FALSE;
  oriel_vnc_backend_send(self, message, sizeof message);
}

/* One pixel, which every server that is there sends: nothing else need have changed. */
void
oriel_vnc_screen_ask_anything(OrielVncBackend *self)
{
  static const guint8 message[] = {3, FALSE, 0, 0, 0, 0, 0, 1, 0, 1};

  if (!oriel_vnc_backend_send(self, message, sizeof message))
    vnc_connection_framebuffer_update_request(self->conn, FALSE, 0, 0, 1, 1);
}

/* Whether it is seen how updates begin. */
static gboolean
is_following(OrielVncBackend *self)
{
  return self->wire_hidden ? oriel_vnc_plaintext_is_following() : oriel_vnc_wire_is_following();
}

/* @error: (transfer full) (nullable): NULL = the server did it */
static void
end_resize(OrielVncBackend *self, GError *error)
{
  g_autoptr(GTask) task = g_steal_pointer(&self->resize);

  g_clear_handle_id(&self->resize_timeout, g_source_remove);
  if (task == NULL)
    g_clear_error(&error);
  else if (error != NULL)
    g_task_return_error(task, error);
  else
    g_task_return_boolean(task, TRUE);
}

/* Sends the size that is wanted, once. gvnc does not know whether the server takes it before the
 * first update has begun, which announces that. */
static void
send_resize(OrielVncBackend *self)
{
  if (self->resize == NULL || self->resize_sent)
    return;
  /* The function returns a truth value for success, its own enumeration's value for the rest. */
  if (vnc_connection_set_size(self->conn, (guint)self->resize_width, (guint)self->resize_height) !=
      VNC_CONNECTION_RESIZE_STATUS_UNSUPPORTED)
    self->resize_sent = TRUE;
  else if (self->pictured) {
    oriel_backend_resizable(ORIEL_BACKEND(self), FALSE);
    end_resize(self,
               g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                                   "The server does not let a viewer choose its screen size"));
  }
}

static gboolean
is_viewer_away(OrielVncBackend *self)
{
  return self->untaken_since != 0 && g_get_monotonic_time() - self->untaken_since > UNTAKEN_USEC;
}

static void
add_damage(OrielVncBackend *self, const OrielRect *rect)
{
  if (self->untaken_since == 0)
    self->untaken_since = g_get_monotonic_time();
  oriel_backend_damage(ORIEL_BACKEND(self), 0, rect);
}

static void
on_update_begun(gpointer owner)
{
  OrielVncBackend *self = owner;

  if (self->over)
    return;
  if (is_viewer_away(self))
    self->deferred = TRUE;
  else
    ask_on_wire(self);
}

static gboolean
on_pictured(gpointer user_data)
{
  OrielVncBackend *self = user_data;

  if (!self->over)
    send_resize(self);
  return G_SOURCE_REMOVE;
}

static void
on_drawn(gpointer owner, const OrielRect *rect)
{
  OrielVncBackend *self = owner;

  if (self->over)
    return;
  if (!self->pictured)
    g_idle_add_full(G_PRIORITY_DEFAULT_IDLE, on_pictured, self, NULL);
  self->pictured = TRUE;
  add_damage(self, rect);
}

static void
on_update(VncConnection *conn, int x, int y, int width, int height, OrielVncBackend *self)
{
  OrielRect rect = {x, y, width, height};
  gboolean same_update = self->asked && self->asked_at == oriel_vnc_wire_get_flushes();
  const char *fault;

  if (self->over)
    return;
  fault = oriel_vnc_framebuffer_get_fault(self->framebuffer);
  if (fault != NULL) {
    oriel_vnc_backend_fail(self, g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_PROTOCOL, fault));
    return;
  }
  if (!same_update && !is_following(self)) {
    self->asked = FALSE;
    if (is_viewer_away(self))
      self->deferred = TRUE;
    else
      ask(self, TRUE);
  }
  if (!self->pictured) {
    self->pictured = TRUE;
    send_resize(self);
  }
  if (oriel_vnc_framebuffer_clip(self->framebuffer, &rect))
    add_damage(self, &rect);
}

/* The viewer has taken the damage so far. */
void
oriel_vnc_screen_taken(OrielVncBackend *self)
{
  self->untaken_since = 0;
  if (!self->deferred || self->over)
    return;
  if (is_following(self))
    ask_on_wire(self);
  else
    ask(self, TRUE);
}

static gboolean
set_framebuffer(OrielVncBackend *self, int width, int height, GError **error)
{
  g_autoptr(OrielFramebuffer) target = NULL;

  if (!oriel_vnc_guard_size(width, height, error))
    return FALSE;
  target = oriel_framebuffer_new(width, height, error);
  if (target == NULL)
    return FALSE;
  g_clear_object(&self->framebuffer);
  self->framebuffer = oriel_vnc_framebuffer_new(target);
  vnc_connection_set_framebuffer(self->conn, VNC_FRAMEBUFFER(self->framebuffer));
  oriel_vnc_wire_set_framebuffer(self->framebuffer);
  oriel_vnc_plaintext_set_framebuffer(self->framebuffer);
  oriel_backend_scanout(ORIEL_BACKEND(self), 0, target);
  return TRUE;
}

/*
 * Takes over when the server has described its screen: checks that, and sets pixel format,
 * framebuffer and encodings, in this order (gvnc picks its decoders by the format when it gets the
 * framebuffer, and reads through a NULL one if an update comes before), then asks for a picture.
 */
gboolean
oriel_vnc_screen_start(OrielVncBackend *self, GError **error)
{
  OrielVncEncodingChoice choice = {
      .local_link = self->local_link,
      .audio = self->audio_wanted && self->local_link,
      .wanted = self->encodings,
  };
  g_autoptr(GArray) encodings = oriel_vnc_encodings_choose(&choice);
  VncConnection *conn = self->conn;
  static const OrielVncDivertEvents events = {.begun = on_update_begun, .drawn = on_drawn};

  if (!oriel_vnc_guard_pixel_format(vnc_connection_get_pixel_format(conn), error))
    return FALSE;
  vnc_connection_set_pixel_format(conn, oriel_vnc_framebuffer_format());
  if (!set_framebuffer(self, vnc_connection_get_width(conn), vnc_connection_get_height(conn),
                       error))
    return FALSE;
  (self->wire_hidden ? oriel_vnc_plaintext_follow : oriel_vnc_wire_follow)(
      vnc_connection_get_width(conn), vnc_connection_get_height(conn),
      vnc_connection_get_name(conn), &events, self);
  oriel_backend_pointer_mode(ORIEL_BACKEND(self), ORIEL_POINTER_ABSOLUTE);
  oriel_backend_leds(ORIEL_BACKEND(self), ORIEL_LEDS_UNKNOWN);
  if (choice.audio)
    oriel_vnc_audio_start(self);
  vnc_connection_set_encodings(conn, (int)encodings->len, (gint32 *)(void *)encodings->data);
  ask(self, FALSE);
  ask(self, TRUE);
  return TRUE;
}

static GError *
new_refusal(int status)
{
  static const char *const reasons[] = {
      [VNC_CONNECTION_RESIZE_STATUS_ADMIN_PROHIBITED] = "its administrator does not allow it",
      [VNC_CONNECTION_RESIZE_STATUS_OUT_OF_RESOURCES] = "it has not enough memory for it",
      [VNC_CONNECTION_RESIZE_STATUS_INVALID_LAOUT] = "it cannot have a screen of that size",
  };
  const char *reason = "it gave no reason";

  if (status > 0 && status < (int)G_N_ELEMENTS(reasons) && reasons[status] != NULL)
    reason = reasons[status];
  return g_error_new(ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                     "The server refuses another screen size: %s", reason);
}

static void
on_desktop_resize(VncConnection *conn, int width, int height, OrielVncBackend *self)
{
  OrielFramebuffer *present;
  GError *error = NULL;
  int status;

  if (self->over || self->framebuffer == NULL)
    return;
  status = self->wire_hidden ? oriel_vnc_plaintext_find_resize((guint)width, (guint)height)
                             : oriel_vnc_wire_find_resize((guint)width, (guint)height);
  if (status > 0) {
    end_resize(self, new_refusal(status));
    ask(self, TRUE);
    return;
  }
  present = oriel_vnc_framebuffer_get_target(self->framebuffer);
  if (width == oriel_framebuffer_get_width(present) &&
      height == oriel_framebuffer_get_height(present)) {
    /* QEMU repeats itself for each request that is not incremental. */
    ask(self, TRUE);
  } else if (set_framebuffer(self, width, height, &error)) {
    ask(self, FALSE);
  } else {
    oriel_vnc_backend_fail(self, error);
    return;
  }
  if (width == self->resize_width && height == self->resize_height)
    end_resize(self, NULL);
  else
    send_resize(self);
}

static gboolean
on_resize_timeout(gpointer data)
{
  OrielVncBackend *self = data;

  self->resize_timeout = 0;
  end_resize(self, g_error_new(ORIEL_ERROR, ORIEL_ERROR_TIMED_OUT,
                               "The server has not changed its screen to %d x %d pixels",
                               self->resize_width, self->resize_height));
  return G_SOURCE_REMOVE;
}

/* Asks the server for another size. The task ends when the size came, or was refused, or did not
 * come in time. */
void
oriel_vnc_screen_resize(OrielVncBackend *self, int width, int height, GTask *task)
{
  OrielFramebuffer *present;

  end_resize(self, g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_BUSY,
                                       "Another screen size was asked for meanwhile"));
  if (!self->connected || self->over) {
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_FAILED, "The session is not connected");
    return;
  }
  present = oriel_vnc_framebuffer_get_target(self->framebuffer);
  if (width == oriel_framebuffer_get_width(present) &&
      height == oriel_framebuffer_get_height(present)) {
    g_task_return_boolean(task, TRUE);
    return;
  }
  self->resize = g_object_ref(task);
  self->resize_width = width;
  self->resize_height = height;
  self->resize_sent = FALSE;
  self->resize_timeout = g_timeout_add_seconds(RESIZE_SECONDS, on_resize_timeout, self);
  send_resize(self);
}

static void
on_cursor(VncConnection *conn, VncCursor *shape, OrielVncBackend *self)
{
  g_autoptr(OrielCursor) cursor = NULL;

  if (self->over)
    return;
  if (shape == NULL)
    cursor = oriel_cursor_new_hidden();
  else
    cursor = oriel_vnc_guard_cursor(vnc_cursor_get_data(shape), vnc_cursor_get_width(shape),
                                    vnc_cursor_get_height(shape), vnc_cursor_get_hotx(shape),
                                    vnc_cursor_get_hoty(shape));
  oriel_backend_cursor(ORIEL_BACKEND(self), 0, cursor);
}

/* Not offered, as the format is ours to choose: a server that does it cannot be followed. */
static void
on_pixel_format(VncConnection *conn, VncPixelFormat *format, OrielVncBackend *self)
{
  if (!self->over)
    oriel_vnc_backend_fail(self,
                           g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_PROTOCOL,
                                               "The server changed its pixel format unasked"));
}

void
oriel_vnc_screen_watch(OrielVncBackend *self)
{
  VncConnection *conn = self->conn;

  g_signal_connect(conn, "vnc-framebuffer-update", G_CALLBACK(on_update), self);
  g_signal_connect(conn, "vnc-desktop-resize", G_CALLBACK(on_desktop_resize), self);
  g_signal_connect(conn, "vnc-cursor-changed", G_CALLBACK(on_cursor), self);
  g_signal_connect(conn, "vnc-pixel-format-changed", G_CALLBACK(on_pixel_format), self);
}

/* Gives up what is pending. Idempotent. */
void
oriel_vnc_screen_stop(OrielVncBackend *self)
{
  end_resize(self,
             g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE, "The session has ended"));
}

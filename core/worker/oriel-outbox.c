// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-outbox.h"

#include <gio/gunixfdlist.h>

#include "oriel-reporter.h"
#include "wire/oriel-wire.h"

/* Damage is gathered while the backend has work to do, for at most this long: a burst of
 * rectangles is one update, and a stream without a pause is still seen. */
#define GATHER_USEC (8 * 1000)
/* Two values of a kind are this far apart, so that a server that never stops ringing its bell keeps
 * nobody busy. */
#define PACE_USEC (8 * 1000)
/* Blocks of sound, of some 50 ms each, that may be on their way. */
#define MAX_AUDIO 32

#define N_KINDS (ORIEL_OUTBOX_CURSOR + ORIEL_WIRE_MAX_DISPLAYS)

/* One kind of value. */
typedef struct {
  OrielOutbox *outbox;
  GVariant *pending; /* (owned) (nullable) */
  gboolean unanswered;
  gint64 due;  /* monotonic time, before which the next is not sent */
  guint timer; /* waits for that; 0 = none */
} Mailbox;

typedef struct {
  OrielOutbox *outbox;
  guint id;
  guint generation;
  OrielFramebuffer *framebuffer; /* (owned) (nullable) to be announced */
  gboolean enabled;
  gboolean announced; /* the viewer knows it */
  gboolean unanswered;
  OrielRegion *damage; /* (owned) */
} Display;

struct _OrielOutbox {
  GDBusConnection *connection; /* (owned) */
  OrielReporter *reporter;     /* (owned) of damage */
  const OrielOutboxEvents *events;
  gpointer owner;
  Mailbox mailboxes[N_KINDS];
  Display displays[ORIEL_WIRE_MAX_DISPLAYS];
  GSource *idle;     /* (owned) (nullable) fires when the backend rests */
  GSource *deadline; /* (owned) (nullable) fires when it does not */
  guint n_audio;
};

static const char *const methods[] = {
    [ORIEL_OUTBOX_NAME] = "Name",
    [ORIEL_OUTBOX_LEDS] = "Leds",
    [ORIEL_OUTBOX_POINTER_MODE] = "PointerMode",
    [ORIEL_OUTBOX_BELL] = "Bell",
    [ORIEL_OUTBOX_HAS_CLIPBOARD] = "HasClipboard",
    [ORIEL_OUTBOX_CLIPBOARD] = "ClipboardGrabbed",
    [ORIEL_OUTBOX_PRIMARY] = "ClipboardGrabbed",
    [ORIEL_OUTBOX_POWER_ACTIONS] = "PowerActions",
    [ORIEL_OUTBOX_AUDIO_VOLUME] = "AudioVolume",
    [ORIEL_OUTBOX_RESIZABLE] = "Resizable",
    [ORIEL_OUTBOX_TAKES_FILES] = "TakesFiles",
    [ORIEL_OUTBOX_FILE_PROGRESS] = "FileProgress",
    [ORIEL_OUTBOX_USB_CHANNELS] = "UsbChannels",
    [ORIEL_OUTBOX_SMARTCARD] = "Smartcard",
    [ORIEL_OUTBOX_ANSWERING] = "Answering",
    [ORIEL_OUTBOX_CURSOR] = "CursorDefine",
};

static void on_taken(gpointer owner, guint display);
static gboolean waits_for_answer(gpointer owner);

OrielOutbox *
oriel_outbox_new(GDBusConnection *connection, const OrielOutboxEvents *events, gpointer owner)
{
  static const OrielReporterEvents reporter_events = {.taken = on_taken, .waits = waits_for_answer};
  OrielOutbox *self = g_new0(OrielOutbox, 1);

  self->reporter = oriel_reporter_new(&reporter_events, self);
  self->connection = g_object_ref(connection);
  self->events = events;
  self->owner = owner;
  for (guint i = 0; i < N_KINDS; i++)
    self->mailboxes[i].outbox = self;
  for (guint i = 0; i < ORIEL_WIRE_MAX_DISPLAYS; i++)
    self->displays[i] = (Display){.outbox = self, .id = i, .damage = oriel_region_new()};
  return self;
}

static void
send(OrielOutbox *self,
     const char *method,
     GVariant *parameters,
     GUnixFDList *fds,
     GAsyncReadyCallback answered,
     gpointer user_data)
{
  g_dbus_connection_call_with_unix_fd_list(
      self->connection, NULL, ORIEL_WIRE_VIEWER_PATH, ORIEL_WIRE_VIEWER_INTERFACE, method,
      parameters, NULL, G_DBUS_CALL_FLAGS_NONE, G_MAXINT, fds, NULL, answered, user_data);
}

void
oriel_outbox_call(OrielOutbox *self, const char *method, GVariant *parameters)
{
  send(self, method, parameters, NULL, NULL, NULL);
}

void
oriel_outbox_tell(OrielOutbox *self,
                  const char *method,
                  GVariant *parameters,
                  GAsyncReadyCallback answered,
                  gpointer user_data)
{
  send(self, method, parameters, NULL, answered, user_data);
}

static void
socket_answered(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GUnixFDList) fds = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) reply = g_dbus_connection_call_with_unix_fd_list_finish(
      G_DBUS_CONNECTION(source), &fds, result, &error);
  int fd = reply != NULL && fds != NULL ? g_unix_fd_list_get(fds, 0, &error) : -1;

  if (fd >= 0) {
    g_task_return_int(task, fd);
  } else {
    g_dbus_error_strip_remote_error(error);
    g_task_return_error(task, g_steal_pointer(&error));
  }
}

static void
bytes_answered(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(GVariant) reply =
      g_dbus_connection_call_finish(G_DBUS_CONNECTION(source), result, &error);
  g_autoptr(GVariant) bytes = NULL;

  if (reply == NULL) {
    g_dbus_error_strip_remote_error(error);
    g_task_return_error(task, error);
    return;
  }
  bytes = g_variant_get_child_value(reply, 0);
  g_task_return_pointer(task, g_variant_get_data_as_bytes(bytes), (GDestroyNotify)g_bytes_unref);
}

void
oriel_outbox_ask(OrielOutbox *self, const char *method, GVariant *parameters, GTask *task)
{
  send(self, method, parameters, NULL, bytes_answered, g_object_ref(task));
}

void
oriel_outbox_request_socket(OrielOutbox *self, GVariant *options, GTask *task)
{
  send(self, "RequestSocket", g_variant_new("(@a{sv})", options), NULL, socket_answered,
       g_object_ref(task));
}

static void mailbox_answered(GObject *source, GAsyncResult *result, gpointer user_data);

static gboolean on_mailbox_due(gpointer user_data);

/* Whether the next value has to wait; it is sent when it need not any more. */
static gboolean
mailbox_has_to_wait(Mailbox *mailbox)
{
  gint64 now = g_get_monotonic_time();

  if (mailbox->timer != 0)
    return TRUE;
  if (now < mailbox->due) {
    mailbox->timer =
        g_timeout_add((guint)((mailbox->due - now) / 1000 + 1), on_mailbox_due, mailbox);
    return TRUE;
  }
  mailbox->due = now + PACE_USEC;
  return FALSE;
}

/* Whether another value has to be told first: the cursor of a display waits for its first picture,
 * and what was copied for the clipboard to be there. */
static gboolean
mailbox_is_early(const Mailbox *mailbox, gsize kind)
{
  const OrielOutbox *self = mailbox->outbox;

  if (kind >= ORIEL_OUTBOX_CURSOR)
    return !self->displays[kind - ORIEL_OUTBOX_CURSOR].announced;
  return (kind == ORIEL_OUTBOX_CLIPBOARD || kind == ORIEL_OUTBOX_PRIMARY) &&
         self->mailboxes[ORIEL_OUTBOX_HAS_CLIPBOARD].pending != NULL;
}

/* Sends the newest value, unless there is none or the last one is not answered. */
static void
mailbox_flush(Mailbox *mailbox)
{
  OrielOutbox *self = mailbox->outbox;
  gsize kind = (gsize)(mailbox - self->mailboxes);
  g_autoptr(GVariant) value = NULL;

  if (mailbox->pending == NULL || mailbox->unanswered || mailbox_is_early(mailbox, kind) ||
      mailbox_has_to_wait(mailbox))
    return;
  value = g_steal_pointer(&mailbox->pending);
  mailbox->unanswered = TRUE;
  send(self, methods[MIN(kind, ORIEL_OUTBOX_CURSOR)], value, NULL, mailbox_answered, mailbox);
  if (kind == ORIEL_OUTBOX_HAS_CLIPBOARD) {
    mailbox_flush(&self->mailboxes[ORIEL_OUTBOX_CLIPBOARD]);
    mailbox_flush(&self->mailboxes[ORIEL_OUTBOX_PRIMARY]);
  }
}

static gboolean
on_mailbox_due(gpointer user_data)
{
  Mailbox *mailbox = user_data;

  mailbox->timer = 0;
  mailbox_flush(mailbox);
  return G_SOURCE_REMOVE;
}

static void
mailbox_answered(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Mailbox *mailbox = user_data;
  g_autoptr(GVariant) reply =
      g_dbus_connection_call_finish(G_DBUS_CONNECTION(source), result, NULL);

  mailbox->unanswered = FALSE;
  mailbox_flush(mailbox);
}

void
oriel_outbox_post(OrielOutbox *self, guint kind, GVariant *parameters)
{
  Mailbox *mailbox = &self->mailboxes[kind];

  g_clear_pointer(&mailbox->pending, g_variant_unref);
  mailbox->pending = g_variant_ref_sink(parameters);
  mailbox_flush(mailbox);
}

static void
audio_answered(GObject *source, GAsyncResult *result, gpointer user_data)
{
  OrielOutbox *self = user_data;
  g_autoptr(GVariant) reply =
      g_dbus_connection_call_finish(G_DBUS_CONNECTION(source), result, NULL);

  self->n_audio--;
}

void
oriel_outbox_audio(OrielOutbox *self, const guint8 *samples, gsize size)
{
  if (self->n_audio >= MAX_AUDIO)
    return;
  self->n_audio++;
  send(self, "AudioData",
       g_variant_new("(@ay)", g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, samples, size, 1)),
       NULL, audio_answered, self);
}

static void
stop_gathering(OrielOutbox *self)
{
  GSource **sources[] = {&self->idle, &self->deadline};

  for (guint i = 0; i < G_N_ELEMENTS(sources); i++) {
    if (*sources[i] != NULL)
      g_source_destroy(*sources[i]);
    g_clear_pointer(sources[i], g_source_unref);
  }
}

static void display_answered(GObject *source, GAsyncResult *result, gpointer user_data);

static void
display_send_scanout(Display *display)
{
  g_autoptr(OrielFramebuffer) framebuffer = g_steal_pointer(&display->framebuffer);
  g_autoptr(GUnixFDList) fds = g_unix_fd_list_new();
  int handle = g_unix_fd_list_append(fds, oriel_framebuffer_get_fd(framebuffer), NULL);

  oriel_region_clear(display->damage);
  oriel_region_add(display->damage, &(OrielRect){0, 0, oriel_framebuffer_get_width(framebuffer),
                                                 oriel_framebuffer_get_height(framebuffer)});
  display->outbox->events->fill(display->outbox->owner, display->id, display->damage);
  oriel_region_clear(display->damage);
  display->generation++;
  display->unanswered = TRUE;
  send(display->outbox, "Scanout",
       g_variant_new("(uuhiii)", display->id, display->generation, handle,
                     oriel_framebuffer_get_width(framebuffer),
                     oriel_framebuffer_get_height(framebuffer),
                     oriel_framebuffer_get_stride(framebuffer)),
       fds, display_answered, display);
  display->announced = TRUE;
  mailbox_flush(&display->outbox->mailboxes[ORIEL_OUTBOX_CURSOR + display->id]);
}

static void
display_send_update(Display *display)
{
  OrielOutbox *self = display->outbox;

  self->events->fill(self->owner, display->id, display->damage);
  oriel_reporter_send(self->reporter, display->id, display->generation, display->damage);
  oriel_region_clear(display->damage);
  display->unanswered = TRUE;
  if (self->events->taken != NULL)
    oriel_reporter_listen(self->reporter);
}

/* Sends what there is, unless the viewer has not taken the last. */
static void
display_flush(Display *display)
{
  if (!display->enabled)
    return;
  if (display->unanswered)
    oriel_reporter_listen(display->outbox->reporter);
  else if (display->framebuffer != NULL)
    display_send_scanout(display);
  else if (!oriel_region_is_empty(display->damage))
    display_send_update(display);
}

static gboolean
on_gathered(gpointer user_data)
{
  OrielOutbox *self = user_data;

  stop_gathering(self);
  for (guint i = 0; i < ORIEL_WIRE_MAX_DISPLAYS; i++)
    display_flush(&self->displays[i]);
  return G_SOURCE_REMOVE;
}

static void
gather(OrielOutbox *self)
{
  if (self->idle != NULL)
    return;
  self->idle = g_idle_source_new();
  g_source_set_priority(self->idle, G_PRIORITY_LOW);
  g_source_set_callback(self->idle, on_gathered, self, NULL);
  g_source_attach(self->idle, NULL);
  self->deadline = g_timeout_source_new(0);
  g_source_set_ready_time(self->deadline, g_get_monotonic_time() + GATHER_USEC);
  g_source_set_callback(self->deadline, on_gathered, self, NULL);
  g_source_attach(self->deadline, NULL);
}

/* Whether @display has more to tell once it is answered, or somebody is waiting to know. */
static gboolean
display_waits(const Display *display)
{
  return display->unanswered &&
         (display->outbox->events->taken != NULL || display->framebuffer != NULL ||
          !oriel_region_is_empty(display->damage));
}

static gboolean
waits_for_answer(gpointer owner)
{
  const OrielOutbox *self = owner;

  for (guint i = 0; i < ORIEL_WIRE_MAX_DISPLAYS; i++)
    if (display_waits(&self->displays[i]))
      return TRUE;
  return FALSE;
}

static void
on_taken(gpointer owner, guint id)
{
  OrielOutbox *self = owner;
  Display *display = &self->displays[id];

  display->unanswered = FALSE;
  if (!display->enabled)
    return;
  if (self->events->taken != NULL)
    self->events->taken(self->owner, id);
  if (display->framebuffer != NULL || !oriel_region_is_empty(display->damage))
    gather(self);
}

static void
display_answered(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Display *display = user_data;
  g_autoptr(GVariant) reply =
      g_dbus_connection_call_finish(G_DBUS_CONNECTION(source), result, NULL);

  on_taken(display->outbox, display->id);
}

void
oriel_outbox_scanout(OrielOutbox *self, guint id, OrielFramebuffer *framebuffer)
{
  Display *display = &self->displays[id];

  display->enabled = TRUE;
  g_clear_pointer(&display->framebuffer, oriel_framebuffer_unref);
  display->framebuffer = oriel_framebuffer_ref(framebuffer);
  display_flush(display);
}

void
oriel_outbox_disable(OrielOutbox *self, guint id)
{
  Display *display = &self->displays[id];

  if (!display->enabled)
    return;
  display->enabled = FALSE;
  display->announced = FALSE;
  g_clear_pointer(&display->framebuffer, oriel_framebuffer_unref);
  oriel_region_clear(display->damage);
  oriel_outbox_call(self, "Disable", g_variant_new("(u)", id));
}

void
oriel_outbox_damage(OrielOutbox *self, guint id, const OrielRect *rect)
{
  Display *display = &self->displays[id];

  oriel_region_add(display->damage, rect);
  if (display->unanswered)
    oriel_reporter_listen(self->reporter);
  else
    gather(self);
}

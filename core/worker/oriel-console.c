// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-console.h"

#include <gio/gunixfdlist.h>
#include <unistd.h>

#include "oriel-backend-private.h"
#include "wire/oriel-wire.h"

#define CHUNK 16384 /* bytes that are on their way to the guest at once */

struct _OrielBackendConsole {
  OrielBackend *backend;
  guint id;
  const OrielBackendConsoleEvents *events; /* NULL once the console is gone */
  gpointer data;

  GSocket *socket;     /* (owned) (nullable) while a viewer has it open */
  GSource *readable;   /* (owned) (nullable) what the viewer says is wanted */
  GSource *writable;   /* (owned) (nullable) what the guest said waits */
  GByteArray *pending; /* (owned) of the guest, for the viewer */
  gboolean held;       /* the guest is held back */
  gboolean writing;    /* the guest has not taken what was written */
  gboolean answered;   /* the viewer knows that the console is gone */
};

static void
clear_source(GSource **source)
{
  if (*source != NULL)
    g_source_destroy(*source);
  g_clear_pointer(source, g_source_unref);
}

static void
close_socket(OrielBackendConsole *self)
{
  clear_source(&self->readable);
  clear_source(&self->writable);
  g_clear_object(&self->socket);
  g_byte_array_set_size(self->pending, 0);
  if (self->held && self->events != NULL)
    self->events->ready(self->data);
  self->held = FALSE;
}

static void
clear(gpointer data)
{
  OrielBackendConsole *self = data;

  close_socket(self);
  g_byte_array_unref(self->pending);
}

static void
unref(OrielBackendConsole *self)
{
  g_rc_box_release_full(self, clear);
}

/* A console that is gone ends when the viewer knows why, and has got the last bytes of it. */
static void
end_when_done(OrielBackendConsole *self)
{
  if (self->events != NULL || !self->answered || self->pending->len > 0)
    return;
  close_socket(self);
  unref(self);
}

static void watch(OrielBackendConsole *self,
                  GSource **source,
                  GIOCondition condition,
                  GSocketSourceFunc callback);

static gboolean on_writable(GSocket *socket, GIOCondition condition, gpointer user_data);

/* Writes what the viewer takes. */
static void
flush(OrielBackendConsole *self)
{
  g_autoptr(GError) error = NULL;
  gssize sent = 0;

  while (self->pending->len > 0) {
    sent = g_socket_send(self->socket, (const char *)self->pending->data, self->pending->len, NULL,
                         &error);
    if (sent <= 0)
      break;
    g_byte_array_remove_range(self->pending, 0, (guint)sent);
  }
  if (error != NULL && !g_error_matches(error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    close_socket(self);
  else if (self->pending->len > 0)
    watch(self, &self->writable, G_IO_OUT, on_writable);
}

static gboolean
on_writable(GSocket *socket, GIOCondition condition, gpointer user_data)
{
  OrielBackendConsole *self = user_data;

  clear_source(&self->writable);
  flush(self);
  if (self->pending->len == 0 && self->held) {
    self->held = FALSE;
    if (self->events != NULL)
      self->events->ready(self->data);
  }
  end_when_done(self);
  return G_SOURCE_REMOVE;
}

static gboolean on_readable(GSocket *socket, GIOCondition condition, gpointer user_data);

static void
on_written(GObject *source, GAsyncResult *result, gpointer user_data)
{
  OrielBackendConsole *self = user_data;

  g_task_propagate_boolean(G_TASK(result), NULL);
  self->writing = FALSE;
  if (self->events != NULL && self->socket != NULL)
    watch(self, &self->readable, G_IO_IN, on_readable);
  unref(self);
}

static gboolean
on_readable(GSocket *socket, GIOCondition condition, gpointer user_data)
{
  OrielBackendConsole *self = user_data;
  guint8 buffer[CHUNK];
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  gssize size = g_socket_receive(socket, (char *)buffer, sizeof buffer, NULL, &error);

  if (size < 0 && g_error_matches(error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return G_SOURCE_CONTINUE;
  if (size <= 0) {
    close_socket(self);
    return G_SOURCE_REMOVE;
  }
  clear_source(&self->readable);
  self->writing = TRUE;
  bytes = g_bytes_new(buffer, (gsize)size);
  self->events->write(self->data, bytes,
                      g_task_new(self->backend, NULL, on_written, g_rc_box_acquire(self)));
  return G_SOURCE_REMOVE;
}

static void
watch(OrielBackendConsole *self,
      GSource **source,
      GIOCondition condition,
      GSocketSourceFunc callback)
{
  if (*source != NULL)
    return;
  *source = g_socket_create_source(self->socket, condition, NULL);
  g_source_set_callback(*source, G_SOURCE_FUNC(callback), self, NULL);
  g_source_attach(*source, NULL);
}

OrielBackendConsole *
oriel_backend_console_new(OrielBackend *backend,
                          const char *name,
                          const OrielBackendConsoleEvents *events,
                          gpointer data)
{
  static guint last_id;
  g_autofree char *text = oriel_text_sanitize(name, -1, ORIEL_WIRE_MAX_TEXT);
  OrielBackendConsole *self;

  if (g_hash_table_size(oriel_backend_get_consoles(backend)) >= ORIEL_WIRE_MAX_CONSOLES)
    return NULL;
  self = g_rc_box_new0(OrielBackendConsole);
  self->backend = backend;
  self->id = ++last_id;
  self->events = events;
  self->data = data;
  self->pending = g_byte_array_new();
  g_hash_table_insert(oriel_backend_get_consoles(backend), GUINT_TO_POINTER(self->id), self);
  oriel_outbox_call(oriel_backend_get_outbox(backend), "ConsoleAdded",
                    g_variant_new("(us)", self->id, text));
  return self;
}

gboolean
oriel_backend_console_data(OrielBackendConsole *self, const guint8 *bytes, gsize size)
{
  if (self->socket == NULL)
    return TRUE;
  g_byte_array_append(self->pending, bytes, (guint)size);
  if (self->writable == NULL)
    flush(self);
  self->held = self->pending->len > 0;
  return !self->held;
}

static void
on_removed(GObject *source, GAsyncResult *result, gpointer user_data)
{
  OrielBackendConsole *self = user_data;
  g_autoptr(GVariant) reply =
      g_dbus_connection_call_finish(G_DBUS_CONNECTION(source), result, NULL);

  self->answered = TRUE;
  end_when_done(self);
}

void
oriel_backend_console_free(OrielBackendConsole *self, const GError *error)
{
  g_autofree char *text =
      error != NULL ? oriel_text_sanitize(error->message, -1, ORIEL_WIRE_MAX_TEXT) : g_strdup("");

  g_hash_table_remove(oriel_backend_get_consoles(self->backend), GUINT_TO_POINTER(self->id));
  self->events = NULL;
  clear_source(&self->readable);
  oriel_outbox_tell(oriel_backend_get_outbox(self->backend), "ConsoleRemoved",
                    g_variant_new("(ubs)", self->id, error != NULL, text), on_removed, self);
}

gboolean
oriel_console_open(OrielBackend *backend, guint id, int fd, GError **error)
{
  OrielBackendConsole *self =
      g_hash_table_lookup(oriel_backend_get_consoles(backend), GUINT_TO_POINTER(id));
  GSocket *socket = fd >= 0 ? g_socket_new_from_fd(fd, error) : NULL;

  if (socket == NULL && fd >= 0)
    close(fd);
  /* Left while the guest took nothing: nobody has looked since. */
  if (self != NULL && self->socket != NULL &&
      (g_socket_condition_check(self->socket, G_IO_HUP) & G_IO_HUP) != 0)
    close_socket(self);
  if (socket == NULL || self == NULL || self->socket != NULL) {
    g_clear_object(&socket);
    g_clear_error(error);
    g_set_error_literal(error, ORIEL_ERROR, self == NULL ? ORIEL_ERROR_NOT_FOUND : ORIEL_ERROR_BUSY,
                        self == NULL ? "this console is gone" : "this console is open already");
    return FALSE;
  }
  g_socket_set_blocking(socket, FALSE);
  self->socket = socket;
  if (!self->writing)
    watch(self, &self->readable, G_IO_IN, on_readable);
  return TRUE;
}

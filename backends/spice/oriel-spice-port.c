// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Ports into the guest, as text consoles: serial lines, and whatever else its host has named. Those
 * of the monitors of QEMU and of the library itself are none, for they speak protocols.
 */
#include "oriel-spice-private.h"

#include "oriel-spice-hold.h"

typedef struct {
  OrielSpiceBackend *backend;
  SpicePortChannel *channel;    /* borrowed: it owns this */
  OrielBackendConsole *console; /* (owned) (nullable) while the guest has it open */
  GSocket *held;                /* (owned) (nullable) while it is held back */
} Port;

static gboolean
is_console(const char *name)
{
  return name != NULL && !g_str_has_prefix(name, "org.qemu.monitor.") &&
         !g_str_has_prefix(name, "org.spice-space.");
}

typedef struct {
  GBytes *bytes; /* (owned) */
  GTask *task;   /* (owned) */
} Write;

static void
on_written(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Write *write = user_data;
  GError *error = NULL;

  if (spice_port_channel_write_finish(SPICE_PORT_CHANNEL(source), result, &error) < 0)
    g_task_return_error(write->task, error);
  else
    g_task_return_boolean(write->task, TRUE);
  g_object_unref(write->task);
  g_bytes_unref(write->bytes);
}

/* The library answers when the bytes are in the socket. */
static void
on_write(gpointer data, GBytes *bytes, GTask *task)
{
  Port *self = data;
  Write *write = g_new(Write, 1);
  gsize size;
  gconstpointer text = g_bytes_get_data(bytes, &size);

  *write = (Write){g_bytes_ref(bytes), task};
  spice_port_channel_write_async(self->channel, text, size, NULL, on_written, write);
}

static void
on_ready(gpointer data)
{
  Port *self = data;

  if (self->held != NULL)
    oriel_spice_release(self->held);
  g_clear_object(&self->held);
}

static void
on_data(SpicePortChannel *channel, gconstpointer bytes, int size, Port *self)
{
  if (self->console == NULL || self->backend->over || size <= 0 ||
      oriel_backend_console_data(self->console, bytes, (gsize)size) || self->held != NULL)
    return;
  g_object_get(channel, "socket", &self->held, NULL);
  if (self->held != NULL)
    oriel_spice_hold(self->held);
}

static void
end(Port *self, const GError *error)
{
  OrielBackendConsole *console = g_steal_pointer(&self->console);

  on_ready(self);
  if (console != NULL && !self->backend->over)
    oriel_backend_console_free(console, error);
}

static void
on_changed(SpicePortChannel *channel, GParamSpec *pspec, Port *self)
{
  static const OrielBackendConsoleEvents events = {.write = on_write, .ready = on_ready};
  g_autofree char *name = NULL;
  gboolean opened = FALSE;

  if (self->backend->over)
    return;
  g_object_get(channel, "port-name", &name, "port-opened", &opened, NULL);
  if (!opened)
    end(self, NULL);
  else if (self->console == NULL && is_console(name))
    self->console = oriel_backend_console_new(ORIEL_BACKEND(self->backend), name, &events, self);
}

static void
on_channel_event(SpiceChannel *channel, SpiceChannelEvent event, Port *self)
{
  g_autoptr(GError) error = NULL;

  if (event == SPICE_CHANNEL_OPENED || event == SPICE_CHANNEL_SWITCHING)
    return;
  error = g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE,
                              "the server has ended the connection of this text console");
  end(self, error);
}

static void
port_free(gpointer data)
{
  Port *self = data;

  end(self, NULL);
  g_free(self);
}

void
oriel_spice_port_watch(OrielSpiceBackend *backend, SpicePortChannel *channel)
{
  Port *self = g_new0(Port, 1);

  self->backend = backend;
  self->channel = channel;
  g_object_set_data_full(G_OBJECT(channel), "oriel-port", self, port_free);
  g_signal_connect(channel, "port-data", G_CALLBACK(on_data), self);
  g_signal_connect(channel, "notify::port-name", G_CALLBACK(on_changed), self);
  g_signal_connect(channel, "notify::port-opened", G_CALLBACK(on_changed), self);
  g_signal_connect(channel, "channel-event", G_CALLBACK(on_channel_event), self);
  spice_channel_connect(SPICE_CHANNEL(channel));
}

void
oriel_spice_port_forget(SpicePortChannel *channel)
{
  gpointer self = g_object_get_data(G_OBJECT(channel), "oriel-port");

  if (self != NULL)
    g_signal_handlers_disconnect_by_data(channel, self);
  g_object_set_data(G_OBJECT(channel), "oriel-port", NULL);
}

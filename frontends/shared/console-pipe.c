// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/console-pipe.h"

/* Bytes received in one turn of the main loop, in which everything else waits. */
#define CHUNK 16384
/* A guest that floods its console delays no key. */
#define READ_PRIORITY G_PRIORITY_DEFAULT_IDLE

struct _ConsolePipe {
  GIOStream *stream; /* (owned) */
  ConsolePipeHooks hooks;
  gpointer user_data;
  GSource *readable; /* (owned) (nullable) NULL while it is paused */
  GSource *writable; /* (owned) (nullable) NULL while there is nothing to send */
  GByteArray *queue; /* (owned) */
};

static void
stop(GSource **source)
{
  if (*source != NULL)
    g_source_destroy(*source);
  g_clear_pointer(source, g_source_unref);
}

static void
end(ConsolePipe *self, const GError *error)
{
  stop(&self->readable);
  stop(&self->writable);
  self->hooks.ended(error, self->user_data);
}

static gboolean
on_readable(GObject *stream, gpointer user_data)
{
  ConsolePipe *self = user_data;
  g_autoptr(GError) error = NULL;
  char bytes[CHUNK];
  gssize n = g_pollable_input_stream_read_nonblocking(G_POLLABLE_INPUT_STREAM(stream), bytes,
                                                      sizeof bytes, NULL, &error);

  if (n > 0)
    self->hooks.received(bytes, (gsize)n, self->user_data);
  else if (!g_error_matches(error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    end(self, error);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_writable(GObject *stream, gpointer user_data)
{
  ConsolePipe *self = user_data;
  g_autoptr(GError) error = NULL;
  gssize n = g_pollable_output_stream_write_nonblocking(
      G_POLLABLE_OUTPUT_STREAM(stream), self->queue->data, self->queue->len, NULL, &error);

  if (n > 0)
    g_byte_array_remove_range(self->queue, 0, (guint)n);
  if (n < 0 && g_error_matches(error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return G_SOURCE_CONTINUE;
  /* Of an end, reading tells more: what the guest said last, and why. */
  if (n < 0)
    g_byte_array_set_size(self->queue, 0);
  if (self->queue->len == 0)
    stop(&self->writable);
  return G_SOURCE_CONTINUE;
}

void
console_pipe_set_paused(ConsolePipe *self, gboolean paused)
{
  if (paused) {
    stop(&self->readable);
  } else if (self->readable == NULL) {
    self->readable = g_pollable_input_stream_create_source(
        G_POLLABLE_INPUT_STREAM(g_io_stream_get_input_stream(self->stream)), NULL);
    g_source_set_callback(self->readable, G_SOURCE_FUNC(on_readable), self, NULL);
    g_source_set_priority(self->readable, READ_PRIORITY);
    g_source_attach(self->readable, g_main_context_get_thread_default());
  }
}

ConsolePipe *
console_pipe_new(GIOStream *stream, const ConsolePipeHooks *hooks, gpointer user_data)
{
  ConsolePipe *self = g_new0(ConsolePipe, 1);

  self->stream = g_object_ref(stream);
  self->hooks = *hooks;
  self->user_data = user_data;
  self->queue = g_byte_array_new();
  console_pipe_set_paused(self, FALSE);
  return self;
}

void
console_pipe_send(ConsolePipe *self, const char *bytes, gsize length)
{
  GPollableOutputStream *output =
      G_POLLABLE_OUTPUT_STREAM(g_io_stream_get_output_stream(self->stream));

  g_byte_array_append(self->queue, (const guint8 *)bytes, (guint)length);
  if (self->writable != NULL || self->queue->len == 0)
    return;
  self->writable = g_pollable_output_stream_create_source(output, NULL);
  g_source_set_callback(self->writable, G_SOURCE_FUNC(on_writable), self, NULL);
  g_source_attach(self->writable, g_main_context_get_thread_default());
}

gsize
console_pipe_get_queued(const ConsolePipe *self)
{
  return self->queue->len;
}

void
console_pipe_free(ConsolePipe *self)
{
  stop(&self->readable);
  stop(&self->writable);
  if (self->queue->len > 0)
    g_pollable_output_stream_write_nonblocking(
        G_POLLABLE_OUTPUT_STREAM(g_io_stream_get_output_stream(self->stream)), self->queue->data,
        self->queue->len, NULL, NULL);
  g_io_stream_close_async(self->stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  g_object_unref(self->stream);
  g_byte_array_unref(self->queue);
  g_free(self);
}

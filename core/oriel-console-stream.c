// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-console-stream.h"

#include "oriel.h"

/* What is read of the socket; at its end, the reason. */
#define ORIEL_TYPE_CONSOLE_INPUT (oriel_console_input_get_type())
G_DECLARE_FINAL_TYPE(OrielConsoleInput, oriel_console_input, ORIEL, CONSOLE_INPUT, GInputStream)

struct _OrielConsoleInput {
  GInputStream parent_instance;
  GInputStream *base; /* (owned) */
  GError *reason;     /* (owned) (nullable) in order */
};

struct _OrielConsoleStream {
  GIOStream parent_instance;
  GSocket *socket;          /* (owned) */
  GIOStream *base;          /* (owned) */
  OrielConsoleInput *input; /* (owned) */
  gboolean told;            /* the reason is known */
};

static void input_pollable_init(GPollableInputStreamInterface *iface);

// clang-format off
G_DEFINE_FINAL_TYPE_WITH_CODE(OrielConsoleInput, oriel_console_input, G_TYPE_INPUT_STREAM,
  G_IMPLEMENT_INTERFACE(G_TYPE_POLLABLE_INPUT_STREAM, input_pollable_init))
G_DEFINE_FINAL_TYPE(OrielConsoleStream, oriel_console_stream, G_TYPE_IO_STREAM)
// clang-format on

static gssize
input_read(
    GInputStream *stream, void *buffer, gsize size, GCancellable *cancellable, GError **error)
{
  OrielConsoleInput *self = ORIEL_CONSOLE_INPUT(stream);
  gssize n = g_input_stream_read(self->base, buffer, size, cancellable, error);

  if (n != 0 || self->reason == NULL)
    return n;
  g_propagate_error(error, g_error_copy(self->reason));
  return -1;
}

static gboolean
input_is_readable(GPollableInputStream *stream)
{
  return g_pollable_input_stream_is_readable(
      G_POLLABLE_INPUT_STREAM(ORIEL_CONSOLE_INPUT(stream)->base));
}

static GSource *
input_create_source(GPollableInputStream *stream, GCancellable *cancellable)
{
  g_autoptr(GSource) child = g_pollable_input_stream_create_source(
      G_POLLABLE_INPUT_STREAM(ORIEL_CONSOLE_INPUT(stream)->base), NULL);

  return g_pollable_source_new_full(stream, child, cancellable);
}

static void
input_pollable_init(GPollableInputStreamInterface *iface)
{
  iface->is_readable = input_is_readable;
  iface->create_source = input_create_source;
}

static void
oriel_console_input_finalize(GObject *object)
{
  OrielConsoleInput *self = ORIEL_CONSOLE_INPUT(object);

  g_clear_object(&self->base);
  g_clear_error(&self->reason);
  G_OBJECT_CLASS(oriel_console_input_parent_class)->finalize(object);
}

static void
oriel_console_input_init(OrielConsoleInput *self)
{
}

static void
oriel_console_input_class_init(OrielConsoleInputClass *klass)
{
  G_OBJECT_CLASS(klass)->finalize = oriel_console_input_finalize;
  G_INPUT_STREAM_CLASS(klass)->read_fn = input_read;
}

static GInputStream *
stream_get_input(GIOStream *stream)
{
  return G_INPUT_STREAM(ORIEL_CONSOLE_STREAM(stream)->input);
}

static GOutputStream *
stream_get_output(GIOStream *stream)
{
  return g_io_stream_get_output_stream(ORIEL_CONSOLE_STREAM(stream)->base);
}

/* Whoever reads or writes at the moment comes to an end first; the socket is closed with the last
 * of them. */
static gboolean
stream_close(GIOStream *stream, GCancellable *cancellable, GError **error)
{
  OrielConsoleStream *self = ORIEL_CONSOLE_STREAM(stream);

  oriel_console_stream_cut(self, NULL);
  return G_IO_STREAM_CLASS(oriel_console_stream_parent_class)->close_fn(stream, cancellable, error);
}

static void
oriel_console_stream_finalize(GObject *object)
{
  OrielConsoleStream *self = ORIEL_CONSOLE_STREAM(object);

  g_clear_object(&self->input);
  g_clear_object(&self->base);
  g_clear_object(&self->socket);
  G_OBJECT_CLASS(oriel_console_stream_parent_class)->finalize(object);
}

static void
oriel_console_stream_init(OrielConsoleStream *self)
{
}

static void
oriel_console_stream_class_init(OrielConsoleStreamClass *klass)
{
  G_OBJECT_CLASS(klass)->finalize = oriel_console_stream_finalize;
  G_IO_STREAM_CLASS(klass)->get_input_stream = stream_get_input;
  G_IO_STREAM_CLASS(klass)->get_output_stream = stream_get_output;
  G_IO_STREAM_CLASS(klass)->close_fn = stream_close;
}

OrielConsoleStream *
oriel_console_stream_new(GSocket *socket)
{
  OrielConsoleStream *self = g_object_new(ORIEL_TYPE_CONSOLE_STREAM, NULL);

  self->socket = g_object_ref(socket);
  self->base = G_IO_STREAM(g_socket_connection_factory_create_connection(socket));
  self->input = g_object_new(ORIEL_TYPE_CONSOLE_INPUT, NULL);
  self->input->base = g_object_ref(g_io_stream_get_input_stream(self->base));
  /* A process that dies tells nothing. */
  self->input->reason = g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_DIED,
                                            "the session of this text console is over");
  return self;
}

void
oriel_console_stream_set_reason(OrielConsoleStream *self, const GError *error)
{
  if (self->told)
    return;
  self->told = TRUE;
  g_clear_error(&self->input->reason);
  self->input->reason = error != NULL ? g_error_copy(error) : NULL;
}

void
oriel_console_stream_cut(OrielConsoleStream *self, const GError *error)
{
  oriel_console_stream_set_reason(self, error);
  g_socket_shutdown(self->socket, TRUE, TRUE, NULL);
}

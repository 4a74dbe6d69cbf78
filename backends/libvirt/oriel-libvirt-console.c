// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-libvirt-console.h"

#include <glib-unix.h>

/* The pipe of the console, polled by the default implementations of GIO. */
#define ORIEL_TYPE_LIBVIRT_INPUT (oriel_libvirt_input_get_type())
G_DECLARE_FINAL_TYPE(OrielLibvirtInput, oriel_libvirt_input, ORIEL, LIBVIRT_INPUT, GInputStream)
#define ORIEL_TYPE_LIBVIRT_OUTPUT (oriel_libvirt_output_get_type())
G_DECLARE_FINAL_TYPE(OrielLibvirtOutput, oriel_libvirt_output, ORIEL, LIBVIRT_OUTPUT, GOutputStream)
#define ORIEL_TYPE_LIBVIRT_CONSOLE (oriel_libvirt_console_get_type())
G_DECLARE_FINAL_TYPE(OrielLibvirtConsole, oriel_libvirt_console, ORIEL, LIBVIRT_CONSOLE, GIOStream)

struct _OrielLibvirtInput {
  GInputStream parent_instance;
  OrielLibvirtPipe *pipe; /* (owned) */
};

struct _OrielLibvirtOutput {
  GOutputStream parent_instance;
  OrielLibvirtPipe *pipe; /* (owned) */
};

struct _OrielLibvirtConsole {
  GIOStream parent_instance;
  OrielLibvirtPipe *pipe;     /* (owned) */
  OrielLibvirtInput *input;   /* (owned) */
  OrielLibvirtOutput *output; /* (owned) */
};

static void input_pollable_init(GPollableInputStreamInterface *iface);
static void output_pollable_init(GPollableOutputStreamInterface *iface);

// clang-format off
G_DEFINE_FINAL_TYPE_WITH_CODE(OrielLibvirtInput, oriel_libvirt_input, G_TYPE_INPUT_STREAM,
  G_IMPLEMENT_INTERFACE(G_TYPE_POLLABLE_INPUT_STREAM, input_pollable_init))
G_DEFINE_FINAL_TYPE_WITH_CODE(OrielLibvirtOutput, oriel_libvirt_output, G_TYPE_OUTPUT_STREAM,
  G_IMPLEMENT_INTERFACE(G_TYPE_POLLABLE_OUTPUT_STREAM, output_pollable_init))
G_DEFINE_FINAL_TYPE(OrielLibvirtConsole, oriel_libvirt_console, G_TYPE_IO_STREAM)
// clang-format on

static gboolean
is_set(int fd)
{
  GPollFD poll_fd = {.fd = fd, .events = G_IO_IN};

  return g_poll(&poll_fd, 1, 0) == 1;
}

static GSource *
create_source(gpointer stream, int fd, GCancellable *cancellable)
{
  g_autoptr(GSource) child = g_unix_fd_source_new(fd, G_IO_IN);

  return g_pollable_source_new_full(stream, child, cancellable);
}

static gssize
input_read(
    GInputStream *stream, void *buffer, gsize size, GCancellable *cancellable, GError **error)
{
  return oriel_libvirt_pipe_read(ORIEL_LIBVIRT_INPUT(stream)->pipe, buffer, size, cancellable,
                                 error);
}

static gboolean
input_is_readable(GPollableInputStream *stream)
{
  return is_set(oriel_libvirt_pipe_get_input_fd(ORIEL_LIBVIRT_INPUT(stream)->pipe));
}

static GSource *
input_create_source(GPollableInputStream *stream, GCancellable *cancellable)
{
  return create_source(stream, oriel_libvirt_pipe_get_input_fd(ORIEL_LIBVIRT_INPUT(stream)->pipe),
                       cancellable);
}

static void
input_pollable_init(GPollableInputStreamInterface *iface)
{
  iface->is_readable = input_is_readable;
  iface->create_source = input_create_source;
}

static void
oriel_libvirt_input_finalize(GObject *object)
{
  oriel_libvirt_pipe_unref(ORIEL_LIBVIRT_INPUT(object)->pipe);
  G_OBJECT_CLASS(oriel_libvirt_input_parent_class)->finalize(object);
}

static void
oriel_libvirt_input_init(OrielLibvirtInput *self)
{
}

static void
oriel_libvirt_input_class_init(OrielLibvirtInputClass *klass)
{
  G_OBJECT_CLASS(klass)->finalize = oriel_libvirt_input_finalize;
  G_INPUT_STREAM_CLASS(klass)->read_fn = input_read;
}

static gssize
output_write(GOutputStream *stream,
             const void *buffer,
             gsize size,
             GCancellable *cancellable,
             GError **error)
{
  return oriel_libvirt_pipe_write(ORIEL_LIBVIRT_OUTPUT(stream)->pipe, buffer, size, cancellable,
                                  error);
}

static gboolean
output_is_writable(GPollableOutputStream *stream)
{
  return is_set(oriel_libvirt_pipe_get_output_fd(ORIEL_LIBVIRT_OUTPUT(stream)->pipe));
}

static GSource *
output_create_source(GPollableOutputStream *stream, GCancellable *cancellable)
{
  return create_source(stream, oriel_libvirt_pipe_get_output_fd(ORIEL_LIBVIRT_OUTPUT(stream)->pipe),
                       cancellable);
}

static void
output_pollable_init(GPollableOutputStreamInterface *iface)
{
  iface->is_writable = output_is_writable;
  iface->create_source = output_create_source;
}

static void
oriel_libvirt_output_finalize(GObject *object)
{
  oriel_libvirt_pipe_unref(ORIEL_LIBVIRT_OUTPUT(object)->pipe);
  G_OBJECT_CLASS(oriel_libvirt_output_parent_class)->finalize(object);
}

static void
oriel_libvirt_output_init(OrielLibvirtOutput *self)
{
}

static void
oriel_libvirt_output_class_init(OrielLibvirtOutputClass *klass)
{
  G_OBJECT_CLASS(klass)->finalize = oriel_libvirt_output_finalize;
  G_OUTPUT_STREAM_CLASS(klass)->write_fn = output_write;
}

static GInputStream *
console_get_input(GIOStream *stream)
{
  return G_INPUT_STREAM(ORIEL_LIBVIRT_CONSOLE(stream)->input);
}

static GOutputStream *
console_get_output(GIOStream *stream)
{
  return G_OUTPUT_STREAM(ORIEL_LIBVIRT_CONSOLE(stream)->output);
}

static gboolean
console_close(GIOStream *stream, GCancellable *cancellable, GError **error)
{
  oriel_libvirt_pipe_close(ORIEL_LIBVIRT_CONSOLE(stream)->pipe);
  return G_IO_STREAM_CLASS(oriel_libvirt_console_parent_class)
      ->close_fn(stream, cancellable, error);
}

static void
oriel_libvirt_console_finalize(GObject *object)
{
  OrielLibvirtConsole *self = ORIEL_LIBVIRT_CONSOLE(object);

  g_object_unref(self->input);
  g_object_unref(self->output);
  oriel_libvirt_pipe_unref(self->pipe);
  G_OBJECT_CLASS(oriel_libvirt_console_parent_class)->finalize(object);
}

static void
oriel_libvirt_console_init(OrielLibvirtConsole *self)
{
}

static void
oriel_libvirt_console_class_init(OrielLibvirtConsoleClass *klass)
{
  G_OBJECT_CLASS(klass)->finalize = oriel_libvirt_console_finalize;
  G_IO_STREAM_CLASS(klass)->get_input_stream = console_get_input;
  G_IO_STREAM_CLASS(klass)->get_output_stream = console_get_output;
  G_IO_STREAM_CLASS(klass)->close_fn = console_close;
}

GIOStream *
oriel_libvirt_console_new(OrielLibvirtWorker *worker,
                          virConnectPtr connection,
                          virStreamPtr stream,
                          const char *name)
{
  OrielLibvirtConsole *self = g_object_new(ORIEL_TYPE_LIBVIRT_CONSOLE, NULL);

  self->pipe = oriel_libvirt_pipe_new(worker, connection, stream, name);
  self->input = g_object_new(ORIEL_TYPE_LIBVIRT_INPUT, NULL);
  self->input->pipe = oriel_libvirt_pipe_ref(self->pipe);
  self->output = g_object_new(ORIEL_TYPE_LIBVIRT_OUTPUT, NULL);
  self->output->pipe = oriel_libvirt_pipe_ref(self->pipe);
  return G_IO_STREAM(self);
}

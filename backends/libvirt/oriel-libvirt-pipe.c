// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-libvirt-pipe.h"

#include "oriel-libvirt-error.h"
#include <errno.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#define CHUNK 16384 /* bytes moved at once; libvirt's packets take 256 KiB at most */

/* A file descriptor that polls readable while it is set. */
typedef struct {
  int fd;
  gboolean set;
} Flag;

struct _OrielLibvirtPipe {
  OrielLibvirtWorker *worker; /* (owned) */
  char *name;                 /* (owned) */
  virConnectPtr connection;   /* (owned) (nullable): NULL when its end is not reported */

  GMutex mutex;        /* for the rest */
  virStreamPtr stream; /* (owned) (nullable): NULL when it is over */
  GByteArray *input;   /* (owned) what arrived; @input_start bytes of it are read already */
  gsize input_start;
  GByteArray *output; /* (owned) what is to be sent */
  GError *error;      /* (owned) (nullable) */
  Flag readable;
  Flag writable;
  gboolean ended;   /* nothing will arrive any more */
  gboolean closed;  /* nobody reads or writes any more */
  gboolean sending; /* a thread is at it */
};

static void
flag_set(Flag *self, gboolean set)
{
  eventfd_t value;

  if (self->set == set)
    return;
  self->set = set;
  if (set)
    eventfd_write(self->fd, 1);
  else
    eventfd_read(self->fd, &value);
}

/* With the mutex. */
static void
update_flags(OrielLibvirtPipe *self)
{
  gboolean over = self->ended || self->closed || self->error != NULL;

  flag_set(&self->readable, over || self->input->len > self->input_start);
  flag_set(&self->writable, over || self->output->len < ORIEL_LIBVIRT_PIPE_MAX_OUTPUT);
}

/* With the mutex: room for new bytes at the end, and never too many of them. */
static void
trim_input(OrielLibvirtPipe *self)
{
  if (self->input->len - self->input_start > ORIEL_LIBVIRT_PIPE_MAX_INPUT)
    self->input_start = self->input->len - ORIEL_LIBVIRT_PIPE_MAX_INPUT / 2;
  if (self->input_start > self->input->len / 2) {
    g_byte_array_remove_range(self->input, 0, (guint)self->input_start);
    self->input_start = 0;
  }
}

/* With the mutex. */
static void
take_error(OrielLibvirtPipe *self)
{
  if (self->error == NULL)
    oriel_libvirt_error_take(&self->error, "The text console of “%s” was lost", self->name);
  virResetLastError();
}

/* Takes what has arrived; with the mutex. */
static void
receive(OrielLibvirtPipe *self)
{
  char buffer[CHUNK];
  int size = 0;

  while (!self->ended && self->stream != NULL &&
         (size = virStreamRecv(self->stream, buffer, sizeof buffer)) > 0) {
    g_byte_array_append(self->input, (const guint8 *)buffer, (guint)size);
    trim_input(self);
  }
  if (size == 0 || size == -1)
    self->ended = TRUE;
  if (size == -1 && !self->closed)
    take_error(self);
}

static void send_output(OrielLibvirtPipe *self);

/* With the mutex: whether libvirt is to tell when the stream takes bytes again. */
static void
watch(OrielLibvirtPipe *self, gboolean writable)
{
  int events = self->ended ? 0 : VIR_STREAM_EVENT_READABLE;

  if (self->stream != NULL)
    virStreamEventUpdateCallback(self->stream, events | (writable ? VIR_STREAM_EVENT_WRITABLE : 0));
}

/* In the thread of the global default main context. */
static void
on_stream_event(virStreamPtr stream, int events, gpointer user_data)
{
  OrielLibvirtPipe *self = user_data;

  g_mutex_lock(&self->mutex);
  if (events & (VIR_STREAM_EVENT_READABLE | VIR_STREAM_EVENT_HANGUP | VIR_STREAM_EVENT_ERROR))
    receive(self);
  if (self->ended || (events & VIR_STREAM_EVENT_WRITABLE))
    watch(self, FALSE);
  if (events & VIR_STREAM_EVENT_WRITABLE)
    send_output(self);
  update_flags(self);
  g_mutex_unlock(&self->mutex);
}

/* In the thread of the global default main context: of a connection's end, libvirt does not tell
 * its streams. */
static void
on_connection_closed(virConnectPtr connection, int reason, gpointer user_data)
{
  OrielLibvirtPipe *self = user_data;

  g_mutex_lock(&self->mutex);
  if (self->error == NULL && !self->ended)
    self->error = g_error_new(
        ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE, "The text console of “%s” was lost: %s", self->name,
        reason == VIR_CONNECT_CLOSE_REASON_KEEPALIVE ? "nobody takes what is sent to it any more"
                                                     : "its libvirt daemon ended the connection");
  self->ended = TRUE;
  update_flags(self);
  g_mutex_unlock(&self->mutex);
}

/* In a thread. */
static void
watch_connection(OrielLibvirtPipe *self, virConnectPtr connection)
{
  if (virConnectRegisterCloseCallback(connection, on_connection_closed,
                                      oriel_libvirt_pipe_ref(self),
                                      (virFreeCallback)oriel_libvirt_pipe_unref) == 0) {
    virConnectRef(connection);
    self->connection = connection;
  } else {
    oriel_libvirt_pipe_unref(self);
    virResetLastError();
  }
}

/* In a thread. */
static void
leave_connection(OrielLibvirtPipe *self)
{
  if (self->connection == NULL)
    return;
  virConnectUnregisterCloseCallback(self->connection, on_connection_closed);
  g_clear_pointer(&self->connection, virConnectClose);
}

static gboolean
drop_callback_reference(gpointer pipe)
{
  oriel_libvirt_pipe_unref(pipe);
  return G_SOURCE_REMOVE;
}

/* With the mutex, in a thread. Ends the stream; what was sent before arrives. */
static void
end_stream(OrielLibvirtPipe *self)
{
  virStreamPtr stream = g_steal_pointer(&self->stream);

  g_mutex_unlock(&self->mutex);
  /* libvirt 9.0 never calls the free function of a stream's callback, and the callback may be
   * running just now: its reference goes in its thread, when it is over for sure. */
  if (virStreamEventRemoveCallback(stream) == 0)
    g_idle_add(drop_callback_reference, self);
  if (virStreamFinish(stream) < 0)
    virStreamAbort(stream);
  virStreamFree(stream);
  leave_connection(self);
  virResetLastError();
  g_mutex_lock(&self->mutex);
}

/* With the mutex, in a thread. Sends one chunk without holding the mutex; FALSE = no more for now.
 */
static gboolean
send_chunk(OrielLibvirtPipe *self)
{
  char chunk[CHUNK];
  gsize size = MIN(self->output->len, sizeof chunk);
  int sent;

  if (size == 0)
    return FALSE;
  memcpy(chunk, self->output->data, size);
  g_mutex_unlock(&self->mutex);
  sent = virStreamSend(self->stream, chunk, size);
  g_mutex_lock(&self->mutex);
  if (sent > 0)
    g_byte_array_remove_range(self->output, 0, (guint)sent);
  if (sent == -1) {
    take_error(self);
    g_byte_array_set_size(self->output, 0);
  }
  if (sent == -2)
    watch(self, TRUE);
  update_flags(self);
  return sent > 0;
}

static void
send_work(gpointer data)
{
  OrielLibvirtPipe *self = data;

  g_mutex_lock(&self->mutex);
  while (send_chunk(self))
    ;
  if (self->closed && self->output->len == 0 && self->stream != NULL)
    end_stream(self);
  self->sending = FALSE;
  g_mutex_unlock(&self->mutex);
}

/* With the mutex: has a thread send what there is to send, and end the stream if it is closed. */
static void
send_output(OrielLibvirtPipe *self)
{
  if (self->sending || self->stream == NULL)
    return;
  self->sending = TRUE;
  oriel_libvirt_worker_run(self->worker, send_work, (void (*)(gpointer))oriel_libvirt_pipe_unref,
                           oriel_libvirt_pipe_ref(self));
}

OrielLibvirtPipe *
oriel_libvirt_pipe_new(OrielLibvirtWorker *worker,
                       virConnectPtr connection,
                       virStreamPtr stream,
                       const char *name)
{
  OrielLibvirtPipe *self = g_atomic_rc_box_new0(OrielLibvirtPipe);

  g_mutex_init(&self->mutex);
  self->worker = oriel_libvirt_worker_ref(worker);
  self->stream = stream;
  self->name = g_strdup(name);
  self->input = g_byte_array_new();
  self->output = g_byte_array_new();
  self->readable.fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  self->writable.fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  watch_connection(self, connection);
  g_mutex_lock(&self->mutex);
  if (self->readable.fd < 0 || self->writable.fd < 0)
    g_error("no event file descriptors: %s", g_strerror(errno));
  if (virStreamEventAddCallback(stream, VIR_STREAM_EVENT_READABLE, on_stream_event,
                                oriel_libvirt_pipe_ref(self), NULL) < 0) {
    oriel_libvirt_pipe_unref(self);
    take_error(self);
  }
  update_flags(self);
  g_mutex_unlock(&self->mutex);
  return self;
}

OrielLibvirtPipe *
oriel_libvirt_pipe_ref(OrielLibvirtPipe *self)
{
  return g_atomic_rc_box_acquire(self);
}

static void
clear(OrielLibvirtPipe *self)
{
  if (self->stream != NULL)
    virStreamFree(self->stream);
  close(self->readable.fd);
  close(self->writable.fd);
  g_byte_array_unref(self->input);
  g_byte_array_unref(self->output);
  g_clear_error(&self->error);
  g_free(self->name);
  g_mutex_clear(&self->mutex);
  oriel_libvirt_worker_unref(self->worker);
}

void
oriel_libvirt_pipe_unref(OrielLibvirtPipe *self)
{
  g_atomic_rc_box_release_full(self, (GDestroyNotify)clear);
}

/* Waits for @flag; with the mutex, which others get meanwhile. */
static gboolean
wait_for(OrielLibvirtPipe *self, const Flag *flag, GCancellable *cancellable, GError **error)
{
  GPollFD fds[2] = {{.fd = flag->fd, .events = G_IO_IN}};
  guint n_fds = 1;

  if (g_cancellable_make_pollfd(cancellable, &fds[1]))
    n_fds++;
  g_mutex_unlock(&self->mutex);
  g_poll(fds, n_fds, -1);
  if (n_fds > 1)
    g_cancellable_release_fd(cancellable);
  g_mutex_lock(&self->mutex);
  return !g_cancellable_set_error_if_cancelled(cancellable, error);
}

/* With the mutex; -1 with an error when there is one. */
static gssize
fail_if_over(OrielLibvirtPipe *self, GError **error)
{
  if (self->closed) {
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The text console of “%s” is closed",
                self->name);
    return -1;
  }
  if (self->error != NULL) {
    g_propagate_error(error, g_error_copy(self->error));
    return -1;
  }
  return 0;
}

gssize
oriel_libvirt_pipe_read(
    OrielLibvirtPipe *self, void *buffer, gsize size, GCancellable *cancellable, GError **error)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&self->mutex);
  gsize available;

  while (!self->readable.set)
    if (!wait_for(self, &self->readable, cancellable, error))
      return -1;
  available = self->input->len - self->input_start;
  /* What arrived before an error is still read. */
  if (available == 0 || self->closed)
    return fail_if_over(self, error);
  size = MIN(size, available);
  memcpy(buffer, self->input->data + self->input_start, size);
  self->input_start += size;
  trim_input(self);
  update_flags(self);
  return (gssize)size;
}

gssize
oriel_libvirt_pipe_write(OrielLibvirtPipe *self,
                         const void *buffer,
                         gsize size,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&self->mutex);

  while (!self->writable.set)
    if (!wait_for(self, &self->writable, cancellable, error))
      return -1;
  if (fail_if_over(self, error) < 0)
    return -1;
  if (self->ended) {
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE, "The text console of “%s” has ended",
                self->name);
    return -1;
  }
  size = MIN(size, ORIEL_LIBVIRT_PIPE_MAX_OUTPUT - self->output->len);
  g_byte_array_append(self->output, buffer, (guint)size);
  send_output(self);
  update_flags(self);
  return (gssize)size;
}

int
oriel_libvirt_pipe_get_input_fd(OrielLibvirtPipe *self)
{
  return self->readable.fd;
}

int
oriel_libvirt_pipe_get_output_fd(OrielLibvirtPipe *self)
{
  return self->writable.fd;
}

void
oriel_libvirt_pipe_close(OrielLibvirtPipe *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&self->mutex);

  if (self->closed)
    return;
  self->closed = TRUE;
  update_flags(self);
  send_output(self);
}

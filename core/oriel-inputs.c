// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-inputs.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

#include <glib-unix.h>

/* Who is told that an input was answered. */
typedef struct {
  void (*done)(gpointer user_data); /* (nullable) */
  gpointer user_data;
} Asker;

struct _OrielInputs {
  int fd;
  GMainContext *context; /* borrowed */
  OrielInputsFunc func;
  gpointer owner;
  GSource *answers; /* (owned) (nullable) once the process is gone */
  GSource *room;    /* (owned) (nullable) waits for the socket to take more */
  GArray *waiting;  /* (owned) (element-type OrielWireInput) */
  GQueue askers;    /* (element-type Asker) of all inputs without an answer, oldest first */
};

static void
stop(GSource **source)
{
  if (*source != NULL)
    g_source_destroy(*source);
  g_clear_pointer(source, g_source_unref);
}

static GSource *
watch(OrielInputs *self, GIOCondition condition, GUnixFDSourceFunc callback)
{
  GSource *source = g_unix_fd_source_new(self->fd, condition);

  g_source_set_callback(source, G_SOURCE_FUNC(callback), self, NULL);
  g_source_attach(source, self->context);
  return source;
}

static void
answer_oldest(OrielInputs *self)
{
  g_autofree Asker *asker = g_queue_pop_head(&self->askers);

  if (asker->done != NULL)
    asker->done(asker->user_data);
}

/* One answer at a time, so that a process that never stops does not keep the program from other
 * things. */
static gboolean
on_readable(int fd, GIOCondition condition, gpointer user_data)
{
  OrielInputs *self = user_data;
  guint32 heard = 0;
  gssize size = recv(fd, &heard, sizeof heard, MSG_DONTWAIT | MSG_TRUNC);

  if (size < 0 && (errno == EAGAIN || errno == EINTR))
    return G_SOURCE_CONTINUE;
  if (size <= 0) { /* another socket says how the process ended */
    stop(&self->answers);
    return G_SOURCE_CONTINUE;
  }
  if (size != sizeof heard || heard > self->askers.length)
    heard = 0;
  for (guint i = 0; i < heard; i++)
    answer_oldest(self);
  self->func(self->owner, heard);
  return G_SOURCE_CONTINUE;
}

/* Whether the socket is done with @input: it has it, or there is nobody to have it any more. */
static gboolean
send_now(OrielInputs *self, const OrielWireInput *input)
{
  gssize sent;

  do
    sent = send(self->fd, input, sizeof *input, MSG_DONTWAIT | MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent >= 0 || (errno != EAGAIN && errno != ENOBUFS);
}

static gboolean
on_writable(int fd, GIOCondition condition, gpointer user_data)
{
  OrielInputs *self = user_data;
  guint n = 0;

  while (n < self->waiting->len && send_now(self, &g_array_index(self->waiting, OrielWireInput, n)))
    n++;
  g_array_remove_range(self->waiting, 0, n);
  if (self->waiting->len == 0)
    stop(&self->room);
  return G_SOURCE_CONTINUE;
}

OrielInputs *
oriel_inputs_new(int fd, GMainContext *context, OrielInputsFunc func, gpointer owner)
{
  OrielInputs *self = g_new0(OrielInputs, 1);

  self->fd = fd;
  self->context = context;
  self->func = func;
  self->owner = owner;
  self->waiting = g_array_new(FALSE, FALSE, sizeof(OrielWireInput));
  self->answers = watch(self, G_IO_IN | G_IO_HUP | G_IO_ERR, on_readable);
  return self;
}

void
oriel_inputs_free(OrielInputs *self)
{
  stop(&self->answers);
  stop(&self->room);
  while (self->askers.length > 0)
    answer_oldest(self);
  g_array_unref(self->waiting);
  close(self->fd);
  g_free(self);
}

void
oriel_inputs_send(OrielInputs *self,
                  const OrielWireInput *input,
                  void (*done)(gpointer user_data),
                  gpointer user_data)
{
  Asker *asker = g_new(Asker, 1);

  *asker = (Asker){done, user_data};
  g_queue_push_tail(&self->askers, asker);
  if (self->waiting->len == 0 && send_now(self, input))
    return;
  g_array_append_val(self->waiting, *input);
  if (self->room == NULL)
    self->room = watch(self, G_IO_OUT, on_writable);
}

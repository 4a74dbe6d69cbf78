// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-updates.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

#include <glib-unix.h>

struct _OrielUpdates {
  int fd;
  GSource *source; /* (owned) (nullable) once the process is gone */
  OrielUpdatesFunc func;
  gpointer owner;
};

static void
stop(OrielUpdates *self)
{
  if (self->source != NULL)
    g_source_destroy(self->source);
  g_clear_pointer(&self->source, g_source_unref);
}

static gboolean
is_size_of_update(gsize size)
{
  return size >= ORIEL_WIRE_UPDATE_SIZE(1) && size <= sizeof(OrielWireUpdate) &&
         (size - ORIEL_WIRE_UPDATE_SIZE(0)) % sizeof(OrielRect) == 0;
}

/* One at a time, so that a process that never stops does not keep the program from other things. */
static gboolean
on_readable(int fd, GIOCondition condition, gpointer user_data)
{
  OrielUpdates *self = user_data;
  OrielWireUpdate update;
  gssize size = recv(fd, &update, sizeof update, MSG_DONTWAIT | MSG_TRUNC);

  if (size < 0 && (errno == EAGAIN || errno == EINTR))
    return G_SOURCE_CONTINUE;
  if (size <= 0) /* the other socket says how the process ended */
    stop(self);
  else if (is_size_of_update((gsize)size))
    self->func(self->owner, &update,
               (guint)(((gsize)size - ORIEL_WIRE_UPDATE_SIZE(0)) / sizeof(OrielRect)));
  else
    self->func(self->owner, NULL, 0);
  return G_SOURCE_CONTINUE;
}

OrielUpdates *
oriel_updates_new(int fd, GMainContext *context, OrielUpdatesFunc func, gpointer owner)
{
  OrielUpdates *self = g_new0(OrielUpdates, 1);

  self->fd = fd;
  self->func = func;
  self->owner = owner;
  self->source = g_unix_fd_source_new(fd, G_IO_IN | G_IO_HUP | G_IO_ERR);
  g_source_set_callback(self->source, G_SOURCE_FUNC(on_readable), self, NULL);
  /* Else the main loop forgets @fd while it is dispatched, and wakes itself up for that. */
  g_source_set_can_recurse(self->source, TRUE);
  g_source_attach(self->source, context);
  return self;
}

void
oriel_updates_free(OrielUpdates *self)
{
  stop(self);
  close(self->fd);
  g_free(self);
}

/* An honest process has room for the answers to all it has sent. */
void
oriel_updates_answer(OrielUpdates *self, guint32 display)
{
  if (send(self->fd, &display, sizeof display, MSG_DONTWAIT | MSG_NOSIGNAL) < 0)
    g_debug("an update stays without its answer: %s", g_strerror(errno));
}

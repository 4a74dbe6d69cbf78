// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-reporter.h"

#include <errno.h>
#include <sys/socket.h>

#include <glib-unix.h>

#include "wire/oriel-wire.h"

struct _OrielReporter {
  const OrielReporterEvents *events;
  gpointer owner;
  guint source; /* 0 = nobody listens */
};

/* Whether the viewer is there. */
static gboolean
hear(OrielReporter *self)
{
  guint32 display;
  gssize size;

  while ((size = recv(ORIEL_WIRE_UPDATES_FD, &display, sizeof display, MSG_DONTWAIT)) ==
         sizeof display)
    if (display < ORIEL_WIRE_MAX_DISPLAYS)
      self->events->taken(self->owner, display);
  return size < 0 && (errno == EAGAIN || errno == EINTR);
}

static gboolean
on_readable(int fd, GIOCondition condition, gpointer user_data)
{
  OrielReporter *self = user_data;

  if (hear(self) && self->events->waits(self->owner))
    return G_SOURCE_CONTINUE;
  self->source = 0;
  return G_SOURCE_REMOVE;
}

OrielReporter *
oriel_reporter_new(const OrielReporterEvents *events, gpointer owner)
{
  OrielReporter *self = g_new0(OrielReporter, 1);

  self->events = events;
  self->owner = owner;
  return self;
}

void
oriel_reporter_send(OrielReporter *self, guint display, guint generation, const OrielRegion *damage)
{
  OrielWireUpdate update = {.display = display, .generation = generation};
  guint n = oriel_region_get_n_rects(damage);

  for (guint i = 0; i < n; i++)
    oriel_region_get_rect(damage, i, &update.rects[i]);
  /* One update of each display is on its way at most, for which there is room. */
  if (send(ORIEL_WIRE_UPDATES_FD, &update, ORIEL_WIRE_UPDATE_SIZE(n), MSG_DONTWAIT | MSG_NOSIGNAL) <
      0)
    g_debug("the viewer does not hear of damage: %s", g_strerror(errno));
}

void
oriel_reporter_listen(OrielReporter *self)
{
  g_autoptr(GSource) source = NULL;

  if (self->source != 0 || !hear(self) || !self->events->waits(self->owner))
    return;
  source = g_unix_fd_source_new(ORIEL_WIRE_UPDATES_FD, G_IO_IN);
  g_source_set_callback(source, G_SOURCE_FUNC(on_readable), self, NULL);
  /* Else the main loop forgets the descriptor while it is dispatched, and wakes itself for that. */
  g_source_set_can_recurse(source, TRUE);
  self->source = g_source_attach(source, NULL);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The kernel's keepalive finds a dead peer of a quiet connection, but it rests while sent bytes
 * wait for their acknowledgement; then the kernel sends them again for a quarter of an hour. Here
 * is a look at the socket soon after bytes have left: where all has arrived, the link is quiet and
 * costs nothing, and where not, there is another look when the time is up.
 *
 * A server that is only paused is not dead: its kernel acknowledges what has come until there is no
 * more room, and from then on nothing is on its way.
 */
#include "oriel-peer.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include "oriel.h"

/* Milliseconds until the first look: longer than an acknowledgement takes on any usual link. */
#define SOON 500

static gboolean
read_info(int fd, struct tcp_info *info)
{
  socklen_t size = sizeof *info;

  return getsockopt(fd, IPPROTO_TCP, TCP_INFO, info, &size) == 0;
}

static gboolean
on_look(gpointer user_data)
{
  OrielPeer *self = user_data;
  const guint limit = ORIEL_PEER_SILENCE * 1000;
  struct tcp_info info = {0};
  guint silence;

  self->timer = 0;
  if (!read_info(self->fd, &info) || info.tcpi_unacked == 0)
    return G_SOURCE_REMOVE;
  /* Milliseconds since anything came that acknowledges, be it again. Before anything was sent
   * there need not have been an answer: the machine may have been suspended. */
  silence = (guint)MIN(info.tcpi_last_ack_recv, (g_get_monotonic_time() - self->since) / 1000);
  if (silence < 2 * SOON) {
    self->timer = g_timeout_add(SOON, on_look, self);
  } else if (silence < limit) {
    self->timer = g_timeout_add(limit - silence, on_look, self);
  } else {
    self->watched = FALSE;
    self->lost(self->user_data);
  }
  return G_SOURCE_REMOVE;
}

void
oriel_peer_watch(OrielPeer *self, int fd, OrielPeerLost lost, gpointer user_data)
{
  struct tcp_info info;

  *self =
      (OrielPeer){.watched = read_info(fd, &info), .fd = fd, .lost = lost, .user_data = user_data};
}

void
oriel_peer_sent(OrielPeer *self)
{
  if (!self->watched || self->timer != 0)
    return;
  self->since = g_get_monotonic_time();
  self->timer = g_timeout_add(SOON, on_look, self);
}

void
oriel_peer_forget(OrielPeer *self)
{
  self->watched = FALSE;
  g_clear_handle_id(&self->timer, g_source_remove);
}

GError *
oriel_peer_describe_death(void)
{
  return g_error_new(
      ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE,
      "The connection is lost: the server's machine has not answered for %u seconds. "
      "Is it running, and is the network?",
      ORIEL_PEER_SILENCE);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* Whether the machine at the other end of a TCP link is dead while something that was sent waits.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A machine that has said nothing for so long is gone, in seconds. */
#define ORIEL_PEER_SILENCE 14

/* Called once, on the main context. */
typedef void (*OrielPeerLost)(gpointer user_data);

/* All zero = watches nothing. */
typedef struct {
  gboolean watched;
  int fd;
  guint timer;  /* 0 = nothing was sent since the last look, or all of it has arrived */
  gint64 since; /* monotonic time when the timer was started by something sent, in microseconds */
  OrielPeerLost lost;
  gpointer user_data;
} OrielPeer;

/* Watches the socket @fd, which stays the caller's; only TCP can be watched. */
void oriel_peer_watch(OrielPeer *self, int fd, OrielPeerLost lost, gpointer user_data);
/* Something was sent. */
void oriel_peer_sent(OrielPeer *self);
/* Stops. Idempotent. */
void oriel_peer_forget(OrielPeer *self);

/* What became of it, in words for a person. (transfer full) */
GError *oriel_peer_describe_death(void);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/* Whether a TCP link is dead while something that was sent waits on it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A peer whose machine has said nothing for so long is gone, in seconds. */
#define ORIEL_VNC_LINK_SILENCE 14

/* Called once, on the main context. */
typedef void (*OrielVncLinkLost)(gpointer user_data);

/* All zero = watches nothing. */
typedef struct {
  gboolean watched;
  int fd;
  guint timer; /* 0 = nothing was sent since the last look, or all of it has arrived */
  OrielVncLinkLost lost;
  gpointer user_data;
} OrielVncLink;

void oriel_vnc_link_start(OrielVncLink *self, int fd, OrielVncLinkLost lost, gpointer user_data);
void oriel_vnc_link_sent(OrielVncLink *self);
void oriel_vnc_link_stop(OrielVncLink *self);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * A client of the SPICE test server, on spice-client-glib alone: what the server does is looked at
 * without any part of Oriel in between.
 */
#pragma once

#include <spice-client.h>
#include <spice/vd_agent.h>

#include "test-server.h"
#include "test-wait.h"

#define CLIENT_MAX_DISPLAYS 8
#define CLIENT_MAX_PORTS 4

typedef struct {
  SpiceSession *session;
  SpiceMainChannel *main; /* channels are the session's; NULL = not there */
  SpiceInputsChannel *inputs;
  SpiceDisplayChannel *displays[CLIENT_MAX_DISPLAYS];
  SpiceCursorChannel *cursor;
  SpicePlaybackChannel *playback;
  SpiceRecordChannel *record;
  SpicePortChannel *ports[CLIENT_MAX_PORTS]; /* in the order they came */
  guint n_ports;
  guint opened;                 /* channels that came up */
  SpiceChannelEvent last_event; /* of the main channel */
  gboolean disconnected;        /* all is over */
} Client;

/* A client of the server that was started with @argv, not connected yet. The port is what the
 * server said when it was ready, or the path of a unix socket. */
Client *client_new(TestServer *server);
void client_free(Client *self);

/* Connects, and waits until the main channel is up or has failed. */
void client_connect(Client *self);
/* Waits until display @id shows a surface of this size, and has been painted at @x, @y. */
void client_wait_for_pixel(Client *self, guint id, int x, int y, guint32 colour);
void client_wait_for_size(Client *self, guint id, int width, int height);
/* The colour 0xRRGGBB of a pixel; 0xffffffff while there is none. */
guint32 client_get_pixel(Client *self, guint id, int x, int y);
/* All of the surface of display @id; NULL while there is none. */
const guint8 *client_get_surface(Client *self, guint id, int *width, int *height, int *stride);
/* Waits until the guest's agent is there and its capabilities are known. */
void client_wait_for_agent(Client *self);
/* Waits until all @n channels are up. */
void client_wait_for_channels(Client *self, guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Client, client_free)

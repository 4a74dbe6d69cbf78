// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * One RFB 3.8 connection (RFC 6143) that shows a scene and replays its updates, each made before
 * the first client came, as fast as the client asks or at a steady pace.
 *
 * Times are CLOCK_MONOTONIC in nanoseconds.
 */
#pragma once

#include "replay-codec.h"
#include "replay-scene.h"

typedef struct _ReplayServer ReplayServer;

typedef struct {
  guint64 updates; /* stop after so many; 0 = no limit */
  double seconds;  /* stop after so long; 0 = no limit */
  double rate;     /* updates a second; 0 = as fast as the client asks */
} ReplayPlan;

typedef struct {
  guint64 updates;
  guint64 bytes;
  guint64 requests; /* FramebufferUpdateRequest messages */
  double seconds;   /* from the first update to the last one's arrival at the client's machine */
} ReplayResult;

/* What happened, one line each: "connected NS", "request NS" (the first one), "key NS KEYSYM DOWN",
 * "pointer NS X Y BUTTONS", "closed NS". */
typedef void (*ReplayReport)(const char *line);

gint64 replay_now(void);

ReplayServer *replay_server_new(ReplayScene *scene, ReplayCodec *codec, ReplayReport report);
void replay_server_free(ReplayServer *self);

/* Takes a client's socket and greets it; FALSE = the client does not fit, @error says why. */
gboolean replay_server_accept(ReplayServer *self, int fd, GError **error);
gboolean replay_server_is_open(const ReplayServer *self);
/* The socket, what to poll() it for, and how long at most (milliseconds; -1 = for ever). */
int replay_server_prepare(const ReplayServer *self, int *fd, short *events);
/* Reads and writes what can be; FALSE = the connection is over. */
gboolean replay_server_dispatch(ReplayServer *self, GError **error);

void replay_server_go(ReplayServer *self, const ReplayPlan *plan);
/* TRUE once after a plan is done. */
gboolean replay_server_take_result(ReplayServer *self, ReplayResult *result);
/* The client has announced the encoding that is replayed. */
gboolean replay_server_is_announced(const ReplayServer *self);
/* What the client's screen has to show now. (transfer full) */
guint32 *replay_server_frame(const ReplayServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReplayServer, replay_server_free)

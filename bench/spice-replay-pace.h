// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * When the next update of a scene is drawn: not before the client has read the one before.
 *
 * That is known of unix sockets alone. Of TCP it is known that the client's machine has it, which
 * may be some updates ahead of the client.
 */
#pragma once

#include "replay-scene.h"
#include "screen.h"

typedef struct _ReplayPace ReplayPace;

typedef struct {
  guint64 updates; /* stop after so many; 0 = no limit */
  double seconds;  /* stop after so long; 0 = no limit */
  double rate;     /* updates a second; 0 = as fast as the client takes them */
} ReplayPacePlan;

typedef struct {
  guint64 updates;
  double seconds; /* from the first update to when the last was read */
  guint64 bytes;  /* written by the server, to the client and to wake its own threads */
  guint pictures; /* of films, made meanwhile: those of updates that were not dropped */
} ReplayPaceResult;

/* @on_done is called when a plan is done. */
ReplayPace *replay_pace_new(const ReplayScene *scene,
                            Screen *screen,
                            void (*on_done)(const ReplayPaceResult *result));
void replay_pace_free(ReplayPace *self);

/* FALSE when a plan is under way, or the scene has no updates. */
gboolean replay_pace_go(ReplayPace *self, const ReplayPacePlan *plan);
/* Updates drawn so far. */
guint64 replay_pace_get_shown(const ReplayPace *self);

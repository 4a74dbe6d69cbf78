// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * What a replayed guest shows: a first picture and a cycle of updates, made from a seed alone.
 *
 * Pixels are 0x00RRGGBB. The top left corner holds a marker that no update changes, so that the
 * picture can be found in a window.
 */
#pragma once

#include <glib.h>

#define REPLAY_WIDTH 1920
#define REPLAY_HEIGHT 1080

typedef struct {
  int x, y, width, height;
  gboolean copy; /* moved from (from_x, from_y) on the screen itself; has no pixels */
  int from_x, from_y;
  guint32 *pixels; /* (owned) width * height, rows without gaps */
} ReplayRect;

typedef struct {
  guint32 *start;   /* (owned) the first picture */
  GPtrArray *cycle; /* (owned) of GArray of ReplayRect: update n is the n modulo length-th */
} ReplayScene;

/* @name: "video", "movie", "film", "typing", "scroll", "desk" or "still". NULL = there is no such
 * scene. */
ReplayScene *replay_scene_new(const char *name, guint64 seed);
void replay_scene_free(ReplayScene *self);

/* What the screen shows after @updates updates. (transfer full) */
guint32 *replay_scene_frame(const ReplayScene *self, guint64 updates);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReplayScene, replay_scene_free)

// SPDX-License-Identifier: LGPL-2.1-or-later
/* A session under test: what happened to it is written down, and can be waited for. */
#pragma once

#include <oriel.h>

#include "test-server.h"

typedef struct {
  OrielSession *session;
  GCancellable *cancellable; /* of connecting */
  GArray *states;            /* (element-type OrielSessionState) entered, in order */
  guint n_bells;
  guint n_damages;
  guint n_results; /* how often the outcome of connecting was told */
  GError *result;  /* the last outcome; NULL = connected */
  guint n_questions;
  OrielAuthRequest *question; /* (nullable) that waits for an answer */
  const char *password;       /* answers every question at once; NULL = the test does */
} TestViewer;

TestViewer *test_viewer_new(const char *uri);
void test_viewer_free(TestViewer *self);

/* Begins to connect; the outcome goes to @result. */
void test_viewer_start(TestViewer *self);
/* Connects, and waits for the outcome. */
gboolean test_viewer_connect(TestViewer *self);
/* Waits until the outcome of the first connecting is told. */
void test_viewer_wait_for_outcome(TestViewer *self);
/* Connects, and waits for the first picture; anything else fails the test. */
void test_viewer_connect_and_see(TestViewer *self);

void test_viewer_wait_for_state(TestViewer *self, OrielSessionState state);
void test_viewer_wait_for_question(TestViewer *self);
/* How often a state was entered. */
guint test_viewer_count_state(TestViewer *self, OrielSessionState state);

/* A TestCondition on a TestViewer. */
gboolean test_viewer_has_clipboard(gpointer viewer);

/* The first display; (transfer none), NULL before there is one. */
OrielDisplay *test_viewer_get_display(TestViewer *self);
/* The colour 0xRRGGBB of a pixel of the first display; fails the test when its fourth byte is not
 * 0xff. */
guint32 test_viewer_get_pixel(TestViewer *self, int x, int y);
/* Takes damage until a pixel has this colour. */
void test_viewer_wait_for_pixel(TestViewer *self, int x, int y, guint32 colour);
/* Takes damage until the first display has this size. */
void test_viewer_wait_for_size(TestViewer *self, int width, int height);

/* Connects to @uri, sees a picture and disconnects, @n times, and waits until no session process is
 * left. What @server (nullable) reports is passed over. */
void test_viewer_play_rounds(const char *uri, TestServer *server, guint n);

/* Session processes that are children of this process and have not been reaped, dead or alive. */
guint test_count_session_processes(void);
/* The pid of the newest of them, -1 if there is none. */
GPid test_find_session_process(void);
/* Until none of them runs any more; the main context does not turn meanwhile. */
void test_sleep_until_sessions_end(void);
/* Waits until there are none. */
void test_assert_no_session_process(void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TestViewer, test_viewer_free)

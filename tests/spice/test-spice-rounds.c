// SPDX-License-Identifier: LGPL-2.1-or-later
/* What many sessions over SPICE leave behind, and many updates in one: nothing. */
#include "test-server.h"
#include "test-stock.h"
#include "test-viewer.h"
#include "test-wait.h"

#include <unistd.h>

/* Rounds of connecting and disconnecting, and those after which everything has settled. */
#define N_ROUNDS 1000
#define N_ROUNDS_SETTLED 200
/* Updates of one session, likewise. */
#define N_UPDATES 100000
#define N_UPDATES_SETTLED 20000

/* The viewer looks at the picture once in so many updates. */
#define UPDATES_A_LOOK 50

static TestServer *server;
static char *uri;

static void
play_rounds(guint n)
{
  test_viewer_play_rounds(uri, server, n);
}

static void
test_rounds(void)
{
  test_stock_assert_rounds(play_rounds, N_ROUNDS_SETTLED, N_ROUNDS);
}

/* Rectangles of other colours in other places, so that none makes another needless. */
static void
play_updates(TestViewer *viewer, guint from, guint to)
{
  for (guint i = from; i < to; i++) {
    test_server_tell(server, "draw %u %u 8 8 %06x", i * 8 % 640, i / 80 * 8 % 480, i);
    if (i % UPDATES_A_LOOK == 0)
      test_viewer_wait_for_pixel(viewer, (int)(i * 8 % 640), (int)(i / 80 * 8 % 480), i);
  }
  test_viewer_wait_for_pixel(viewer, (int)((to - 1) * 8 % 640), (int)((to - 1) / 80 * 8 % 480),
                             to - 1);
}

static void
test_updates(void)
{
  g_autoptr(TestViewer) viewer = test_viewer_new(uri);
  guint ours, theirs;
  GPid pid;

  test_viewer_connect_and_see(viewer);
  pid = test_find_session_process();
  play_updates(viewer, 0, N_UPDATES_SETTLED);
  ours = test_stock_kilobytes_of(getpid());
  theirs = test_stock_kilobytes_of(pid);
  play_updates(viewer, N_UPDATES_SETTLED, N_UPDATES);
  g_test_message("%d updates, %u reports of damage: %u -> %u KiB resident, %u -> %u of the session "
                 "process",
                 N_UPDATES, viewer->n_damages, ours, test_stock_kilobytes_of(getpid()), theirs,
                 test_stock_kilobytes_of(pid));
  test_stock_assert_no_growth(ours, test_stock_kilobytes_of(getpid()));
  test_stock_assert_no_growth(theirs, test_stock_kilobytes_of(pid));
}

int
main(int argc, char **argv)
{
  const char *const command[] = {g_getenv("ORIEL_TEST_SPICE_SERVER"), NULL};
  int status;

  g_test_init(&argc, &argv, NULL);
  server = test_server_start(command);
  uri = g_strdup_printf("spice://127.0.0.1:%s", test_server_get_ready(server));
  g_test_add_func("/spice/rounds", test_rounds);
  g_test_add_func("/spice/updates", test_updates);
  status = g_test_run();
  test_server_stop(server);
  g_free(uri);
  return status;
}

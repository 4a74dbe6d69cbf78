// SPDX-License-Identifier: LGPL-2.1-or-later
/* What many sessions over VNC leave behind: nothing. */
#include "test-server.h"
#include "test-stock.h"
#include "test-viewer.h"

/* Rounds of connecting and disconnecting, and those after which everything has settled. */
#define N_ROUNDS 1000
#define N_SETTLED 200

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
  test_stock_assert_rounds(play_rounds, N_SETTLED, N_ROUNDS);
}

int
main(int argc, char **argv)
{
  const char *const command[] = {g_getenv("ORIEL_TEST_VNC_SERVER"), NULL};
  int status;

  g_test_init(&argc, &argv, NULL);
  server = test_server_start(command);
  uri = g_strdup_printf("vnc://127.0.0.1:%s", test_server_get_ready(server));
  g_test_add_func("/vnc/rounds", test_rounds);
  status = g_test_run();
  test_server_stop(server);
  g_free(uri);
  return status;
}

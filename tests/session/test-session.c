// SPDX-License-Identifier: LGPL-2.1-or-later
/* The death of either side, and what is left behind by many sessions: nothing. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "test-server.h"
#include "test-stock.h"
#include "test-text.h"
#include "test-viewer.h"
#include "test-wait.h"

#define PATTERN "test://?size=64x64"
/* Rounds of connecting and disconnecting, and those after which everything has settled. */
#define N_ROUNDS 1000
#define N_SETTLED 200

static const char *self_path;

/* The session process dies */

static void
test_process_dies(void)
{
  g_autoptr(TestViewer) viewer = test_viewer_new(PATTERN);

  for (guint i = 1; i <= 3; i++) {
    test_viewer_connect_and_see(viewer);
    g_assert_cmpuint(test_count_session_processes(), ==, 1);
    kill(test_find_session_process(), SIGKILL);
    test_viewer_wait_for_state(viewer, ORIEL_SESSION_CLOSED);
    g_assert_error(oriel_session_get_error(viewer->session), ORIEL_ERROR, ORIEL_ERROR_DIED);
    test_assert_clear_error(oriel_session_get_error(viewer->session));
    g_assert_cmpuint(test_viewer_count_state(viewer, ORIEL_SESSION_CLOSED), ==, i);
    test_assert_no_session_process();
  }
}

/* Before it has even answered. */
static void
test_process_dies_early(void)
{
  g_autoptr(TestViewer) viewer = test_viewer_new(PATTERN);

  test_viewer_start(viewer);
  g_assert_cmpuint(test_count_session_processes(), ==, 1);
  kill(test_find_session_process(), SIGKILL);
  test_viewer_wait_for_outcome(viewer);
  g_assert_error(viewer->result, ORIEL_ERROR, ORIEL_ERROR_DIED);
  test_viewer_connect_and_see(viewer);
}

/* One of two: the other goes on. */
static void
test_one_of_two_dies(void)
{
  g_autoptr(TestViewer) first = test_viewer_new(PATTERN);
  g_autoptr(TestViewer) second = test_viewer_new(PATTERN);

  test_viewer_connect_and_see(first);
  test_viewer_connect_and_see(second);
  kill(test_find_session_process(), SIGKILL);
  test_viewer_wait_for_state(second, ORIEL_SESSION_CLOSED);
  g_assert_cmpint(oriel_session_get_state(first->session), ==, ORIEL_SESSION_CONNECTED);
  oriel_display_key(test_viewer_get_display(first), 30, 0, TRUE);
  oriel_display_key(test_viewer_get_display(first), 30, 0, FALSE);
  test_viewer_wait_for_pixel(first, 30, 0, 0x000000);
}

/* A process that is stopped cannot be asked to end. */
static void
test_disconnect_stopped(void)
{
  g_autoptr(TestViewer) viewer = test_viewer_new(PATTERN);

  test_viewer_connect_and_see(viewer);
  kill(test_find_session_process(), SIGSTOP);
  oriel_session_disconnect(viewer->session);
  g_assert_cmpint(oriel_session_get_state(viewer->session), ==, ORIEL_SESSION_CLOSED);
  test_assert_no_session_process();
}

static void
test_password_not_utf8(void)
{
  g_autoptr(TestViewer) viewer = test_viewer_new("test://?size=64x64&secret=open");

  viewer->password = "caf\xe9";
  g_assert_false(test_viewer_connect(viewer));
  g_assert_error(viewer->result, ORIEL_ERROR, ORIEL_ERROR_INVALID);
}

/* What cannot be told to the session process is not left out in silence. */
static void
test_option_not_utf8(void)
{
  g_autoptr(TestViewer) viewer = test_viewer_new("test://?size=64x64");

  oriel_session_set_ca_file(viewer->session, "/tmp/caf\xe9.pem");
  g_assert_false(test_viewer_connect(viewer));
  g_assert_error(viewer->result, ORIEL_ERROR, ORIEL_ERROR_INVALID);
  g_assert_cmpint(oriel_session_get_state(viewer->session), ==, ORIEL_SESSION_IDLE);
  oriel_session_set_ca_file(viewer->session, NULL);
  g_clear_error(&viewer->result);
  g_assert_true(test_viewer_connect(viewer));
}

/* A name that no protocol has is refused; what only others know is passed over. */
static void
test_encodings(void)
{
  g_autoptr(TestViewer) viewer = test_viewer_new(PATTERN);

  oriel_session_set_encodings(viewer->session, "zrle, corre");
  g_assert_false(test_viewer_connect(viewer));
  g_assert_error(viewer->result, ORIEL_ERROR, ORIEL_ERROR_INVALID);
  g_assert_nonnull(strstr(viewer->result->message, "“corre”"));
  oriel_session_set_encodings(viewer->session, "ZRLE, h264,off");
  g_clear_error(&viewer->result);
  g_assert_true(test_viewer_connect(viewer));
}

/* A program that cannot be started. */
static void
test_no_program(void)
{
  g_autofree char *path = g_strdup(g_getenv("ORIEL_LIBEXEC_PATH"));
  g_autoptr(TestViewer) viewer = test_viewer_new(PATTERN);

  g_setenv("ORIEL_LIBEXEC_PATH", "/nonexistent", TRUE);
  g_assert_false(test_viewer_connect(viewer));
  test_assert_clear_error(viewer->result);
  g_setenv("ORIEL_LIBEXEC_PATH", path, TRUE);
  test_viewer_connect_and_see(viewer);
}

/* The viewer dies */

/* A viewer to be killed: prints READY and the pids of its session processes. */
static void G_GNUC_NORETURN
be_victim(void)
{
  g_autoptr(TestViewer) first = test_viewer_new(PATTERN);
  g_autoptr(TestViewer) second = test_viewer_new(PATTERN);
  GPid pid = -1;

  test_viewer_connect_and_see(first);
  pid = test_find_session_process();
  test_viewer_connect_and_see(second);
  printf("READY %d %d\n", (int)pid, (int)test_find_session_process());
  fflush(stdout);
  for (;;)
    g_main_context_iteration(NULL, TRUE);
}

/* Whether no process has this number, or one that only waits to be reaped. */
static gboolean
is_dead(gpointer data)
{
  g_autofree char *path = g_strdup_printf("/proc/%d/stat", GPOINTER_TO_INT(data));
  g_autofree char *stat = NULL;
  const char *state = NULL;

  if (!g_file_get_contents(path, &stat, NULL, NULL))
    return TRUE;
  state = strrchr(stat, ')');
  return state == NULL || state[2] == 'Z' || state[2] == 'X';
}

static void
test_viewer_dies(void)
{
  const char *const argv[] = {self_path, "--victim", NULL};
  g_autoptr(TestServer) victim = test_server_start(argv);
  int first = 0, second = 0;

  g_assert_cmpint(sscanf(test_server_get_ready(victim), "%d %d", &first, &second), ==, 2);
  g_assert_cmpint(first, >, 0);
  g_assert_cmpint(second, !=, first);
  test_server_kill(victim);
  test_assert_poll(is_dead, GINT_TO_POINTER(first));
  test_assert_poll(is_dead, GINT_TO_POINTER(second));
}

/* Nothing is left behind */

static void
play_rounds(guint n)
{
  test_viewer_play_rounds(PATTERN, NULL, n);
}

static void
test_rounds(void)
{
  test_stock_assert_rounds(play_rounds, N_SETTLED, N_ROUNDS);
}

int
main(int argc, char **argv)
{
  if (argc == 2 && g_str_equal(argv[1], "--victim"))
    be_victim();
  self_path = argv[0];
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/session/process-dies", test_process_dies);
  g_test_add_func("/session/process-dies/early", test_process_dies_early);
  g_test_add_func("/session/process-dies/one-of-two", test_one_of_two_dies);
  g_test_add_func("/session/disconnect-stopped", test_disconnect_stopped);
  g_test_add_func("/session/not-utf8/password", test_password_not_utf8);
  g_test_add_func("/session/not-utf8/option", test_option_not_utf8);
  g_test_add_func("/session/encodings", test_encodings);
  g_test_add_func("/session/no-program", test_no_program);
  g_test_add_func("/session/viewer-dies", test_viewer_dies);
  g_test_add_func("/session/rounds", test_rounds);
  return g_test_run();
}

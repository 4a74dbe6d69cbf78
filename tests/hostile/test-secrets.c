// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * A password goes to the server and nowhere else: not to the arguments or the environment of any
 * process, not to what is logged even when everything is, not to an error.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "test-server.h"
#include "test-viewer.h"
#include "test-wait.h"

/* What to look for; VNC passwords have at most 8 characters. */
#define RIGHT "kAn4r1e!"
#define WRONG "sp4Tz_00"

static const char *self_path;

/* Whether a file of a process, if it can be read, has a secret in it. */
static void
assert_no_secret_in(GPid pid, const char *file)
{
  g_autofree char *path = g_strdup_printf("/proc/%d/%s", (int)pid, file);
  g_autofree char *bytes = NULL;
  gsize size = 0;

  if (!g_file_get_contents(path, &bytes, &size, NULL))
    return;
  g_assert_null(memmem(bytes, size, RIGHT, strlen(RIGHT)));
  g_assert_null(memmem(bytes, size, WRONG, strlen(WRONG)));
}

/* A program that logs in with the wrong password, then with the right one. It runs as a process of
 * its own, so that all it prints can be looked at. */
static int
be_program(const char *port)
{
  g_autofree char *uri = g_strdup_printf("vnc://127.0.0.1:%s", port);
  TestViewer *viewer = test_viewer_new(uri);

  test_viewer_start(viewer);
  test_viewer_wait_for_question(viewer);
  oriel_auth_request_answer(viewer->question, NULL, WRONG);
  test_viewer_wait_for_state(viewer, ORIEL_SESSION_CONNECTING);
  test_viewer_wait_for_question(viewer);
  assert_no_secret_in(test_find_session_process(), "cmdline");
  assert_no_secret_in(test_find_session_process(), "environ");
  oriel_auth_request_answer(viewer->question, NULL, RIGHT);
  test_viewer_wait_for_state(viewer, ORIEL_SESSION_CONNECTED);
  assert_no_secret_in(test_find_session_process(), "cmdline");
  assert_no_secret_in(test_find_session_process(), "environ");
  oriel_session_disconnect(viewer->session);

  /* To the end, with an error that is printed. */
  viewer->password = WRONG;
  test_viewer_connect(viewer);
  g_assert_error(viewer->result, ORIEL_ERROR, ORIEL_ERROR_AUTH);
  g_printerr("%s\n", viewer->result->message);
  test_viewer_free(viewer);
  return 0;
}

/* Everything the program and its session processes print. (transfer full) */
static char *
run_program(const char *port, gsize *size)
{
  g_autoptr(GSubprocessLauncher) launcher =
      g_subprocess_launcher_new(G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GBytes) output = NULL;
  g_autoptr(GError) error = NULL;

  g_subprocess_launcher_setenv(launcher, "G_MESSAGES_DEBUG", "all", TRUE);
  process =
      g_subprocess_launcher_spawn(launcher, &error, self_path, "--program", port, (char *)NULL);
  g_assert_no_error(error);
  g_subprocess_communicate(process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error(error);
  g_assert_true(g_subprocess_get_successful(process));
  return g_bytes_unref_to_data(g_steal_pointer(&output), size);
}

static void
test_password(void)
{
  const char *const argv[] = {g_getenv("ORIEL_TEST_VNC_SERVER"), NULL};
  g_autoptr(TestServer) server = test_server_start(argv);
  g_autofree char *output = NULL;
  gsize size = 0;

  test_server_tell(server, "password %s", RIGHT);
  output = run_program(test_server_get_ready(server), &size);
  g_assert_nonnull(memmem(output, size, "DEBUG", strlen("DEBUG"))); /* something was logged */
  g_assert_null(memmem(output, size, RIGHT, strlen(RIGHT)));
  g_assert_null(memmem(output, size, WRONG, strlen(WRONG)));
}

int
main(int argc, char **argv)
{
  if (argc == 3 && g_str_equal(argv[1], "--program"))
    return be_program(argv[2]);
  self_path = argv[0];
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/secrets/password", test_password);
  return g_test_run();
}

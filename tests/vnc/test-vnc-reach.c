// SPDX-License-Identifier: LGPL-2.1-or-later
/* A server that is looked for before a session begins: it is connected to once, or not at all. */
#include <oriel.h>

#include "test-server.h"
#include "test-viewer.h"
#include "test-wait.h"

typedef struct {
  gboolean done;
  GError *error; /* (owned) (nullable) */
} Outcome;

static void
on_reached(GObject *source, GAsyncResult *result, gpointer data)
{
  Outcome *outcome = data;

  outcome->done = TRUE;
  oriel_session_reach_finish(ORIEL_SESSION(source), result, &outcome->error);
}

static gboolean
is_done(gpointer data)
{
  return ((Outcome *)data)->done;
}

/* (transfer full) (nullable) */
static GError *
reach(OrielSession *session, GCancellable *cancellable)
{
  Outcome outcome = {FALSE, NULL};

  oriel_session_reach_async(session, cancellable, on_reached, &outcome);
  test_assert_wait(is_done, &outcome);
  return outcome.error;
}

static TestServer *
start(char **uri)
{
  const char *const command[] = {g_getenv("ORIEL_TEST_VNC_SERVER"), NULL};
  TestServer *server = test_server_start(command);

  *uri = g_strdup_printf("vnc://127.0.0.1:%s", test_server_get_ready(server));
  return server;
}

/* No process is started, and nothing has changed. */
static void
test_nobody(void)
{
  g_autoptr(TestViewer) viewer = test_viewer_new("vnc+unix:///nonexistent/socket");
  g_autoptr(GError) error = reach(viewer->session, NULL);

  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE);
  g_assert_cmpint(oriel_session_get_state(viewer->session), ==, ORIEL_SESSION_IDLE);
  g_assert_cmpuint(test_count_session_processes(), ==, 0);
}

/* What was opened ahead is what is used, whether it was asked for once or twice. */
static void
test_once(void)
{
  g_autofree char *uri = NULL;
  g_autoptr(TestServer) server = start(&uri);
  g_autoptr(TestViewer) viewer = test_viewer_new(uri);

  for (int i = 0; i < 2; i++) {
    g_autoptr(GError) error = reach(viewer->session, NULL);

    g_assert_no_error(error);
    g_assert_cmpuint(test_count_session_processes(), ==, 0);
  }
  test_viewer_connect_and_see(viewer);
  g_assert_cmpstr(oriel_session_get_peer(viewer->session), ==, "127.0.0.1");
  test_server_expect(server, "client");
  test_server_tell(server, "bell"); /* answered after what came before */
  while (test_server_has_line(server)) {
    g_autofree char *line = test_server_next(server);
    g_assert_cmpstr(line, !=, "client");
    g_assert_cmpstr(line, !=, "gone");
  }
}

/* And the next time there is a connection of its own. */
static void
test_again(void)
{
  g_autofree char *uri = NULL;
  g_autoptr(TestServer) server = start(&uri);
  g_autoptr(TestViewer) viewer = test_viewer_new(uri);
  g_autoptr(GError) error = reach(viewer->session, NULL);

  g_assert_no_error(error);
  test_viewer_connect_and_see(viewer);
  error = reach(viewer->session, NULL);
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID);
  oriel_session_disconnect(viewer->session);
  test_viewer_connect_and_see(viewer);
}

static void
test_cancelled(void)
{
  g_autofree char *uri = NULL;
  g_autoptr(TestServer) server = start(&uri);
  g_autoptr(TestViewer) viewer = test_viewer_new(uri);
  g_autoptr(GCancellable) cancellable = g_cancellable_new();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel(cancellable);
  error = reach(viewer->session, cancellable);
  g_assert_error(error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Who does not go on after all leaves no connection behind. */
static void
test_unused(void)
{
  g_autofree char *uri = NULL;
  g_autoptr(TestServer) server = start(&uri);
  TestViewer *viewer = test_viewer_new(uri);
  g_autoptr(GError) error = reach(viewer->session, NULL);

  g_assert_no_error(error);
  test_server_expect(server, "client");
  test_viewer_free(viewer);
  test_server_expect(server, "gone");
}

/* Where there is nothing to be done ahead, it is done. */
static void
test_needless(void)
{
  g_autoptr(TestViewer) viewer = test_viewer_new("test://");
  g_autoptr(GError) error = reach(viewer->session, NULL);

  g_assert_no_error(error);
  test_viewer_connect_and_see(viewer);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/vnc/reach/nobody", test_nobody);
  g_test_add_func("/vnc/reach/once", test_once);
  g_test_add_func("/vnc/reach/again", test_again);
  g_test_add_func("/vnc/reach/cancelled", test_cancelled);
  g_test_add_func("/vnc/reach/unused", test_unused);
  g_test_add_func("/vnc/reach/needless", test_needless);
  return g_test_run();
}

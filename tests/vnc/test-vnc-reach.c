// SPDX-License-Identifier: LGPL-2.1-or-later
/* A server that is looked for before a session begins: it is connected to once, or not at all. */
#include <netinet/in.h>
#include <oriel.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

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

/* A server that drops what asks for a connection, as a host that is down does: its queue is full.
 */
typedef struct {
  int fd, filler;
  guint port;
  guint watch;       /* source that looks at the tries */
  GHashTable *tries; /* by their ports */
  guint first;       /* the port of the first of them */
  guint open;        /* that wait now */
  gboolean waits;    /* the first does */
} Silent;

static gboolean on_look(gpointer data);

static void
silent_init(Silent *self)
{
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;

  self->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint(bind(self->fd, (struct sockaddr *)&address, size), ==, 0);
  g_assert_cmpint(listen(self->fd, 0), ==, 0);
  g_assert_cmpint(getsockname(self->fd, (struct sockaddr *)&address, &size), ==, 0);
  self->port = ntohs(address.sin_port);
  self->filler = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint(connect(self->filler, (struct sockaddr *)&address, size), ==, 0);
  self->tries = g_hash_table_new(NULL, NULL);
  self->watch = g_timeout_add(50, on_look, self);
}

static void
silent_clear(Silent *self)
{
  g_source_remove(self->watch);
  close(self->fd);
  close(self->filler);
  g_hash_table_unref(self->tries);
}

static void
count_try(Silent *self, guint port)
{
  if (g_hash_table_size(self->tries) == 0)
    self->first = port;
  g_hash_table_add(self->tries, GUINT_TO_POINTER(port));
  self->open++;
  self->waits |= port == self->first;
}

/* Looks at what has asked for a connection and got no answer. */
static gboolean
on_look(gpointer data)
{
  Silent *self = data;
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  self->open = 0;
  self->waits = FALSE;
  g_assert_true(g_file_get_contents("/proc/net/tcp", &text, NULL, NULL));
  lines = g_strsplit(text, "\n", -1);
  for (char **line = lines; *line != NULL; line++) {
    guint port, remote, state;

    if (sscanf(*line, " %*u: %*x:%x %*x:%x %x", &port, &remote, &state) == 3 &&
        remote == self->port && state == 2) /* SYN_SENT */
      count_try(self, port);
  }
  return G_SOURCE_CONTINUE;
}

static gboolean
was_called_often(gpointer data)
{
  return g_hash_table_size(((Silent *)data)->tries) >= 8;
}

static gboolean
was_called_twice(gpointer data)
{
  return ((Silent *)data)->open >= 2;
}

static gboolean
is_quiet(gpointer data)
{
  return ((Silent *)data)->open == 0;
}

/* Nobody waits for the kernel, which asks at ever longer distances. The first of the tries still
 * waits, and the last ones, for a server that answers late. */
static void
test_dropped(void)
{
  Silent silent = {0};
  Outcome outcome = {FALSE, NULL};
  g_autofree char *uri = NULL;
  g_autoptr(TestViewer) viewer = NULL;

  silent_init(&silent);
  uri = g_strdup_printf("vnc://127.0.0.1:%u", silent.port);
  viewer = test_viewer_new(uri);
  oriel_session_reach_async(viewer->session, NULL, on_reached, &outcome);
  test_assert_wait(was_called_often, &silent);
  g_assert_false(outcome.done);
  g_assert_true(silent.waits);
  g_assert_cmpuint(silent.open, >, 2);
  g_assert_cmpuint(silent.open, <, 8);
  close(accept(silent.fd, NULL, NULL)); /* now there is room */
  test_assert_wait(is_done, &outcome);
  g_assert_no_error(outcome.error);
  test_assert_wait(is_quiet, &silent);
  silent_clear(&silent);
}

static void
test_dropped_cancelled(void)
{
  Silent silent = {0};
  Outcome outcome = {FALSE, NULL};
  g_autofree char *uri = NULL;
  g_autoptr(TestViewer) viewer = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new();

  silent_init(&silent);
  uri = g_strdup_printf("vnc://127.0.0.1:%u", silent.port);
  viewer = test_viewer_new(uri);
  oriel_session_reach_async(viewer->session, cancellable, on_reached, &outcome);
  test_assert_wait(was_called_twice, &silent);
  g_cancellable_cancel(cancellable);
  test_assert_wait(is_done, &outcome);
  g_assert_error(outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error(&outcome.error);
  test_assert_wait(is_quiet, &silent);
  silent_clear(&silent);
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
  g_test_add_func("/vnc/reach/dropped", test_dropped);
  g_test_add_func("/vnc/reach/dropped-cancelled", test_dropped_cancelled);
  return g_test_run();
}

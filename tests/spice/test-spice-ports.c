// SPDX-License-Identifier: LGPL-2.1-or-later
/* The ports of SPICE sessions as text consoles, against the server of this folder. */
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

#include "test-console.h"
#include "test-server.h"
#include "test-wait.h"

#define CONSOLE "org.qemu.console.serial.0"
#define ECHO_SIZE (1 << 20)

typedef struct {
  char *directory;
  TestServer *server;
  TestViewer *viewer;
  TestConsole *console;
} Fixture;

static void
fixture_init(Fixture *self)
{
  g_autofree char *path = NULL, *uri = NULL;
  const char *argv[] = {g_getenv("ORIEL_TEST_SPICE_SERVER"),
                        "--unix",
                        NULL,
                        "--port",
                        CONSOLE ":echo",
                        "--port",
                        "org.qemu.monitor.qmp.0",
                        NULL};

  self->directory = g_dir_make_tmp("oriel-spice-ports-XXXXXX", NULL);
  path = g_build_filename(self->directory, "s", NULL);
  argv[2] = path;
  self->server = test_server_start(argv);
  uri = g_strconcat("spice+unix://", path, NULL);
  self->viewer = test_viewer_new(uri);
  self->console = test_console_new(self->viewer);
}

static void
fixture_clear(Fixture *self)
{
  test_console_free(self->console);
  test_viewer_free(self->viewer);
  test_server_stop(self->server);
  test_assert_no_session_process();
  g_rmdir(self->directory);
  g_free(self->directory);
}

static void
open_console(Fixture *self)
{
  g_autoptr(OrielConsole) found = NULL;

  test_viewer_connect_and_see(self->viewer);
  found = test_console_find(self->viewer, CONSOLE);
  g_assert_true(test_console_open(self->console, found));
}

static void
test_echo(void)
{
  Fixture self = {0};

  fixture_init(&self);
  open_console(&self);
  test_console_listen(self.console);
  test_console_say(self.console, ECHO_SIZE);
  test_console_expect_echo(self.console);
  /* QEMU's monitor is no console. */
  g_assert_cmpuint(g_list_model_get_n_items(oriel_session_get_consoles(self.viewer->session)), ==,
                   1);
  fixture_clear(&self);
}

/* Pages of memory that the session process uses. */
static guint64
count_pages(void)
{
  g_autofree char *path = g_strdup_printf("/proc/%d/statm", (int)test_find_session_process());
  g_autofree char *text = NULL;
  guint64 size = 0, resident = 0;

  g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
  g_assert_cmpint(sscanf(text, "%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, &size, &resident), ==,
                  2);
  return resident;
}

static gboolean
has_said_all(gpointer data)
{
  return ((TestConsole *)data)->wrote;
}

/* What the guest says to somebody slow waits where it is, all of it and not in the session's
 * memory, and the screen goes on. */
static void
test_slow_reader(void)
{
  Fixture self = {0};
  guint64 before;

  fixture_init(&self);
  open_console(&self);
  before = count_pages();
  test_console_say(self.console, 8 * ECHO_SIZE);
  test_assert_wait(has_said_all, self.console);
  for (guint i = 0; i < 3; i++) {
    test_server_tell(self.server, "draw 0 0 1 1 %06x", i + 1);
    test_viewer_wait_for_pixel(self.viewer, 0, 0, i + 1);
  }
  g_assert_cmpuint((count_pages() - before) * (guint64)sysconf(_SC_PAGESIZE), <, 4 * ECHO_SIZE);
  test_console_listen(self.console);
  test_console_expect_echo(self.console);
  fixture_clear(&self);
}

static gboolean
has_no_console(gpointer data)
{
  GListModel *consoles = oriel_session_get_consoles(((TestViewer *)data)->session);
  return g_list_model_get_n_items(consoles) == 0;
}

static void
test_guest_closes(void)
{
  Fixture self = {0};
  g_autoptr(OrielConsole) again = NULL;

  fixture_init(&self);
  open_console(&self);
  test_console_listen(self.console);
  test_console_say(self.console, 1000);
  test_console_expect_echo(self.console);
  test_server_tell(self.server, "port-event 0 closed");
  test_console_expect_end(self.console);
  g_assert_no_error(self.console->error);
  test_assert_wait(has_no_console, self.viewer);
  test_server_tell(self.server, "port-event 0 opened");
  again = test_console_find(self.viewer, CONSOLE);
  fixture_clear(&self);
}

static void
test_server_leaves(void)
{
  Fixture self = {0};

  fixture_init(&self);
  open_console(&self);
  test_console_listen(self.console);
  test_server_tell(self.server, "drop");
  test_console_expect_end(self.console);
  g_assert_nonnull(self.console->error);
  g_assert_cmpuint(self.console->error->domain, ==, ORIEL_ERROR);
  test_viewer_wait_for_state(self.viewer, ORIEL_SESSION_CLOSED);
  fixture_clear(&self);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/spice-ports/echo", test_echo);
  g_test_add_func("/spice-ports/slow-reader", test_slow_reader);
  g_test_add_func("/spice-ports/guest-closes", test_guest_closes);
  g_test_add_func("/spice-ports/server-leaves", test_server_leaves);
  return g_test_run();
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* A session whose guest moves to another server, as the servers see it: what was typed on the way
 * is heard, and nothing stays down. */
#include <oriel.h>

#include "test-server.h"
#include "test-viewer.h"
#include "test-wait.h"

#define QNUM_A 0x1e
#define QNUM_B 0x30
#define QNUM_SHIFT 0x2a

typedef struct {
  TestServer *from, *to;
  TestViewer *viewer;
  OrielDisplay *display;
} Move;

static TestServer *
start(const char *option, const char *value)
{
  const char *const argv[] = {g_getenv("ORIEL_TEST_SPICE_SERVER"), option, value, NULL};

  return test_server_start(argv);
}

static void
begin(Move *self, const char *option, const char *value)
{
  g_autofree char *uri = NULL;

  self->from = start(NULL, NULL);
  self->to = start(option, value);
  uri = g_strdup_printf("spice://127.0.0.1:%s", test_server_get_ready(self->from));
  self->viewer = test_viewer_new(uri);
  test_viewer_connect_and_see(self->viewer);
  self->display = test_viewer_get_display(self->viewer);
}

static void
end(Move *self)
{
  g_assert_cmpint(oriel_session_get_state(self->viewer->session), ==, ORIEL_SESSION_CONNECTED);
  g_assert_cmpuint(test_viewer_count_state(self->viewer, ORIEL_SESSION_CONNECTED), ==, 1);
  g_assert_true(test_viewer_get_display(self->viewer) == self->display);
  test_viewer_free(self->viewer);
  test_server_stop(self->from);
  test_server_stop(self->to);
}

static void
key(Move *self, guint qnum, gboolean pressed, TestServer *heard_by, const char *report)
{
  oriel_display_key(self->display, qnum, 0, pressed);
  g_free(test_server_skip_to(heard_by, report));
}

static void
test_migration(void)
{
  Move move;

  begin(&move, "--incoming", NULL);
  key(&move, QNUM_SHIFT, TRUE, move.from, "key 0x2a down");
  key(&move, QNUM_B, TRUE, move.from, "key 0x30 down");
  oriel_display_pointer_button(move.display, ORIEL_BUTTON_LEFT, TRUE);
  g_free(test_server_skip_to(move.from, "button 1 down"));
  test_server_tell(move.from, "migrate-connect 127.0.0.1 %s", test_server_get_ready(move.to));
  g_free(test_server_skip_to(move.from, "migrate connected"));
  /* From here on the guest may be on its way. */
  key(&move, QNUM_B, FALSE, move.from, "key 0x30 up");
  test_server_tell(move.from, "vm off");
  test_server_tell(move.from, "migrate-end yes");
  g_free(test_server_skip_to(move.from, "gone"));
  test_server_tell(move.to, "vm on");
  g_free(test_server_skip_to(move.to, "key 0x30 up"));
  g_free(test_server_skip_to(move.to, "button 1 down"));
  oriel_display_pointer_button(move.display, ORIEL_BUTTON_LEFT, FALSE);
  g_free(test_server_skip_to(move.to, "button 1 up"));
  /* The key that is held is held in the guest, whose keyboard has moved with it. */
  key(&move, QNUM_SHIFT, FALSE, move.to, "key 0x2a up");
  test_server_tell(move.to, "draw 3 4 1 1 abcdef");
  test_viewer_wait_for_pixel(move.viewer, 3, 4, 0xabcdef);
  end(&move);
}

/* The guest stays: so do the clients that were ready. */
static void
test_migration_fails(void)
{
  Move move;

  begin(&move, "--incoming", NULL);
  test_server_tell(move.from, "migrate-connect 127.0.0.1 %s", test_server_get_ready(move.to));
  g_free(test_server_skip_to(move.from, "migrate connected"));
  test_server_tell(move.from, "migrate-end no");
  g_free(test_server_skip_to(move.to, "gone"));
  key(&move, QNUM_A, TRUE, move.from, "key 0x1e down");
  key(&move, QNUM_A, FALSE, move.from, "key 0x1e up");
  test_server_tell(move.from, "draw 3 4 1 1 abcdef");
  test_viewer_wait_for_pixel(move.viewer, 3, 4, 0xabcdef);
  end(&move);
}

/* What is typed before the new server takes keys is lost. */
static gboolean
is_heard(gpointer data)
{
  Move *move = data;

  oriel_display_key(move->display, QNUM_A, 0, TRUE);
  oriel_display_key(move->display, QNUM_A, 0, FALSE);
  return test_server_has_line(move->to);
}

/* The session begins again elsewhere, under the picture that it has. One in another size may be the
 * server's own, before the guest is there: it is seen only when nothing else comes. */
static void
test_switch(void)
{
  Move move;
  gint64 start;

  begin(&move, "--size", "300x200");
  start = g_get_monotonic_time();
  test_server_tell(move.from, "migrate-switch 127.0.0.1 %s", test_server_get_ready(move.to));
  g_free(test_server_skip_to(move.to, "client"));
  test_viewer_wait_for_size(move.viewer, 300, 200);
  g_assert_cmpint(g_get_monotonic_time() - start, >=, 4 * G_USEC_PER_SEC);
  test_assert_poll(is_heard, &move);
  g_free(test_server_skip_to(move.to, "key 0x1e"));
  end(&move);
}

/* Nobody is where the guest went. */
static void
test_switch_to_nowhere(void)
{
  Move move;

  begin(&move, NULL, NULL);
  test_server_kill(move.to);
  test_server_tell(move.from, "migrate-switch 127.0.0.1 %s", test_server_get_ready(move.to));
  test_viewer_wait_for_state(move.viewer, ORIEL_SESSION_CLOSED);
  g_assert_error(oriel_session_get_error(move.viewer->session), ORIEL_ERROR,
                 ORIEL_ERROR_UNREACHABLE);
  g_assert_nonnull(strstr(oriel_session_get_error(move.viewer->session)->message,
                          test_server_get_ready(move.to)));
  test_viewer_free(move.viewer);
  test_server_stop(move.from);
  test_server_stop(move.to);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/spice/move/migration", test_migration);
  g_test_add_func("/spice/move/migration-fails", test_migration_fails);
  g_test_add_func("/spice/move/switch", test_switch);
  g_test_add_func("/spice/move/switch-to-nowhere", test_switch_to_nowhere);
  return g_test_run();
}

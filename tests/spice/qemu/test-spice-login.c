// SPDX-License-Identifier: LGPL-2.1-or-later
/* Logging in to QEMU's SPICE: tickets, users, and servers that refuse. */
#include <oriel.h>

#include "test-server.h"
#include "test-viewer.h"
#include "test-wait.h"

#define BOTH (ORIEL_CREDENTIALS_USERNAME | ORIEL_CREDENTIALS_PASSWORD)

static TestServer *
start(const char *option, const char *value)
{
  g_autofree char *program =
      g_test_build_filename(G_TEST_DIST, "spice", "qemu", "real-server", NULL);
  const char *argv[] = {program, option, value, NULL};

  return test_server_start(argv);
}

/* Waits for the question number @retry, and answers it. */
static void
answer(TestViewer *viewer, guint retry, const char *username, const char *password)
{
  test_viewer_wait_for_question(viewer);
  g_assert_cmpuint(oriel_auth_request_get_retry(viewer->question), ==, retry);
  oriel_auth_request_answer(viewer->question, username, password);
  g_clear_object(&viewer->question);
}

static void
assert_connected(TestViewer *viewer)
{
  test_viewer_wait_for_outcome(viewer);
  g_assert_no_error(viewer->result);
  g_assert_nonnull(test_viewer_get_display(viewer));
}

static void
test_ticket(void)
{
  g_autoptr(TestServer) server = start("--password", "secret");
  g_autoptr(TestViewer) viewer = test_viewer_new(test_server_get_ready(server));
  g_autofree char *endless = g_strnfill(100, 'x');

  test_viewer_start(viewer);
  test_viewer_wait_for_question(viewer);
  g_assert_cmpint(oriel_auth_request_get_needs(viewer->question), ==, ORIEL_CREDENTIALS_PASSWORD);
  answer(viewer, 0, NULL, "wrong");
  answer(viewer, 1, NULL, endless);
  answer(viewer, 2, NULL, "secret");
  assert_connected(viewer);
  g_assert_cmpuint(viewer->n_questions, ==, 3);
}

/* The right one, too late; then another. */
static void
test_expired_ticket(void)
{
  g_autoptr(TestServer) server = start("--password", "secret");
  g_autoptr(TestViewer) viewer = test_viewer_new(test_server_get_ready(server));

  test_server_tell(server, "expire");
  test_viewer_start(viewer);
  answer(viewer, 0, NULL, "secret");
  test_viewer_wait_for_question(viewer);
  test_server_tell(server, "password other");
  answer(viewer, 1, NULL, "other");
  assert_connected(viewer);
}

/* A session that ended is begun again when the ticket is another. */
static void
test_ticket_of_next_time(void)
{
  g_autoptr(TestServer) server = start("--password", "secret");
  g_autoptr(TestViewer) viewer = test_viewer_new(test_server_get_ready(server));

  viewer->password = "secret";
  test_viewer_connect_and_see(viewer);
  oriel_session_disconnect(viewer->session);
  test_server_tell(server, "password other");
  viewer->password = "other";
  test_viewer_connect_and_see(viewer);
  g_assert_cmpuint(viewer->n_questions, ==, 2);
}

static void
test_only_wrong_tickets(void)
{
  g_autoptr(TestServer) server = start("--password", "secret");
  g_autoptr(TestViewer) viewer = test_viewer_new(test_server_get_ready(server));

  viewer->password = "wrong";
  g_assert_false(test_viewer_connect(viewer));
  g_assert_error(viewer->result, ORIEL_ERROR, ORIEL_ERROR_AUTH);
  g_assert_cmpuint(viewer->n_questions, <, 10);
}

/* Its mechanisms are there in spite of the confinement. */
static void
test_sasl(void)
{
  g_autoptr(TestServer) server = start("--sasl", "digest-md5");
  g_autoptr(TestViewer) viewer = test_viewer_new(test_server_get_ready(server));

  test_viewer_start(viewer);
  test_viewer_wait_for_question(viewer);
  g_assert_cmpint(oriel_auth_request_get_needs(viewer->question), ==, BOTH);
  answer(viewer, 0, "fred", "wrong");
  answer(viewer, 1, "freda", "secret12");
  test_viewer_wait_for_question(viewer);
  g_assert_cmpint(oriel_auth_request_get_needs(viewer->question), ==, BOTH);
  answer(viewer, 2, "fred", "secret12");
  assert_connected(viewer);
}

static void
test_only_wrong_users(void)
{
  g_autoptr(TestServer) server = start("--sasl", "digest-md5");
  g_autoptr(TestViewer) viewer = test_viewer_new(test_server_get_ready(server));

  viewer->password = "wrong";
  g_assert_false(test_viewer_connect(viewer));
  g_assert_error(viewer->result, ORIEL_ERROR, ORIEL_ERROR_AUTH);
}

/* Nobody is asked for what would not help: this mechanism encrypts nothing, and TLS is not there.
 */
static void
test_no_safe_mechanism(void)
{
  g_autoptr(TestServer) server = start("--sasl", "scram-sha-1");
  g_autoptr(TestViewer) viewer = test_viewer_new(test_server_get_ready(server));

  g_assert_false(test_viewer_connect(viewer));
  g_assert_error(viewer->result, ORIEL_ERROR, ORIEL_ERROR_INSECURE);
  g_assert_cmpuint(viewer->n_questions, ==, 0);
}

static void
test_refused(void)
{
  static const struct {
    const char *reason;
    OrielError code;
  } refusals[] = {
      {"7", ORIEL_ERROR_AUTH},     /* permission denied */
      {"6", ORIEL_ERROR_INSECURE}, /* must not be TLS */
      {"4", ORIEL_ERROR_PROTOCOL}, /* another version */
      {"1", ORIEL_ERROR_PROTOCOL}, {"4000000000", ORIEL_ERROR_PROTOCOL},
      {"5", ORIEL_ERROR_INSECURE}, /* TLS alone, which there is none */
  };

  for (gsize i = 0; i < G_N_ELEMENTS(refusals); i++) {
    g_autoptr(TestServer) server = start("--refuse", refusals[i].reason);
    g_autoptr(TestViewer) viewer = test_viewer_new(test_server_get_ready(server));
    g_assert_false(test_viewer_connect(viewer));
    g_assert_error(viewer->result, ORIEL_ERROR, (int)refusals[i].code);
    g_assert_cmpuint(viewer->n_questions, ==, 0);
  }
}

/* The authorities as text. */
static void
test_authorities(void)
{
  g_autofree char *program =
      g_test_build_filename(G_TEST_DIST, "spice", "qemu", "real-server", NULL);
  g_autofree char *directory = g_dir_make_tmp("oriel-XXXXXX", NULL);
  g_autofree char *path = g_build_filename(directory, "ca.pem", NULL);
  g_autofree char *pem = NULL;
  const char *make[] = {program, "--certificates", directory, NULL};
  const char *argv[] = {program, "--tls", directory, "server", NULL};
  const char *clear[] = {"rm", "-r", directory, NULL};

  g_assert_true(g_spawn_sync(NULL, (char **)make, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL));
  g_assert_true(g_file_get_contents(path, &pem, NULL, NULL));
  {
    g_autoptr(TestServer) server = test_server_start(argv);
    g_autoptr(TestViewer) viewer = test_viewer_new(test_server_get_ready(server));

    g_assert_false(test_viewer_connect(viewer));
    g_assert_error(viewer->result, ORIEL_ERROR, ORIEL_ERROR_INSECURE);
    oriel_session_set_ca_data(viewer->session, "no certificate");
    g_assert_false(test_viewer_connect(viewer));
    g_assert_error(viewer->result, ORIEL_ERROR, ORIEL_ERROR_INVALID);
    oriel_session_set_ca_data(viewer->session, pem);
    test_viewer_connect_and_see(viewer);
  }
  g_spawn_sync(NULL, (char **)clear, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/spice/login/ticket", test_ticket);
  g_test_add_func("/spice/login/expired-ticket", test_expired_ticket);
  g_test_add_func("/spice/login/ticket-of-next-time", test_ticket_of_next_time);
  g_test_add_func("/spice/login/only-wrong-tickets", test_only_wrong_tickets);
  g_test_add_func("/spice/login/sasl", test_sasl);
  g_test_add_func("/spice/login/only-wrong-users", test_only_wrong_users);
  g_test_add_func("/spice/login/no-safe-mechanism", test_no_safe_mechanism);
  g_test_add_func("/spice/login/refused", test_refused);
  g_test_add_func("/spice/login/authorities", test_authorities);
  return g_test_run();
}

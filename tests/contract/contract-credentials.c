// SPDX-License-Identifier: LGPL-2.1-or-later
/* Servers that ask who is there. */
#include "contract.h"

static void
ask(Contract *contract)
{
  test_server_tell(contract->server, "password s3cret");
  test_viewer_start(contract->viewer);
  test_viewer_wait_for_question(contract->viewer);
  g_assert_cmpuint(contract->viewer->n_questions, ==, 1);
}

static void
test_question(Contract *contract)
{
  OrielAuthRequest *question = NULL;
  OrielCredentials needs = 0;

  ask(contract);
  question = contract->viewer->question;
  needs = oriel_auth_request_get_needs(question);
  g_assert_cmpuint(needs & ORIEL_CREDENTIALS_PASSWORD, ==, ORIEL_CREDENTIALS_PASSWORD);
  g_assert_cmpuint(needs & ORIEL_CREDENTIALS_USERNAME, ==, 0);
  g_assert_cmpuint(oriel_auth_request_get_retry(question), ==, 0);
  g_assert_nonnull(oriel_auth_request_get_purpose(question));
  g_assert_cmpuint(contract->viewer->n_results, ==, 0);
}

static void
test_right_answer(Contract *contract)
{
  TestViewer *viewer = contract->viewer;

  ask(contract);
  oriel_auth_request_answer(viewer->question, NULL, "s3cret");
  test_viewer_wait_for_state(viewer, ORIEL_SESSION_CONNECTED);
  contract_assert_states(viewer, ORIEL_SESSION_CONNECTING, ORIEL_SESSION_AUTHENTICATING,
                         ORIEL_SESSION_CONNECTING, ORIEL_SESSION_CONNECTED, -1);
  g_assert_cmpuint(viewer->n_questions, ==, 1);
}

static void
test_wrong_answer(Contract *contract)
{
  TestViewer *viewer = contract->viewer;

  ask(contract);
  oriel_auth_request_answer(viewer->question, NULL, "guess");
  test_viewer_wait_for_state(viewer, ORIEL_SESSION_CONNECTING);
  test_viewer_wait_for_question(viewer);
  g_assert_cmpuint(viewer->n_questions, ==, 2);
  g_assert_cmpuint(oriel_auth_request_get_retry(viewer->question), ==, 1);
  g_assert_cmpuint(viewer->n_results, ==, 0);
  oriel_auth_request_answer(viewer->question, NULL, "s3cret");
  test_viewer_wait_for_state(viewer, ORIEL_SESSION_CONNECTED);
}

static void
test_only_wrong_answers(Contract *contract)
{
  TestViewer *viewer = contract->viewer;

  test_server_tell(contract->server, "password s3cret");
  viewer->password = "guess";
  g_assert_false(test_viewer_connect(viewer));
  contract_assert_error(viewer->result, ORIEL_ERROR_AUTH);
  contract_assert_error(oriel_session_get_error(viewer->session), ORIEL_ERROR_AUTH);
  g_assert_cmpuint(viewer->n_questions, >, 1);
  g_assert_cmpuint(viewer->n_questions, <, 10);
}

static void
test_refused(Contract *contract)
{
  TestViewer *viewer = contract->viewer;

  ask(contract);
  oriel_auth_request_refuse(viewer->question);
  test_viewer_wait_for_outcome(viewer);
  g_assert_cmpint(oriel_session_get_state(viewer->session), ==, ORIEL_SESSION_CLOSED);
  test_assert_no_session_process();
  contract_assert_error(viewer->result, ORIEL_ERROR_AUTH);
  g_assert_cmpuint(viewer->n_results, ==, 1);

  /* Too late, and without effect. */
  oriel_auth_request_answer(viewer->question, NULL, "s3cret");
  g_assert_cmpint(oriel_session_get_state(viewer->session), ==, ORIEL_SESSION_CLOSED);
}

static void
test_cancelled(Contract *contract)
{
  TestViewer *viewer = contract->viewer;

  ask(contract);
  g_cancellable_cancel(viewer->cancellable);
  test_viewer_wait_for_outcome(viewer);
  g_assert_cmpint(oriel_session_get_state(viewer->session), ==, ORIEL_SESSION_CLOSED);
  test_assert_no_session_process();
  g_assert_error(viewer->result, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint(viewer->n_results, ==, 1);
  oriel_auth_request_refuse(viewer->question);
}

/* The server loses patience while the person looks for the password. */
static void
test_server_drops(Contract *contract)
{
  TestViewer *viewer = contract->viewer;

  ask(contract);
  test_server_tell(contract->server, "drop");
  oriel_auth_request_answer(viewer->question, NULL, "s3cret");
  test_viewer_wait_for_state(viewer, ORIEL_SESSION_CLOSED);
  contract_assert_error(oriel_session_get_error(viewer->session), ORIEL_ERROR_UNREACHABLE);
}

const Case contract_credentials[] = {
    {"question", test_question, TRUE},
    {"right-answer", test_right_answer, TRUE},
    {"wrong-answer", test_wrong_answer, TRUE},
    {"only-wrong-answers", test_only_wrong_answers, TRUE},
    {"refused", test_refused, TRUE},
    {"cancelled", test_cancelled, TRUE},
    {"server-drops", test_server_drops, TRUE, "patience"},
    {NULL},
};

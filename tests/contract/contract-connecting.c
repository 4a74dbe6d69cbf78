// SPDX-License-Identifier: LGPL-2.1-or-later
/* Connecting, ending, failing, beginning again. */
#include "contract.h"

static void
test_connect(Contract *contract)
{
  TestViewer *viewer = contract->viewer;

  g_assert_cmpint(oriel_session_get_state(viewer->session), ==, ORIEL_SESSION_IDLE);
  g_assert_true(test_viewer_connect(viewer));
  contract_assert_states(viewer, ORIEL_SESSION_CONNECTING, ORIEL_SESSION_CONNECTED, -1);
  g_assert_null(oriel_session_get_error(viewer->session));

  oriel_session_disconnect(viewer->session);
  contract_assert_states(viewer, ORIEL_SESSION_CONNECTING, ORIEL_SESSION_CONNECTED,
                         ORIEL_SESSION_CLOSED, -1);
  g_assert_null(oriel_session_get_error(viewer->session));
  g_assert_cmpuint(viewer->n_results, ==, 1);
  test_assert_no_session_process();
}

static void
test_connect_twice(Contract *contract)
{
  TestViewer *viewer = contract->viewer;

  test_viewer_connect_and_see(viewer);
  g_assert_false(test_viewer_connect(viewer));
  contract_assert_error(viewer->result, ORIEL_ERROR_INVALID);
  g_assert_cmpint(oriel_session_get_state(viewer->session), ==, ORIEL_SESSION_CONNECTED);
}

static void
test_disconnect_twice(Contract *contract)
{
  TestViewer *viewer = contract->viewer;

  oriel_session_disconnect(viewer->session);
  g_assert_cmpint(oriel_session_get_state(viewer->session), ==, ORIEL_SESSION_IDLE);
  test_viewer_connect_and_see(viewer);
  oriel_session_disconnect(viewer->session);
  oriel_session_disconnect(viewer->session);
  g_assert_cmpuint(test_viewer_count_state(viewer, ORIEL_SESSION_CLOSED), ==, 1);
}

static void
test_disconnect_while_connecting(Contract *contract)
{
  TestViewer *viewer = contract->viewer;

  test_viewer_start(viewer);
  oriel_session_disconnect(viewer->session);
  g_assert_cmpint(oriel_session_get_state(viewer->session), ==, ORIEL_SESSION_CLOSED);
  g_assert_null(oriel_session_get_error(viewer->session));
  test_viewer_wait_for_outcome(viewer);
  test_assert_no_session_process();
  g_assert_cmpuint(viewer->n_results, ==, 1);
  g_assert_error(viewer->result, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_connect_again(Contract *contract)
{
  TestViewer *viewer = contract->viewer;

  for (guint i = 1; i <= 3; i++) {
    test_viewer_connect_and_see(viewer);
    test_viewer_wait_for_pixel(viewer, 3, 5, contract_pixel(contract, 3, 5));
    oriel_session_disconnect(viewer->session);
    g_assert_cmpuint(test_viewer_count_state(viewer, ORIEL_SESSION_CONNECTED), ==, i);
    g_assert_cmpuint(test_viewer_count_state(viewer, ORIEL_SESSION_CLOSED), ==, i);
  }
}

/* The last picture stays when the session is over. */
static void
test_picture_stays(Contract *contract)
{
  TestViewer *viewer = contract->viewer;

  test_viewer_connect_and_see(viewer);
  test_viewer_wait_for_pixel(viewer, 7, 9, contract_pixel(contract, 7, 9));
  oriel_session_disconnect(viewer->session);
  test_assert_no_session_process();
  g_assert_cmphex(test_viewer_get_pixel(viewer, 7, 9), ==, contract_pixel(contract, 7, 9));
}

static void
test_nobody_there(Contract *contract)
{
  g_autofree char *uri = NULL;
  g_autoptr(TestViewer) viewer = NULL;

  if (contract->fixture->dup_dead_uri == NULL) {
    g_test_skip("this backend connects to nothing");
    return;
  }
  uri = contract->fixture->dup_dead_uri();
  viewer = test_viewer_new(uri);
  g_assert_false(test_viewer_connect(viewer));
  contract_assert_error(viewer->result, ORIEL_ERROR_UNREACHABLE);
  contract_assert_error(oriel_session_get_error(viewer->session), ORIEL_ERROR_UNREACHABLE);
  contract_assert_states(viewer, ORIEL_SESSION_CONNECTING, ORIEL_SESSION_CLOSED, -1);
  test_assert_no_session_process();
}

static void
test_cancelled_before(Contract *contract)
{
  TestViewer *viewer = contract->viewer;

  g_cancellable_cancel(viewer->cancellable);
  g_assert_false(test_viewer_connect(viewer));
  g_assert_error(viewer->result, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint(viewer->n_results, ==, 1);
  g_assert_cmpuint(test_viewer_count_state(viewer, ORIEL_SESSION_CONNECTED), ==, 0);
  test_assert_no_session_process();
}

static void
test_cancelled_while_connecting(Contract *contract)
{
  TestViewer *viewer = contract->viewer;

  test_viewer_start(viewer);
  g_cancellable_cancel(viewer->cancellable);
  test_viewer_wait_for_outcome(viewer);
  test_assert_no_session_process();
  g_assert_cmpuint(viewer->n_results, ==, 1);
  g_assert_error(viewer->result, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  contract_assert_states(viewer, ORIEL_SESSION_CONNECTING, ORIEL_SESSION_CLOSED, -1);
}

/* Cancelling is for connecting; a session that is up does not mind. */
static void
test_cancelled_too_late(Contract *contract)
{
  TestViewer *viewer = contract->viewer;

  test_viewer_connect_and_see(viewer);
  g_cancellable_cancel(viewer->cancellable);
  test_viewer_wait_for_pixel(viewer, 1, 1, contract_pixel(contract, 1, 1));
  g_assert_cmpint(oriel_session_get_state(viewer->session), ==, ORIEL_SESSION_CONNECTED);
  g_assert_cmpuint(viewer->n_results, ==, 1);
}

static void
test_server_ends(Contract *contract)
{
  TestViewer *viewer = contract->viewer;

  test_viewer_connect_and_see(viewer);
  g_clear_pointer(&contract->server, test_server_stop);
  test_viewer_wait_for_state(viewer, ORIEL_SESSION_CLOSED);
  contract_assert_error(oriel_session_get_error(viewer->session), ORIEL_ERROR_UNREACHABLE);
  test_assert_no_session_process();
  g_assert_cmpuint(test_viewer_count_state(viewer, ORIEL_SESSION_CLOSED), ==, 1);
  g_assert_cmpuint(viewer->n_results, ==, 1);
}

static void
test_server_drops(Contract *contract)
{
  TestViewer *viewer = contract->viewer;

  test_viewer_connect_and_see(viewer);
  test_server_tell(contract->server, "drop");
  test_viewer_wait_for_state(viewer, ORIEL_SESSION_CLOSED);
  contract_assert_error(oriel_session_get_error(viewer->session), ORIEL_ERROR_UNREACHABLE);
  test_viewer_connect_and_see(viewer);
  g_assert_null(oriel_session_get_error(viewer->session));
  test_viewer_wait_for_pixel(viewer, 1, 1, contract_pixel(contract, 1, 1));
}

/* The guest hears of a viewer that leaves. */
static void
test_server_sees_us_go(Contract *contract)
{
  test_viewer_connect_and_see(contract->viewer);
  contract_expect(contract, "client");
  oriel_session_disconnect(contract->viewer->session);
  contract_expect(contract, "gone");
}

static void
test_two_sessions(Contract *contract)
{
  g_autoptr(TestViewer) other = test_viewer_new(contract->uri);
  TestViewer *viewer = contract->viewer;

  test_viewer_start(other);
  test_viewer_connect_and_see(viewer);
  test_viewer_wait_for_state(other, ORIEL_SESSION_CONNECTED);
  g_assert_cmpuint(test_count_session_processes(), ==, 2);
  oriel_session_disconnect(viewer->session);
  test_viewer_wait_for_size(other, contract->fixture->width, contract->fixture->height);
  test_viewer_wait_for_pixel(other, 2, 2, contract_pixel(contract, 2, 2));
  g_assert_cmpint(oriel_session_get_state(other->session), ==, ORIEL_SESSION_CONNECTED);
}

const Case contract_connecting[] = {
    {"connect", test_connect},
    {"connect-twice", test_connect_twice},
    {"disconnect-twice", test_disconnect_twice},
    {"disconnect-while-connecting", test_disconnect_while_connecting},
    {"connect-again", test_connect_again},
    {"picture-stays", test_picture_stays},
    {"nobody-there", test_nobody_there},
    {"cancelled/before", test_cancelled_before},
    {"cancelled/while-connecting", test_cancelled_while_connecting},
    {"cancelled/too-late", test_cancelled_too_late},
    {"server-ends", test_server_ends, TRUE},
    {"server-drops", test_server_drops, TRUE},
    {"server-sees-us-go", test_server_sees_us_go, TRUE},
    {"two-sessions", test_two_sessions},
    {NULL},
};

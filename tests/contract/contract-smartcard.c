// SPDX-License-Identifier: LGPL-2.1-or-later
/* The smartcard of the test-pattern backend, which looks at no certificate. */
#include "contract.h"

static void
connect(Contract *contract, const char *uri, const char *certificates)
{
  test_viewer_free(contract->viewer);
  contract->viewer = test_viewer_new(uri);
  oriel_session_set_smartcard_certificates(contract->viewer->session, certificates);
  test_viewer_connect_and_see(contract->viewer);
}

static gboolean
is_inserted(gpointer session)
{
  return oriel_session_get_smartcard(session) == ORIEL_SMARTCARD_INSERTED;
}

static gboolean
is_removed(gpointer session)
{
  return oriel_session_get_smartcard(session) == ORIEL_SMARTCARD_REMOVED;
}

static void
test_moves(Contract *contract)
{
  OrielSession *session;

  connect(contract, "test://?smartcard=yes", "one,two,three");
  session = contract->viewer->session;
  test_assert_wait(is_inserted, session);
  g_assert_true(oriel_session_move_smartcard(session, FALSE, NULL));
  test_assert_wait(is_removed, session);
  g_assert_true(oriel_session_move_smartcard(session, TRUE, NULL));
  test_assert_wait(is_inserted, session);
  oriel_session_disconnect(session);
  test_viewer_wait_for_state(contract->viewer, ORIEL_SESSION_CLOSED);
  g_assert_cmpint(oriel_session_get_smartcard(session), ==, ORIEL_SMARTCARD_NONE);
}

static void
assert_refused(Contract *contract)
{
  g_autoptr(GError) error = NULL;

  g_assert_false(oriel_session_move_smartcard(contract->viewer->session, TRUE, &error));
  contract_assert_error(error, ORIEL_ERROR_NOT_SUPPORTED);
}

static void
test_absent(Contract *contract)
{
  connect(contract, "test://", "one,two,three");
  assert_refused(contract);
  connect(contract, "test://?smartcard=yes", NULL);
  assert_refused(contract);
  g_assert_cmpint(oriel_session_get_smartcard(contract->viewer->session), ==, ORIEL_SMARTCARD_NONE);
}

const Case contract_smartcard[] = {
    {"moves", test_moves},
    {"absent", test_absent},
    {NULL},
};

// SPDX-License-Identifier: LGPL-2.1-or-later
/* The text console of the test-pattern backend, which says what it hears. F12 takes it away. */
#include "contract.h"

#include "test-console.h"

#define QNUM_F12 0x58
#define ECHO_SIZE (1 << 20)

static TestConsole *
open_console(Contract *contract)
{
  TestConsole *self = test_console_new(contract->viewer);
  g_autoptr(OrielConsole) console = NULL;

  test_viewer_connect_and_see(contract->viewer);
  console = test_console_find(contract->viewer, "test.echo");
  g_assert_true(test_console_open(self, console));
  return self;
}

static void
press(Contract *contract)
{
  OrielDisplay *display = test_viewer_get_display(contract->viewer);

  oriel_display_key(display, QNUM_F12, 0, TRUE);
  oriel_display_key(display, QNUM_F12, 0, FALSE);
}

static gboolean
has_no_console(gpointer data)
{
  GListModel *consoles = oriel_session_get_consoles(((TestViewer *)data)->session);
  return g_list_model_get_n_items(consoles) == 0;
}

static void
test_echo(Contract *contract)
{
  g_autoptr(TestConsole) console = open_console(contract);

  test_console_listen(console);
  test_console_say(console, ECHO_SIZE);
  test_console_expect_echo(console);
}

/* Who does not read makes the writer wait, with nothing lost and little kept. */
static void
test_slow_reader(Contract *contract)
{
  g_autoptr(TestConsole) console = open_console(contract);
  guint n_bells = 0;

  test_console_say(console, 8 * ECHO_SIZE);
  for (guint i = 0; i < 5; i++) {
    n_bells = contract->viewer->n_bells;
    contract_order(contract, "bell");
    while (contract->viewer->n_bells == n_bells)
      g_main_context_iteration(NULL, TRUE);
  }
  g_assert_false(console->wrote);
  test_console_listen(console);
  test_console_expect_echo(console);
}

static void
test_busy(Contract *contract)
{
  TestConsole *console = open_console(contract);
  g_autoptr(TestConsole) other = test_console_new(contract->viewer);
  g_autoptr(OrielConsole) found = test_console_find(contract->viewer, "test.echo");

  g_assert_false(test_console_open(other, found));
  contract_assert_error(other->error, ORIEL_ERROR_BUSY);
  test_console_free(console);
  while (!test_console_open(other, found)) /* until the process has seen that */
    contract_assert_error(other->error, ORIEL_ERROR_BUSY);
  test_console_listen(other);
  test_console_say(other, 1000);
  test_console_expect_echo(other);
}

/* The last bytes come before the end, and the end says why. */
static void
test_ends(Contract *contract)
{
  g_autoptr(TestConsole) console = open_console(contract);
  g_autoptr(TestConsole) again = test_console_new(contract->viewer);
  g_autoptr(OrielConsole) found = NULL;

  test_console_listen(console);
  test_console_say(console, 1000);
  test_console_expect_echo(console);
  press(contract);
  test_console_expect_end(console);
  g_assert_no_error(console->error);
  test_assert_wait(has_no_console, contract->viewer);

  press(contract);
  found = test_console_find(contract->viewer, "test.echo");
  g_assert_true(test_console_open(again, found));
  test_console_listen(again);
  press(contract);
  test_console_expect_end(again);
  contract_assert_error(again->error, ORIEL_ERROR_UNREACHABLE);
  g_assert_nonnull(strstr(again->error->message, "voice"));
}

static void
test_gone(Contract *contract)
{
  g_autoptr(TestConsole) console = test_console_new(contract->viewer);
  g_autoptr(OrielConsole) found = NULL;

  test_viewer_connect_and_see(contract->viewer);
  found = test_console_find(contract->viewer, "test.echo");
  press(contract);
  test_assert_wait(has_no_console, contract->viewer);
  g_assert_false(test_console_open(console, found));
  contract_assert_error(console->error, ORIEL_ERROR_NOT_FOUND);
}

static void
test_session_ends(Contract *contract)
{
  g_autoptr(TestConsole) console = open_console(contract);

  test_console_listen(console);
  oriel_session_disconnect(contract->viewer->session);
  g_assert_true(has_no_console(contract->viewer));
  test_console_expect_end(console);
  contract_assert_error(console->error, ORIEL_ERROR_UNREACHABLE);
}

/* Who only looks does not type. */
static void
test_view_only(Contract *contract)
{
  g_autoptr(TestConsole) console = open_console(contract);
  g_autoptr(TestConsole) other = test_console_new(contract->viewer);
  g_autoptr(OrielConsole) found = test_console_find(contract->viewer, "test.echo");

  test_console_listen(console);
  oriel_session_set_view_only(contract->viewer->session, TRUE);
  test_console_expect_end(console);
  contract_assert_error(console->error, ORIEL_ERROR_NOT_SUPPORTED);
  g_assert_false(test_console_open(other, found));
  contract_assert_error(other->error, ORIEL_ERROR_NOT_SUPPORTED);
}

const Case contract_console[] = {
    {"echo", test_echo},           {"slow-reader", test_slow_reader},
    {"busy", test_busy},           {"ends", test_ends},
    {"gone", test_gone},           {"session-ends", test_session_ends},
    {"view-only", test_view_only}, {NULL},
};

// SPDX-License-Identifier: LGPL-2.1-or-later
/* Keys, pointer, clipboard, and what a guest is asked for. */
#include "contract.h"

#define QNUM_A 30
#define QNUM_B 48
#define QNUM_RIGHT_CTRL 0x9d
#define KEYSYM_A 0x61
#define KEYSYM_B 0x62
#define KEYSYM_RIGHT_CTRL 0xffe4

/* Connects, waits for the whole picture (what the server offers is known then), and returns the
 * display that takes the input. */
static OrielDisplay *
connect_display(Contract *contract)
{
  test_viewer_connect_and_see(contract->viewer);
  test_viewer_wait_for_pixel(contract->viewer, 639, 479, contract_pixel(contract, 639, 479));
  contract_expect(contract, "client");
  return test_viewer_get_display(contract->viewer);
}

static void
test_keys(Contract *contract)
{
  OrielDisplay *display = connect_display(contract);

  oriel_display_key(display, QNUM_A, KEYSYM_A, TRUE);
  oriel_display_key(display, QNUM_RIGHT_CTRL, KEYSYM_RIGHT_CTRL, TRUE);
  oriel_display_key(display, QNUM_A, KEYSYM_A, FALSE);
  oriel_display_key(display, QNUM_RIGHT_CTRL, KEYSYM_RIGHT_CTRL, FALSE);
  contract_expect_key(contract, QNUM_A, KEYSYM_A, TRUE);
  contract_expect_key(contract, QNUM_RIGHT_CTRL, KEYSYM_RIGHT_CTRL, TRUE);
  contract_expect_key(contract, QNUM_A, KEYSYM_A, FALSE);
  contract_expect_key(contract, QNUM_RIGHT_CTRL, KEYSYM_RIGHT_CTRL, FALSE);
}

/* A key held down repeats, as keyboards do. */
static void
test_key_repeats(Contract *contract)
{
  OrielDisplay *display = connect_display(contract);

  for (int i = 0; i < 3; i++)
    oriel_display_key(display, QNUM_A, KEYSYM_A, TRUE);
  oriel_display_key(display, QNUM_A, KEYSYM_A, FALSE);
  for (int i = 0; i < 3; i++)
    contract_expect_key(contract, QNUM_A, KEYSYM_A, TRUE);
  contract_expect_key(contract, QNUM_A, KEYSYM_A, FALSE);
}

static void
test_many_keys(Contract *contract)
{
  OrielDisplay *display = connect_display(contract);

  for (guint i = 0; i < 500; i++) {
    oriel_display_key(display, QNUM_A, KEYSYM_A + i % 26, TRUE);
    oriel_display_key(display, QNUM_A, KEYSYM_A + i % 26, FALSE);
  }
  for (guint i = 0; i < 500; i++) {
    contract_expect_key(contract, QNUM_A, KEYSYM_A + i % 26, TRUE);
    contract_expect_key(contract, QNUM_A, KEYSYM_A + i % 26, FALSE);
  }
}

static void
test_pointer(Contract *contract)
{
  OrielDisplay *display = connect_display(contract);

  oriel_display_pointer_move(display, 10, 20);
  contract_expect(contract, "pointer 10 20 0");
  oriel_display_pointer_button(display, ORIEL_BUTTON_LEFT, TRUE);
  contract_expect(contract, "pointer 10 20 1");
  oriel_display_pointer_button(display, ORIEL_BUTTON_RIGHT, TRUE);
  contract_expect(contract, "pointer 10 20 5");
  oriel_display_pointer_move(display, 639, 479);
  contract_expect(contract, "pointer 639 479 5");
  oriel_display_pointer_button(display, ORIEL_BUTTON_LEFT, FALSE);
  contract_expect(contract, "pointer 639 479 4");
  oriel_display_pointer_button(display, ORIEL_BUTTON_RIGHT, FALSE);
  contract_expect(contract, "pointer 639 479 0");
  oriel_display_pointer_button(display, ORIEL_BUTTON_WHEEL_UP, TRUE);
  oriel_display_pointer_button(display, ORIEL_BUTTON_WHEEL_UP, FALSE);
  contract_expect(contract, "pointer 639 479 8");
  contract_expect(contract, "pointer 639 479 0");
  oriel_display_pointer_button(display, ORIEL_BUTTON_SIDE, TRUE);
  contract_expect(contract, "pointer 639 479 128");
  oriel_display_pointer_button(display, ORIEL_BUTTON_SIDE, FALSE);
  contract_expect(contract, "pointer 639 479 0");
}

/* Where the protocol has not got it, the others are told as ever. */
static void
test_forward_button(Contract *contract)
{
  gboolean lacks = contract_lacks(contract, "the forward button");
  OrielDisplay *display = connect_display(contract);

  oriel_display_pointer_move(display, 10, 20);
  contract_expect(contract, "pointer 10 20 0");
  oriel_display_pointer_button(display, ORIEL_BUTTON_EXTRA, TRUE);
  contract_expect(contract, lacks ? "pointer 10 20 0" : "pointer 10 20 256");
  oriel_display_pointer_button(display, ORIEL_BUTTON_LEFT, TRUE);
  contract_expect(contract, lacks ? "pointer 10 20 1" : "pointer 10 20 257");
  oriel_display_pointer_button(display, ORIEL_BUTTON_EXTRA, FALSE);
  contract_expect(contract, "pointer 10 20 1");
  oriel_display_pointer_button(display, ORIEL_BUTTON_LEFT, FALSE);
  contract_expect(contract, "pointer 10 20 0");
}

/* Motion on the way to a click may be left out; the place of the click may not. */
static void
test_clicks_hit(Contract *contract)
{
  OrielDisplay *display = connect_display(contract);

  for (int i = 0; i < 100; i++) {
    g_autofree char *down = g_strdup_printf("pointer %d %d 1", i * 6 + 5, i * 4 + 3);
    g_autofree char *up = g_strdup_printf("pointer %d %d 0", i * 6 + 5, i * 4 + 3);
    g_autofree char *hit = NULL, *left = NULL;

    for (int step = 0; step < 6; step++)
      oriel_display_pointer_move(display, i * 6 + step, i * 4 + 3);
    oriel_display_pointer_button(display, ORIEL_BUTTON_LEFT, TRUE);
    oriel_display_pointer_button(display, ORIEL_BUTTON_LEFT, FALSE);
    hit = test_server_skip_to(contract->server, down);
    left = test_server_skip_to(contract->server, up);
  }
}

/* The pointer never leaves the screen. */
static void
test_pointer_stays_inside(Contract *contract)
{
  OrielDisplay *display = connect_display(contract);

  oriel_display_pointer_move(display, 100000, -5);
  contract_expect(contract, "pointer 639 0 0");
  oriel_display_pointer_move(display, -1, 480);
  contract_expect(contract, "pointer 0 479 0");
}

static gboolean
is_relative(gpointer data)
{
  return oriel_display_get_pointer_mode(data) == ORIEL_POINTER_RELATIVE;
}

static void
test_motion(Contract *contract)
{
  OrielDisplay *display = connect_display(contract);

  test_server_tell(contract->server, "pointer-mode relative");
  test_assert_wait(is_relative, display);
  oriel_display_pointer_motion(display, 5, -3);
  contract_expect(contract, "motion 5 -3 0");
  oriel_display_pointer_button(display, ORIEL_BUTTON_MIDDLE, TRUE);
  contract_expect(contract, "motion 0 0 2");
  oriel_display_pointer_motion(display, -1, 0);
  contract_expect(contract, "motion -1 0 2");
  oriel_display_pointer_button(display, ORIEL_BUTTON_MIDDLE, FALSE);
  contract_expect(contract, "motion 0 0 0");
}

static int
compare_lines(gconstpointer a, gconstpointer b)
{
  return g_strcmp0(*(char *const *)a, *(char *const *)b);
}

/* The server reports these lines next, in any order. */
static void
expect_any_order(Contract *contract, const char *const *sorted)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);

  for (guint i = 0; sorted[i] != NULL; i++)
    g_ptr_array_add(lines, test_server_next(contract->server));
  g_ptr_array_sort(lines, compare_lines);
  for (guint i = 0; sorted[i] != NULL; i++)
    g_assert_cmpstr(g_ptr_array_index(lines, i), ==, sorted[i]);
}

static void
hold_things(Contract *contract, OrielDisplay *display)
{
  oriel_display_pointer_move(display, 5, 6);
  oriel_display_key(display, QNUM_A, KEYSYM_A, TRUE);
  oriel_display_key(display, QNUM_RIGHT_CTRL, KEYSYM_RIGHT_CTRL, TRUE);
  oriel_display_pointer_button(display, ORIEL_BUTTON_LEFT, TRUE);
  contract_expect(contract, "pointer 5 6 0");
  contract_expect_key(contract, QNUM_A, KEYSYM_A, TRUE);
  contract_expect_key(contract, QNUM_RIGHT_CTRL, KEYSYM_RIGHT_CTRL, TRUE);
  contract_expect(contract, "pointer 5 6 1");
}

static void
expect_releases(Contract *contract)
{
  static const char *const lines[] = {"key 157 65508 up", "key 30 97 up", "pointer 5 6 0", NULL};
  static const char *const bare[] = {"key 157 0 up", "key 30 0 up", "pointer 5 6 0", NULL};

  expect_any_order(contract, contract_lacks(contract, "keysyms") ? bare : lines);
}

static void
test_release_all(Contract *contract)
{
  OrielDisplay *display = connect_display(contract);

  hold_things(contract, display);
  oriel_display_release_all(display);
  expect_releases(contract);

  /* Nothing is held any more: nothing to release. */
  oriel_display_release_all(display);
  oriel_display_key(display, QNUM_B, KEYSYM_B, TRUE);
  contract_expect_key(contract, QNUM_B, KEYSYM_B, TRUE);
}

static void
test_disconnect_releases(Contract *contract)
{
  hold_things(contract, connect_display(contract));
  oriel_session_disconnect(contract->viewer->session);
  expect_releases(contract);
  contract_expect(contract, "gone");
}

static void
test_view_only(Contract *contract)
{
  OrielDisplay *display = connect_display(contract);

  hold_things(contract, display);
  oriel_session_set_view_only(contract->viewer->session, TRUE);
  expect_releases(contract);
  oriel_display_key(display, QNUM_A, KEYSYM_A, TRUE);
  oriel_display_pointer_move(display, 50, 60);
  oriel_display_pointer_motion(display, 50, 60);
  oriel_display_pointer_button(display, ORIEL_BUTTON_LEFT, TRUE);
  oriel_display_release_all(display);

  oriel_session_set_view_only(contract->viewer->session, FALSE);
  oriel_display_key(display, QNUM_B, KEYSYM_B, TRUE);
  contract_expect_key(contract, QNUM_B, KEYSYM_B, TRUE);
}

typedef struct {
  TestViewer *viewer;
  const char *text;
} Copied;

static gboolean
has_guest_text(gpointer data)
{
  Copied *copied = data;
  OrielClipboard *clipboard = oriel_session_get_clipboard(copied->viewer->session);

  return g_strcmp0(oriel_clipboard_get_guest_text(clipboard), copied->text) == 0;
}

static void
test_clipboard(Contract *contract)
{
  Copied copied = {contract->viewer, "gr\303\274\303\237e\nfrom the guest"};
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  connect_display(contract);
  test_assert_wait(test_viewer_has_clipboard, contract->viewer);
  test_server_tell(contract->server, "cut gr\\303\\274\\303\\237e\\nfrom the guest");
  test_assert_wait(has_guest_text, &copied);

  oriel_clipboard_send_text_async(oriel_session_get_clipboard(contract->viewer->session),
                                  "caf\303\251\n", NULL, test_keep_result, &result);
  test_wait_for_result(&result);
  oriel_clipboard_send_text_finish(oriel_session_get_clipboard(contract->viewer->session), result,
                                   &error);
  g_assert_no_error(error);
  contract_expect(contract, "cut caf\\303\\251\\n");
}

static void
test_clipboard_view_only(Contract *contract)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  oriel_session_set_view_only(contract->viewer->session, TRUE);
  connect_display(contract);
  test_assert_wait(test_viewer_has_clipboard, contract->viewer);
  oriel_clipboard_send_text_async(oriel_session_get_clipboard(contract->viewer->session), "x", NULL,
                                  test_keep_result, &result);
  test_wait_for_result(&result);
  oriel_clipboard_send_text_finish(oriel_session_get_clipboard(contract->viewer->session), result,
                                   &error);
  contract_assert_error(error, ORIEL_ERROR_NOT_SUPPORTED);
}

static void
test_request_size(Contract *contract)
{
  OrielDisplay *display = connect_display(contract);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  oriel_display_request_size_async(display, 500, 400, NULL, test_keep_result, &result);
  test_wait_for_result(&result);
  oriel_display_request_size_finish(display, result, &error);
  g_assert_no_error(error);
  contract_expect(contract, "size 500 400");
  test_viewer_wait_for_size(contract->viewer, 500, 400);
}

static void
test_request_size_refused(Contract *contract)
{
  OrielDisplay *display = connect_display(contract);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  test_server_tell(contract->server, "allow-resize no");
  oriel_display_request_size_async(display, 500, 400, NULL, test_keep_result, &result);
  test_wait_for_result(&result);
  oriel_display_request_size_finish(display, result, &error);
  /* Some servers say nothing: the guest just keeps its size. */
  contract_assert_error(error, contract_lacks(contract, "refusals") ? ORIEL_ERROR_TIMED_OUT
                                                                    : ORIEL_ERROR_NOT_SUPPORTED);
  test_viewer_wait_for_pixel(contract->viewer, 639, 479, contract_pixel(contract, 639, 479));
  g_assert_cmpint(oriel_display_get_width(display), ==, 640);
}

static gboolean
offers_reboot(gpointer data)
{
  TestViewer *viewer = data;
  return (oriel_session_get_power_actions(viewer->session) & ORIEL_POWER_REBOOT) != 0;
}

static void
test_power(Contract *contract)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  connect_display(contract);
  test_assert_wait(offers_reboot, contract->viewer);
  oriel_session_power_async(contract->viewer->session, ORIEL_POWER_REBOOT, NULL, test_keep_result,
                            &result);
  test_wait_for_result(&result);
  oriel_session_power_finish(contract->viewer->session, result, &error);
  g_assert_no_error(error);
  contract_expect(contract, "power reboot");
}

/* What a session cannot do fails with a reason, whatever the backend. */
static void
test_not_supported(Contract *contract)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  oriel_session_power_async(contract->viewer->session, ORIEL_POWER_RESET, NULL, test_keep_result,
                            &result);
  test_wait_for_result(&result);
  oriel_session_power_finish(contract->viewer->session, result, &error);
  contract_assert_error(error, ORIEL_ERROR_NOT_SUPPORTED);
  g_assert_null(oriel_session_get_clipboard(contract->viewer->session));
}

/* Input to a display whose session is over goes nowhere, and does no harm. */
static void
test_after_the_end(Contract *contract)
{
  g_autoptr(OrielDisplay) display = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  test_viewer_connect_and_see(contract->viewer);
  display = g_object_ref(test_viewer_get_display(contract->viewer));
  oriel_display_key(display, QNUM_A, KEYSYM_A, TRUE);
  oriel_session_disconnect(contract->viewer->session);
  oriel_display_key(display, QNUM_A, KEYSYM_A, TRUE);
  oriel_display_pointer_move(display, 1, 1);
  oriel_display_pointer_motion(display, 1, 1);
  oriel_display_pointer_button(display, ORIEL_BUTTON_LEFT, TRUE);
  oriel_display_release_all(display);
  oriel_display_request_size_async(display, 100, 100, NULL, test_keep_result, &result);
  test_wait_for_result(&result);
  oriel_display_request_size_finish(display, result, &error);
  g_assert_nonnull(error);
}

const Case contract_input[] = {
    {"keys", test_keys, TRUE},
    {"key-repeats", test_key_repeats, TRUE},
    {"many-keys", test_many_keys, TRUE},
    {"pointer", test_pointer, TRUE},
    {"forward-button", test_forward_button, TRUE},
    {"clicks-hit", test_clicks_hit, TRUE},
    {"pointer-stays-inside", test_pointer_stays_inside, TRUE},
    {"motion", test_motion, TRUE},
    {"release-all", test_release_all, TRUE},
    {"disconnect-releases", test_disconnect_releases, TRUE},
    {"view-only", test_view_only, TRUE},
    {"clipboard", test_clipboard, TRUE, "clipboard"},
    {"clipboard-view-only", test_clipboard_view_only, TRUE, "clipboard"},
    {"request-size", test_request_size, TRUE},
    {"request-size-refused", test_request_size_refused, TRUE},
    {"power", test_power, TRUE, "power"},
    {"not-supported", test_not_supported},
    {"after-the-end", test_after_the_end},
    {NULL},
};

// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Clipboards: what either side has is told, and read when it is pasted. The test-pattern backend
 * asks for text at once and for anything else by F13, copies by F14, and has clipboards or none by
 * F15.
 */
#include "contract.h"

#define QNUM_F13 0x5d
#define QNUM_F14 0x5e
#define QNUM_F15 0x5f

static OrielClipboard *
get_clipboard(Contract *contract)
{
  return oriel_session_get_clipboard(contract->viewer->session);
}

static gboolean
has_no_clipboard(gpointer data)
{
  return get_clipboard(data) == NULL;
}

static OrielClipboard *
connect_clipboard(Contract *contract)
{
  test_viewer_connect_and_see(contract->viewer);
  test_assert_wait(test_viewer_has_clipboard, contract->viewer);
  return get_clipboard(contract);
}

static void
press(Contract *contract, guint qnum)
{
  OrielDisplay *display = test_viewer_get_display(contract->viewer);

  oriel_display_key(display, qnum, 0, TRUE);
  oriel_display_key(display, qnum, 0, FALSE);
}

typedef struct {
  Contract *contract;
  OrielSelection selection;
  const char *type; /* NULL = nothing */
} Copied;

static gboolean
is_copied(gpointer data)
{
  Copied *copied = data;
  const char *const *types =
      oriel_clipboard_get_guest_types(get_clipboard(copied->contract), copied->selection);

  return copied->type != NULL ? types != NULL && g_strv_contains(types, copied->type)
                              : types == NULL;
}

/* Waits until the guest has copied this. */
static void
expect_copied(Contract *contract, OrielSelection selection, const char *type, const char *expected)
{
  Copied copied = {contract, selection, type};
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) data = NULL;

  test_assert_wait(is_copied, &copied);
  oriel_clipboard_read_async(get_clipboard(contract), selection, type, NULL, test_keep_result,
                             &result);
  test_wait_for_result(&result);
  data = oriel_clipboard_read_finish(get_clipboard(contract), result, &error);
  g_assert_no_error(error);
  g_assert_cmpmem(g_bytes_get_data(data, NULL), g_bytes_get_size(data), expected, strlen(expected));
}

static void
test_read(Contract *contract)
{
  OrielClipboard *clipboard = connect_clipboard(contract);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) data = NULL;

  g_assert_null(oriel_clipboard_get_guest_types(clipboard, ORIEL_SELECTION_CLIPBOARD));
  oriel_clipboard_read_async(clipboard, ORIEL_SELECTION_CLIPBOARD, ORIEL_CLIPBOARD_TEXT, NULL,
                             test_keep_result, &result);
  test_wait_for_result(&result);
  data = oriel_clipboard_read_finish(clipboard, result, &error);
  contract_assert_error(error, ORIEL_ERROR_NOT_FOUND);
  test_server_tell(contract->server, "cut gr\\303\\274n");
  expect_copied(contract, ORIEL_SELECTION_CLIPBOARD, ORIEL_CLIPBOARD_TEXT, "gr\303\274n");
}

static void
on_requested(OrielClipboard *clipboard, OrielClipboardRequest *request, gpointer user_data)
{
  g_set_object((OrielClipboardRequest **)user_data, request);
}

static gboolean
is_requested(gpointer data)
{
  return *(OrielClipboardRequest **)data != NULL;
}

/* Text that is offered is asked for, sooner or later. */
static void
test_offer_text(Contract *contract)
{
  static const char *const types[] = {ORIEL_CLIPBOARD_TEXT, "image/png", NULL};
  OrielClipboard *clipboard = connect_clipboard(contract);
  g_autoptr(OrielClipboardRequest) request = NULL;
  g_autoptr(GBytes) data = g_bytes_new_static("on demand", 9);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  if (contract->server != NULL)
    contract_expect(contract, "client");
  g_signal_connect(clipboard, "requested", G_CALLBACK(on_requested), &request);
  oriel_clipboard_offer_async(clipboard, ORIEL_SELECTION_CLIPBOARD, types, NULL, test_keep_result,
                              &result);
  test_assert_wait(is_requested, &request);
  g_assert_cmpstr(oriel_clipboard_request_get_content_type(request), ==, ORIEL_CLIPBOARD_TEXT);
  oriel_clipboard_request_answer(request, data);
  test_wait_for_result(&result);
  oriel_clipboard_offer_finish(clipboard, result, &error);
  g_assert_no_error(error);
  if (contract->server != NULL)
    contract_expect(contract, "cut on demand");
  else
    expect_copied(contract, ORIEL_SELECTION_CLIPBOARD, ORIEL_CLIPBOARD_TEXT, "ON DEMAND");
}

static void
test_offer_nonsense(Contract *contract)
{
  static const char *const types[] = {"\033[2J", NULL};
  OrielClipboard *clipboard = connect_clipboard(contract);
  g_autoptr(GBytes) data = g_bytes_new_static("\377", 1);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  oriel_clipboard_offer_async(clipboard, ORIEL_SELECTION_CLIPBOARD, types, NULL, test_keep_result,
                              &result);
  test_wait_for_result(&result);
  oriel_clipboard_offer_finish(clipboard, result, &error);
  contract_assert_error(error, ORIEL_ERROR_INVALID);
  g_clear_error(&error);
  g_clear_object(&result);
  oriel_clipboard_send_async(clipboard, ORIEL_SELECTION_CLIPBOARD, ORIEL_CLIPBOARD_TEXT, data, NULL,
                             test_keep_result, &result);
  test_wait_for_result(&result);
  oriel_clipboard_send_finish(clipboard, result, &error);
  contract_assert_error(error, ORIEL_ERROR_INVALID);
}

/* The session ends while something is on its way. */
static void
test_end(Contract *contract)
{
  static const char *const types[] = {ORIEL_CLIPBOARD_TEXT, NULL};
  g_autoptr(OrielClipboard) clipboard = g_object_ref(connect_clipboard(contract));
  g_autoptr(OrielClipboardRequest) request = NULL;
  g_autoptr(GBytes) data = g_bytes_new_static("late", 4);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_signal_connect(clipboard, "requested", G_CALLBACK(on_requested), &request);
  oriel_clipboard_offer_async(clipboard, ORIEL_SELECTION_CLIPBOARD, types, NULL, NULL, NULL);
  test_assert_wait(is_requested, &request);
  oriel_session_disconnect(contract->viewer->session);
  g_assert_null(get_clipboard(contract));
  oriel_clipboard_request_answer(request, data);
  oriel_clipboard_offer_async(clipboard, ORIEL_SELECTION_CLIPBOARD, types, NULL, test_keep_result,
                              &result);
  test_wait_for_result(&result);
  oriel_clipboard_offer_finish(clipboard, result, &error);
  contract_assert_error(error, ORIEL_ERROR_FAILED);
}

/* Cases of the test-pattern backend */

static void
test_pattern_copies(Contract *contract)
{
  Copied nothing = {contract, ORIEL_SELECTION_PRIMARY, NULL};

  connect_clipboard(contract);
  press(contract, QNUM_F14);
  expect_copied(contract, ORIEL_SELECTION_PRIMARY, ORIEL_CLIPBOARD_TEXT, "selection 1");
  expect_copied(contract, ORIEL_SELECTION_CLIPBOARD, ORIEL_CLIPBOARD_TEXT, "selection 0");
  press(contract, QNUM_F14);
  test_assert_wait(is_copied, &nothing);
}

static void
test_pattern_picture(Contract *contract)
{
  static const char *const types[] = {"image/png", NULL};
  OrielClipboard *clipboard = connect_clipboard(contract);
  g_autoptr(OrielClipboardRequest) request = NULL;
  g_autoptr(GBytes) data = g_bytes_new_static("\211PNG\377", 5);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_signal_connect(clipboard, "requested", G_CALLBACK(on_requested), &request);
  oriel_clipboard_offer_async(clipboard, ORIEL_SELECTION_PRIMARY, types, NULL, test_keep_result,
                              &result);
  test_wait_for_result(&result);
  oriel_clipboard_offer_finish(clipboard, result, &error);
  g_assert_no_error(error);
  g_assert_null(request);
  press(contract, QNUM_F13);
  test_assert_wait(is_requested, &request);
  g_assert_cmpint(oriel_clipboard_request_get_selection(request), ==, ORIEL_SELECTION_PRIMARY);
  oriel_clipboard_request_answer(request, data);
  expect_copied(contract, ORIEL_SELECTION_PRIMARY, "image/png", "\211PNG\377");
}

/* A request that nobody answers is refused, and the next one is made. */
static void
test_pattern_refused(Contract *contract)
{
  static const char *const types[] = {"image/png", NULL};
  OrielClipboard *clipboard = connect_clipboard(contract);
  g_autoptr(OrielClipboardRequest) request = NULL;
  gulong id = g_signal_connect(clipboard, "requested", G_CALLBACK(on_requested), &request);

  oriel_clipboard_offer_async(clipboard, ORIEL_SELECTION_CLIPBOARD, types, NULL, NULL, NULL);
  press(contract, QNUM_F13);
  test_assert_wait(is_requested, &request);
  g_clear_object(&request);
  g_signal_handler_disconnect(clipboard, id);
  press(contract, QNUM_F13);
  press(contract, QNUM_F14);
  expect_copied(contract, ORIEL_SELECTION_CLIPBOARD, ORIEL_CLIPBOARD_TEXT, "selection 0");
}

static void
test_pattern_goes(Contract *contract)
{
  g_autoptr(OrielClipboard) old = g_object_ref(connect_clipboard(contract));

  oriel_clipboard_send_text_async(old, "a", NULL, NULL, NULL);
  expect_copied(contract, ORIEL_SELECTION_CLIPBOARD, ORIEL_CLIPBOARD_TEXT, "A");
  press(contract, QNUM_F15);
  test_assert_wait(has_no_clipboard, contract);
  g_assert_null(oriel_clipboard_get_guest_types(old, ORIEL_SELECTION_CLIPBOARD));
  press(contract, QNUM_F15);
  test_assert_wait(test_viewer_has_clipboard, contract->viewer);
  g_assert_true(get_clipboard(contract) != old);
  press(contract, QNUM_F14);
  expect_copied(contract, ORIEL_SELECTION_CLIPBOARD, ORIEL_CLIPBOARD_TEXT, "selection 0");
}

static gboolean
has_copied_both(gpointer data)
{
  OrielClipboard *clipboard = get_clipboard(data);

  return clipboard != NULL &&
         oriel_clipboard_get_guest_types(clipboard, ORIEL_SELECTION_PRIMARY) != NULL &&
         oriel_clipboard_get_guest_types(clipboard, ORIEL_SELECTION_CLIPBOARD) != NULL;
}

/* What is copied right after a clipboard has come back is not told before that; so soon after, the
 * viewer may not even hear that it was gone. */
static void
test_pattern_returns(Contract *contract)
{
  connect_clipboard(contract);
  press(contract, QNUM_F15);
  press(contract, QNUM_F15);
  press(contract, QNUM_F14);
  test_assert_wait(has_copied_both, contract);
}

/* Nothing goes in, and what was offered before is withdrawn. */
static void
test_pattern_view_only(Contract *contract)
{
  static const char *const types[] = {"image/png", NULL};
  OrielClipboard *clipboard = connect_clipboard(contract);
  g_autoptr(OrielClipboardRequest) request = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_signal_connect(clipboard, "requested", G_CALLBACK(on_requested), &request);
  oriel_clipboard_offer_async(clipboard, ORIEL_SELECTION_CLIPBOARD, types, NULL, NULL, NULL);
  oriel_session_set_view_only(contract->viewer->session, TRUE);
  oriel_clipboard_offer_async(clipboard, ORIEL_SELECTION_CLIPBOARD, types, NULL, test_keep_result,
                              &result);
  test_wait_for_result(&result);
  oriel_clipboard_offer_finish(clipboard, result, &error);
  contract_assert_error(error, ORIEL_ERROR_NOT_SUPPORTED);
  oriel_session_set_view_only(contract->viewer->session, FALSE);
  press(contract, QNUM_F13);
  press(contract, QNUM_F14);
  expect_copied(contract, ORIEL_SELECTION_CLIPBOARD, ORIEL_CLIPBOARD_TEXT, "selection 0");
  g_assert_null(request);
}

const Case contract_clipboard[] = {
    {"read", test_read, TRUE},
    {"offer-text", test_offer_text},
    {"offer-nonsense", test_offer_nonsense},
    {"end", test_end},
    {NULL},
};

const Case contract_pattern_clipboard[] = {
    {"copies", test_pattern_copies},
    {"picture", test_pattern_picture},
    {"refused", test_pattern_refused},
    {"goes", test_pattern_goes},
    {"returns", test_pattern_returns},
    {"view-only", test_pattern_view_only},
    {NULL},
};

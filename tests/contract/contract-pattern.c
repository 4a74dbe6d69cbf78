// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The test-pattern backend: input comes back as pixels, the pixel (qnum, 0) being white while a key
 * is held and black when it was released.
 */
#include "contract.h"

#define QNUM_A 30
#define QNUM_CTRL 29
#define QNUM_F6 0x40
#define QNUM_F9 0x43
#define WHITE 0xffffff
#define BLACK 0x000000
#define RED 0xff0000

static OrielDisplay *
connect_display(Contract *contract)
{
  test_viewer_connect_and_see(contract->viewer);
  return test_viewer_get_display(contract->viewer);
}

/* A viewer of the test pattern with these parameters. (transfer full) */
static TestViewer *
viewer_with(const char *parameters)
{
  g_autofree char *uri = g_strconcat("test://?", parameters, NULL);
  return test_viewer_new(uri);
}

static void
test_keys(Contract *contract)
{
  OrielDisplay *display = connect_display(contract);

  oriel_display_key(display, QNUM_A, 0, TRUE);
  oriel_display_key(display, QNUM_CTRL, 0, TRUE);
  oriel_display_key(display, QNUM_CTRL, 0, FALSE);
  test_viewer_wait_for_pixel(contract->viewer, QNUM_CTRL, 0, BLACK);
  g_assert_cmphex(test_viewer_get_pixel(contract->viewer, QNUM_A, 0), ==, WHITE);
  oriel_display_release_all(display);
  test_viewer_wait_for_pixel(contract->viewer, QNUM_A, 0, BLACK);
}

static void
test_view_only(Contract *contract)
{
  OrielDisplay *display = connect_display(contract);

  oriel_session_set_view_only(contract->viewer->session, TRUE);
  oriel_display_key(display, QNUM_A, 0, TRUE);
  oriel_display_key(display, QNUM_A, 0, FALSE);
  oriel_display_pointer_move(display, 10, 10);
  oriel_display_pointer_button(display, ORIEL_BUTTON_LEFT, TRUE);
  oriel_session_set_view_only(contract->viewer->session, FALSE);
  oriel_display_key(display, QNUM_CTRL, 0, TRUE);
  oriel_display_key(display, QNUM_CTRL, 0, FALSE);
  test_viewer_wait_for_pixel(contract->viewer, QNUM_CTRL, 0, BLACK);
  g_assert_cmphex(test_viewer_get_pixel(contract->viewer, QNUM_A, 0), ==, WHITE);
  g_assert_cmphex(test_viewer_get_pixel(contract->viewer, 10, 10), ==, WHITE);
}

static gboolean
has_answer(gpointer data)
{
  TestViewer *viewer = data;
  OrielClipboard *clipboard = oriel_session_get_clipboard(viewer->session);

  return g_strcmp0(oriel_clipboard_get_guest_text(clipboard), "\316\246\316\251 \342\202\254 A") ==
         0;
}

/* Any text of Unicode passes, both ways. */
static void
test_clipboard(Contract *contract)
{
  connect_display(contract);
  test_assert_wait(test_viewer_has_clipboard, contract->viewer);
  oriel_clipboard_send_text_async(oriel_session_get_clipboard(contract->viewer->session),
                                  "\317\206\317\211 \342\202\254 a", NULL, NULL, NULL);
  test_assert_wait(has_answer, contract->viewer);
}

static gboolean
has_name(gpointer data)
{
  TestViewer *viewer = data;
  return oriel_session_get_name(viewer->session) != NULL;
}

static void
test_no_clipboard(Contract *contract)
{
  g_autoptr(TestViewer) viewer = viewer_with("clipboard=no");

  test_viewer_connect_and_see(viewer);
  test_assert_wait(has_name, viewer);
  g_assert_null(oriel_session_get_clipboard(viewer->session));
}

static void
test_size_refused(Contract *contract)
{
  g_autoptr(TestViewer) viewer = viewer_with("resize=no");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  test_viewer_connect_and_see(viewer);
  oriel_display_request_size_async(test_viewer_get_display(viewer), 100, 100, NULL,
                                   test_keep_result, &result);
  test_wait_for_result(&result);
  oriel_display_request_size_finish(test_viewer_get_display(viewer), result, &error);
  contract_assert_error(error, ORIEL_ERROR_NOT_SUPPORTED);
  g_assert_cmpint(oriel_display_get_width(test_viewer_get_display(viewer)), ==, 640);
}

static gboolean
is_resizable(gpointer data)
{
  return oriel_display_get_resizable(test_viewer_get_display(data));
}

static gboolean
is_fixed(gpointer data)
{
  return !is_resizable(data);
}

static void
on_resizable(OrielDisplay *display, GParamSpec *pspec, gpointer user_data)
{
  *(guint *)user_data += 1;
}

/* A guest that does not follow at first may do so later. */
static void
test_resizable(Contract *contract)
{
  g_autoptr(TestViewer) viewer = viewer_with("resize=no");
  OrielDisplay *display = connect_display(contract);
  guint n_told = 0;

  g_assert_true(oriel_display_get_resizable(display));
  test_viewer_connect_and_see(viewer);
  display = test_viewer_get_display(viewer);
  test_assert_wait(is_fixed, viewer);
  g_signal_connect(display, "notify::resizable", G_CALLBACK(on_resizable), &n_told);
  oriel_display_key(display, QNUM_F9, 0, TRUE);
  test_assert_wait(is_resizable, viewer);
  g_assert_cmpuint(n_told, ==, 1);
  oriel_display_request_size_async(display, 320, 240, NULL, NULL, NULL);
  test_viewer_wait_for_size(viewer, 320, 240);
}

static void
test_size_absurd(Contract *contract)
{
  OrielDisplay *display = connect_display(contract);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  oriel_display_request_size_async(display, 1 << 20, 1 << 20, NULL, test_keep_result, &result);
  test_wait_for_result(&result);
  oriel_display_request_size_finish(display, result, &error);
  contract_assert_error(error, ORIEL_ERROR_INVALID);
  g_assert_cmpint(oriel_display_get_width(display), ==, 640);
}

static void
test_fails(Contract *contract)
{
  g_autoptr(TestViewer) viewer = viewer_with("fail=connect");

  g_assert_false(test_viewer_connect(viewer));
  contract_assert_error(viewer->result, ORIEL_ERROR_UNREACHABLE);
  contract_assert_states(viewer, ORIEL_SESSION_CONNECTING, ORIEL_SESSION_CLOSED, -1);
}

static void
test_password(Contract *contract)
{
  g_autoptr(TestViewer) viewer = viewer_with("secret=open");

  test_viewer_start(viewer);
  test_viewer_wait_for_question(viewer);
  g_assert_cmpuint(oriel_auth_request_get_retry(viewer->question), ==, 0);
  oriel_auth_request_answer(viewer->question, NULL, "shut");
  test_viewer_wait_for_state(viewer, ORIEL_SESSION_CONNECTING);
  test_viewer_wait_for_question(viewer);
  g_assert_cmpuint(oriel_auth_request_get_retry(viewer->question), ==, 1);
  oriel_auth_request_answer(viewer->question, NULL, "open");
  test_viewer_wait_for_state(viewer, ORIEL_SESSION_CONNECTED);
  contract_assert_states(viewer, ORIEL_SESSION_CONNECTING, ORIEL_SESSION_AUTHENTICATING,
                         ORIEL_SESSION_CONNECTING, ORIEL_SESSION_AUTHENTICATING,
                         ORIEL_SESSION_CONNECTING, ORIEL_SESSION_CONNECTED, -1);
}

static void
test_password_refused(Contract *contract)
{
  g_autoptr(TestViewer) viewer = viewer_with("secret=open");

  test_viewer_start(viewer);
  test_viewer_wait_for_question(viewer);
  oriel_auth_request_refuse(viewer->question);
  test_viewer_wait_for_state(viewer, ORIEL_SESSION_CLOSED);
  contract_assert_error(oriel_session_get_error(viewer->session), ORIEL_ERROR_AUTH);
}

static void
test_wrong_passwords(Contract *contract)
{
  g_autoptr(TestViewer) viewer = viewer_with("secret=open");

  viewer->password = "shut";
  g_assert_false(test_viewer_connect(viewer));
  contract_assert_error(viewer->result, ORIEL_ERROR_AUTH);
  g_assert_cmpuint(viewer->n_results, ==, 1);
}

static gboolean
has_three_displays(gpointer data)
{
  TestViewer *viewer = data;
  return g_list_model_get_n_items(oriel_session_get_displays(viewer->session)) == 3;
}

static void
test_displays(Contract *contract)
{
  g_autoptr(TestViewer) viewer = viewer_with("displays=3&size=320x200");

  test_viewer_connect_and_see(viewer);
  test_assert_wait(has_three_displays, viewer);
  for (guint i = 0; i < 3; i++) {
    g_autoptr(OrielDisplay) display =
        g_list_model_get_item(oriel_session_get_displays(viewer->session), i);
    g_assert_cmpuint(oriel_display_get_id(display), ==, i);
    g_assert_cmpint(oriel_display_get_width(display), ==, 320);
    g_assert_cmpint(oriel_display_get_height(display), ==, 200);
  }
}

static gboolean
offers_power(gpointer data)
{
  TestViewer *viewer = data;
  return oriel_session_get_power_actions(viewer->session) != 0;
}

/* A guest that ends takes its session with it, once, with the reason it gave. */
static void
test_shutdown(Contract *contract)
{
  connect_display(contract);
  test_assert_wait(offers_power, contract->viewer);
  oriel_session_power_async(contract->viewer->session, ORIEL_POWER_SHUTDOWN, NULL, NULL, NULL);
  test_viewer_wait_for_state(contract->viewer, ORIEL_SESSION_CLOSED);
  contract_assert_error(oriel_session_get_error(contract->viewer->session),
                        ORIEL_ERROR_UNREACHABLE);
  g_assert_cmpuint(test_viewer_count_state(contract->viewer, ORIEL_SESSION_CLOSED), ==, 1);
}

static void
test_crash(Contract *contract)
{
  OrielDisplay *display = connect_display(contract);

  oriel_display_key(display, QNUM_F6, 0, TRUE);
  test_viewer_wait_for_state(contract->viewer, ORIEL_SESSION_CLOSED);
  contract_assert_error(oriel_session_get_error(contract->viewer->session), ORIEL_ERROR_DIED);
  g_assert_cmpuint(test_viewer_count_state(contract->viewer, ORIEL_SESSION_CLOSED), ==, 1);
  g_assert_cmphex(test_viewer_get_pixel(contract->viewer, 1, 1), ==, WHITE);
  test_viewer_connect_and_see(contract->viewer);
}

const Case contract_pattern[] = {
    {"keys", test_keys},
    {"view-only", test_view_only},
    {"clipboard", test_clipboard},
    {"no-clipboard", test_no_clipboard},
    {"size-refused", test_size_refused},
    {"resizable", test_resizable},
    {"size-absurd", test_size_absurd},
    {"fails", test_fails},
    {"password", test_password},
    {"password-refused", test_password_refused},
    {"wrong-passwords", test_wrong_passwords},
    {"displays", test_displays},
    {"shutdown", test_shutdown},
    {"crash", test_crash},
    {NULL},
};

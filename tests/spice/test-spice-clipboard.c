// SPDX-License-Identifier: LGPL-2.1-or-later
/* What is copied on one side is pasted on the other, when it is. */
#include "guest.h"

#include <glib/gstdio.h>

#include "server/checksum.h"

#define CAPABILITIES_CRLF "3d7f7" /* with VD_AGENT_CAP_GUEST_LINEEND_CRLF */
#define CAPABILITIES_NO_SELECTION "3d5b7"

static OrielClipboard *
get_clipboard(Guest *guest)
{
  return oriel_session_get_clipboard(guest->viewer->session);
}

static gboolean
has_no_clipboard(gpointer data)
{
  return get_clipboard(data) == NULL;
}

static Guest *
connect_guest(const char *capabilities)
{
  static const char *const arguments[] = {"--agent", NULL};
  Guest *guest = guest_new(arguments);

  if (capabilities != NULL)
    test_server_tell(guest->server, "agent-capabilities %s", capabilities);
  test_viewer_connect_and_see(guest->viewer);
  test_assert_wait(test_viewer_has_clipboard, guest->viewer);
  return guest;
}

typedef struct {
  Guest *guest;
  OrielSelection selection;
  const char *type; /* NULL = nothing */
} Copied;

static gboolean
is_copied(gpointer data)
{
  Copied *copied = data;
  const char *const *types =
      oriel_clipboard_get_guest_types(get_clipboard(copied->guest), copied->selection);

  return copied->type != NULL ? types != NULL && g_strv_contains(types, copied->type)
                              : types == NULL;
}

typedef struct {
  Operation operation;
  GBytes *data;
} Reading;

static void
on_read(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = user_data;

  reading->data =
      oriel_clipboard_read_finish(ORIEL_CLIPBOARD(source), result, &reading->operation.error);
  reading->operation.done = TRUE;
}

static void
begin_read(Guest *guest, OrielSelection selection, const char *type, Reading *reading)
{
  oriel_clipboard_read_async(get_clipboard(guest), selection, type, NULL, on_read, reading);
}

static void
assert_text(Guest *guest, OrielSelection selection, const char *expected)
{
  Copied copied = {guest, selection, ORIEL_CLIPBOARD_TEXT};
  Reading reading = {0};

  test_assert_wait(is_copied, &copied);
  begin_read(guest, selection, ORIEL_CLIPBOARD_TEXT, &reading);
  operation_succeed(&reading.operation);
  g_assert_cmpmem(g_bytes_get_data(reading.data, NULL), g_bytes_get_size(reading.data), expected,
                  strlen(expected));
  g_bytes_unref(reading.data);
}

static void
on_sent(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Operation *operation = user_data;

  oriel_clipboard_send_finish(ORIEL_CLIPBOARD(source), result, &operation->error);
  operation->done = TRUE;
}

static void
send_text(Guest *guest, OrielSelection selection, const char *text)
{
  g_autoptr(GBytes) data = g_bytes_new(text, strlen(text));
  Operation operation = {0};

  oriel_clipboard_send_async(get_clipboard(guest), selection, ORIEL_CLIPBOARD_TEXT, data, NULL,
                             on_sent, &operation);
  operation_succeed(&operation);
}

static void
test_out(void)
{
  g_autoptr(Guest) guest = connect_guest(NULL);
  Copied none = {guest, ORIEL_SELECTION_CLIPBOARD, NULL};

  test_server_tell(guest->server, "clipboard-text clipboard gr\\303\\274n\\nrot");
  assert_text(guest, ORIEL_SELECTION_CLIPBOARD, "gr\303\274n\nrot");
  guest_expect(guest, "agent clipboard request clipboard text");
  test_server_tell(guest->server, "clipboard-text primary marked");
  assert_text(guest, ORIEL_SELECTION_PRIMARY, "marked");
  guest_expect(guest, "agent clipboard request primary text");
  assert_text(guest, ORIEL_SELECTION_CLIPBOARD, "gr\303\274n\nrot");
  test_server_tell(guest->server, "clipboard-release clipboard");
  test_assert_wait(is_copied, &none);
}

static void
test_in(void)
{
  g_autoptr(Guest) guest = connect_guest(NULL);

  send_text(guest, ORIEL_SELECTION_CLIPBOARD, "caf\303\251\n");
  guest_expect(guest, "agent clipboard grab clipboard text");
  test_server_tell(guest->server, "clipboard-request clipboard text");
  guest_expect(guest, "agent clipboard data clipboard text 6 caf\\303\\251\\n");
  send_text(guest, ORIEL_SELECTION_PRIMARY, "marked");
  guest_expect(guest, "agent clipboard grab primary text");
  test_server_tell(guest->server, "clipboard-request primary text");
  guest_expect(guest, "agent clipboard data primary text 6 marked");
  /* Of a type that was not offered there is nothing. */
  test_server_tell(guest->server, "clipboard-request primary png");
  guest_expect(guest, "agent clipboard data primary png 0 checksum 811c9dc5");
}

static void
test_line_ends(void)
{
  g_autoptr(Guest) guest = connect_guest(CAPABILITIES_CRLF);

  test_server_tell(guest->server, "clipboard-text clipboard one\\r\\ntwo\\r\\n");
  assert_text(guest, ORIEL_SELECTION_CLIPBOARD, "one\ntwo\n");
  send_text(guest, ORIEL_SELECTION_CLIPBOARD, "one\ntwo\n");
  test_server_tell(guest->server, "clipboard-request clipboard text");
  guest_expect(guest, "agent clipboard data clipboard text 10 one\\r\\ntwo\\r\\n");
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

/* Pictures pass, both ways, and when they are asked for only. */
static void
test_picture(void)
{
  static const char *const types[] = {"image/png", "application/x-unknown", NULL};
  g_autoptr(Guest) guest = connect_guest(NULL);
  g_autofree char *pixels = g_strnfill(300000, 'p');
  g_autoptr(GBytes) picture = g_bytes_new(pixels, strlen(pixels));
  g_autofree char *path = NULL, *report = NULL;
  g_autoptr(OrielClipboardRequest) request = NULL;
  Copied copied = {guest, ORIEL_SELECTION_CLIPBOARD, "image/png"};
  Operation operation = {0};
  Reading reading = {0};

  g_close(g_file_open_tmp("oriel-XXXXXX", &path, NULL), NULL);
  g_assert_true(g_file_set_contents(path, pixels, -1, NULL));
  test_server_tell(guest->server, "clipboard-file clipboard png %s", path);
  g_remove(path);
  test_assert_wait(is_copied, &copied);
  begin_read(guest, ORIEL_SELECTION_CLIPBOARD, "image/png", &reading);
  operation_succeed(&reading.operation);
  g_assert_true(g_bytes_equal(reading.data, picture));
  g_bytes_unref(reading.data);

  g_signal_connect(get_clipboard(guest), "requested", G_CALLBACK(on_requested), &request);
  oriel_clipboard_offer_async(get_clipboard(guest), ORIEL_SELECTION_CLIPBOARD, types, NULL, on_sent,
                              &operation);
  operation_wait(&operation);
  guest_expect(guest, "agent clipboard grab clipboard png");
  g_assert_null(request);
  test_server_tell(guest->server, "clipboard-request clipboard png");
  test_assert_wait(is_requested, &request);
  g_assert_cmpstr(oriel_clipboard_request_get_content_type(request), ==, "image/png");
  g_assert_cmpint(oriel_clipboard_request_get_selection(request), ==, ORIEL_SELECTION_CLIPBOARD);
  oriel_clipboard_request_answer(request, picture);
  report = g_strdup_printf("agent clipboard data clipboard png 300000 checksum %08x",
                           checksum_add(CHECKSUM_START, (const guint8 *)pixels, strlen(pixels)));
  guest_expect(guest, report);
}

/* An offer ends by the guest's. */
static void
test_taken_over(void)
{
  static const char *const types[] = {"image/png", NULL};
  g_autoptr(Guest) guest = connect_guest(NULL);
  g_autoptr(OrielClipboardRequest) request = NULL;
  g_autoptr(GBytes) picture = g_bytes_new_static("png", 3);
  Copied copied = {guest, ORIEL_SELECTION_CLIPBOARD, ORIEL_CLIPBOARD_TEXT};

  g_signal_connect(get_clipboard(guest), "requested", G_CALLBACK(on_requested), &request);
  oriel_clipboard_offer_async(get_clipboard(guest), ORIEL_SELECTION_CLIPBOARD, types, NULL, NULL,
                              NULL);
  guest_expect(guest, "agent clipboard grab clipboard png");
  test_server_tell(guest->server, "clipboard-request clipboard png");
  test_assert_wait(is_requested, &request);
  test_server_tell(guest->server, "clipboard-text clipboard newer");
  test_assert_wait(is_copied, &copied);
  oriel_clipboard_request_answer(request, picture);
  guest_expect(guest, "agent clipboard data clipboard png 0 checksum 811c9dc5");
  assert_text(guest, ORIEL_SELECTION_CLIPBOARD, "newer");
  send_text(guest, ORIEL_SELECTION_CLIPBOARD, "newest");
  g_assert_null(oriel_clipboard_get_guest_types(get_clipboard(guest), ORIEL_SELECTION_CLIPBOARD));
}

static gboolean
has_guest_text(gpointer data)
{
  return g_strcmp0(oriel_clipboard_get_guest_text(get_clipboard(data)), "simple") == 0;
}

/* The simple way: it is read because somebody looks. */
static void
test_guest_text(void)
{
  g_autoptr(Guest) guest = connect_guest(NULL);

  test_server_tell(guest->server, "clipboard-text clipboard simple");
  test_assert_wait(has_guest_text, guest);
}

static void
test_too_large(void)
{
  g_autoptr(Guest) guest = connect_guest(NULL);
  g_autofree char *text = g_strnfill(ORIEL_CLIPBOARD_MAX_TEXT + 1, 't');
  g_autofree char *path = NULL;
  Copied copied = {guest, ORIEL_SELECTION_CLIPBOARD, ORIEL_CLIPBOARD_TEXT};
  Reading reading = {0};

  guest_expect(guest, "agent max-clipboard 16777217");
  g_close(g_file_open_tmp("oriel-XXXXXX", &path, NULL), NULL);
  g_assert_true(g_file_set_contents(path, text, -1, NULL));
  test_server_tell(guest->server, "clipboard-file clipboard text %s", path);
  test_assert_wait(is_copied, &copied);
  begin_read(guest, ORIEL_SELECTION_CLIPBOARD, ORIEL_CLIPBOARD_TEXT, &reading);
  operation_fail(&reading.operation, ORIEL_ERROR_INVALID);

  /* A byte less passes. */
  g_assert_true(g_file_set_contents(path, text, ORIEL_CLIPBOARD_MAX_TEXT, NULL));
  test_server_tell(guest->server, "clipboard-file clipboard text %s", path);
  g_remove(path);
  begin_read(guest, ORIEL_SELECTION_CLIPBOARD, ORIEL_CLIPBOARD_TEXT, &reading);
  operation_succeed(&reading.operation);
  g_assert_cmpuint(g_bytes_get_size(reading.data), ==, ORIEL_CLIPBOARD_MAX_TEXT);
  g_bytes_unref(reading.data);
}

static void
test_not_utf8(void)
{
  g_autoptr(Guest) guest = connect_guest(NULL);
  Copied copied = {guest, ORIEL_SELECTION_CLIPBOARD, ORIEL_CLIPBOARD_TEXT};
  Reading reading = {0};

  test_server_tell(guest->server, "clipboard-text clipboard \\377\\376");
  test_assert_wait(is_copied, &copied);
  begin_read(guest, ORIEL_SELECTION_CLIPBOARD, ORIEL_CLIPBOARD_TEXT, &reading);
  operation_fail(&reading.operation, ORIEL_ERROR_PROTOCOL);
}

/* What is offered and is not there, and a guest that does not answer. */
static void
test_nothing_there(void)
{
  g_autoptr(Guest) guest = connect_guest(NULL);
  Copied copied = {guest, ORIEL_SELECTION_CLIPBOARD, ORIEL_CLIPBOARD_TEXT};
  Reading reading = {0}, second = {0};

  test_server_tell(guest->server, "clipboard-types clipboard text png");
  test_assert_wait(is_copied, &copied);
  begin_read(guest, ORIEL_SELECTION_CLIPBOARD, ORIEL_CLIPBOARD_TEXT, &reading);
  begin_read(guest, ORIEL_SELECTION_CLIPBOARD, "image/png", &second);
  operation_fail(&reading.operation, ORIEL_ERROR_NOT_FOUND);
  operation_fail(&second.operation, ORIEL_ERROR_NOT_FOUND);
  begin_read(guest, ORIEL_SELECTION_CLIPBOARD, "image/jpeg", &reading);
  operation_fail(&reading.operation, ORIEL_ERROR_NOT_FOUND);
  test_server_tell(guest->server, "clipboard-silent on");
  begin_read(guest, ORIEL_SELECTION_CLIPBOARD, ORIEL_CLIPBOARD_TEXT, &reading);
  operation_fail(&reading.operation, ORIEL_ERROR_TIMED_OUT);
}

static void
test_agent_goes(void)
{
  g_autoptr(Guest) guest = connect_guest(NULL);
  g_autoptr(OrielClipboard) old = g_object_ref(get_clipboard(guest));
  Copied copied = {guest, ORIEL_SELECTION_CLIPBOARD, ORIEL_CLIPBOARD_TEXT};
  Operation operation = {0};
  Reading reading = {0};

  send_text(guest, ORIEL_SELECTION_CLIPBOARD, "of the first life");
  guest_expect(guest, "agent clipboard grab clipboard text");
  test_server_tell(guest->server, "clipboard-silent on");
  test_server_tell(guest->server, "clipboard-text clipboard unread");
  test_assert_wait(is_copied, &copied);
  begin_read(guest, ORIEL_SELECTION_CLIPBOARD, ORIEL_CLIPBOARD_TEXT, &reading);
  guest_expect(guest, "agent clipboard request clipboard text");
  test_server_tell(guest->server, "agent off");
  operation_fail(&reading.operation, ORIEL_ERROR_NOT_SUPPORTED);
  test_assert_wait(has_no_clipboard, guest);
  oriel_clipboard_send_text_async(old, "too late", NULL, on_sent, &operation);
  operation_fail(&operation, ORIEL_ERROR_FAILED);

  test_server_tell(guest->server, "clipboard-silent off");
  test_server_tell(guest->server, "agent on");
  test_assert_wait(test_viewer_has_clipboard, guest->viewer);
  test_server_tell(guest->server, "clipboard-text clipboard again");
  assert_text(guest, ORIEL_SELECTION_CLIPBOARD, "again");
}

static void
test_no_agent(void)
{
  g_autoptr(Guest) guest = guest_new(NULL);

  test_viewer_connect_and_see(guest->viewer);
  g_assert_null(get_clipboard(guest));
  test_server_tell(guest->server, "agent on");
  test_assert_wait(test_viewer_has_clipboard, guest->viewer);
}

static void
test_one_selection(void)
{
  g_autoptr(Guest) guest = connect_guest(CAPABILITIES_NO_SELECTION);
  g_autoptr(GBytes) data = g_bytes_new_static("x", 1);
  Operation operation = {0};

  g_assert_true(oriel_clipboard_has_selection(get_clipboard(guest), ORIEL_SELECTION_CLIPBOARD));
  g_assert_false(oriel_clipboard_has_selection(get_clipboard(guest), ORIEL_SELECTION_PRIMARY));
  oriel_clipboard_send_async(get_clipboard(guest), ORIEL_SELECTION_PRIMARY, ORIEL_CLIPBOARD_TEXT,
                             data, NULL, on_sent, &operation);
  operation_fail(&operation, ORIEL_ERROR_NOT_SUPPORTED);
  test_server_tell(guest->server, "clipboard-text clipboard only");
  assert_text(guest, ORIEL_SELECTION_CLIPBOARD, "only");
}

/* What was offered before is taken back. */
static void
test_view_only(void)
{
  g_autoptr(Guest) guest = connect_guest(NULL);
  Operation operation = {0};

  send_text(guest, ORIEL_SELECTION_CLIPBOARD, "secret");
  guest_expect(guest, "agent clipboard grab clipboard text");
  oriel_session_set_view_only(guest->viewer->session, TRUE);
  guest_expect(guest, "agent clipboard release clipboard");
  test_server_tell(guest->server, "clipboard-request clipboard text");
  guest_expect(guest, "agent clipboard data clipboard text 0 ");
  oriel_clipboard_send_text_async(get_clipboard(guest), "secret", NULL, on_sent, &operation);
  operation_fail(&operation, ORIEL_ERROR_NOT_SUPPORTED);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/spice/clipboard/out", test_out);
  g_test_add_func("/spice/clipboard/in", test_in);
  g_test_add_func("/spice/clipboard/line-ends", test_line_ends);
  g_test_add_func("/spice/clipboard/picture", test_picture);
  g_test_add_func("/spice/clipboard/taken-over", test_taken_over);
  g_test_add_func("/spice/clipboard/guest-text", test_guest_text);
  g_test_add_func("/spice/clipboard/too-large", test_too_large);
  g_test_add_func("/spice/clipboard/not-utf8", test_not_utf8);
  g_test_add_func("/spice/clipboard/nothing-there", test_nothing_there);
  g_test_add_func("/spice/clipboard/agent-goes", test_agent_goes);
  g_test_add_func("/spice/clipboard/no-agent", test_no_agent);
  g_test_add_func("/spice/clipboard/one-selection", test_one_selection);
  g_test_add_func("/spice/clipboard/view-only", test_view_only);
  return g_test_run();
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* What is asked of a session while it ends, by whoever hears of that, is refused; and what is given
 * up is over at once. */
#include <signal.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "test-usb-calls.h"
#include "test-viewer.h"
#include "test-wait.h"

/* Bytes; a CD's name is behind the first 32 KiB. */
#define IMAGE_SIZE (64 * 1024)

/* The guest copies a text. */
#define QNUM_F14 0x5e

static gboolean
has_usb(gpointer session)
{
  return oriel_session_get_usb(session) != NULL;
}

static gboolean
takes_files(gpointer session)
{
  return oriel_session_get_files_refusal(session) == NULL;
}

typedef struct {
  TestViewer *viewer;
  OrielUsb *usb;
  OrielUsbDevice *cd;
  guint n_asked, n_refused;
} Late;

static void
on_power(GObject *source, GAsyncResult *result, gpointer data)
{
  Late *self = data;

  self->n_refused += !oriel_session_power_finish(ORIEL_SESSION(source), result, NULL);
}

static void
on_usb(GObject *source, GAsyncResult *result, gpointer data)
{
  Late *self = data;

  self->n_refused += !oriel_usb_disconnect_finish(ORIEL_USB(source), result, NULL);
}

static void
ask_late(Late *self)
{
  oriel_session_power_async(self->viewer->session, ORIEL_POWER_RESET, NULL, on_power, self);
  oriel_usb_disconnect_async(self->usb, self->cd, NULL, on_usb, self);
  self->n_asked += 2;
}

static void
on_transfer_state(OrielTransfer *transfer, GParamSpec *pspec, Late *self)
{
  if (oriel_transfer_get_state(transfer) == ORIEL_TRANSFER_FAILED)
    ask_late(self);
}

static void
on_late_state(OrielSession *session, GParamSpec *pspec, Late *self)
{
  if (oriel_session_get_state(session) == ORIEL_SESSION_CLOSED)
    ask_late(self);
}

static gboolean
is_all_refused(gpointer data)
{
  const Late *self = data;

  return self->n_refused == self->n_asked;
}

static void
test_while_it_ends(void)
{
  g_autofree char *path = g_build_filename(g_get_tmp_dir(), "oriel-handlers-XXXXXX", NULL);
  g_autoptr(TestViewer) viewer = test_viewer_new("test://?size=64x64&usb=1");
  g_autofree char *content = g_malloc0(IMAGE_SIZE);
  g_autoptr(OrielTransfer) transfer = NULL;
  g_autoptr(OrielUsbDevice) cd = NULL;
  g_autoptr(GFile) file = NULL;
  g_autoptr(OrielUsb) usb = NULL;
  Late late = {.viewer = viewer};

  close(g_mkstemp(path));
  g_assert_true(g_file_set_contents(path, content, IMAGE_SIZE, NULL));
  file = g_file_new_for_path(path);
  oriel_session_set_enable_usb(viewer->session, TRUE);
  g_assert_true(test_viewer_connect(viewer));
  test_assert_wait(has_usb, viewer->session);
  late.cd = cd = test_usb_share(viewer->session, path, NULL);
  late.usb = usb = g_object_ref(oriel_session_get_usb(viewer->session));
  g_assert_nonnull(cd);
  test_assert_wait(takes_files, viewer->session);
  transfer = oriel_session_send_file(viewer->session, file);
  g_signal_connect(transfer, "notify::state", G_CALLBACK(on_transfer_state), &late);
  g_signal_connect(viewer->session, "notify::state", G_CALLBACK(on_late_state), &late);
  oriel_session_disconnect(viewer->session);
  g_assert_cmpuint(late.n_asked, ==, 4);
  test_assert_wait(is_all_refused, &late);
  g_signal_handlers_disconnect_by_data(viewer->session, &late);
  g_unlink(path);
}

static gboolean
has_copied(gpointer viewer)
{
  OrielClipboard *clipboard = oriel_session_get_clipboard(((TestViewer *)viewer)->session);

  return oriel_clipboard_get_guest_types(clipboard, ORIEL_SELECTION_CLIPBOARD) != NULL;
}

/* Whoever gives up reading is told at once, though the guest never answers. */
static void
test_reading_given_up(void)
{
  g_autoptr(TestViewer) viewer = test_viewer_new("test://?size=64x64");
  g_autoptr(GCancellable) cancellable = g_cancellable_new();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  OrielClipboard *clipboard;
  GPid process;

  test_viewer_connect_and_see(viewer);
  test_assert_wait(test_viewer_has_clipboard, viewer);
  clipboard = oriel_session_get_clipboard(viewer->session);
  oriel_display_key(test_viewer_get_display(viewer), QNUM_F14, 0, TRUE);
  oriel_display_key(test_viewer_get_display(viewer), QNUM_F14, 0, FALSE);
  test_assert_wait(has_copied, viewer);
  process = test_find_session_process();
  g_assert_cmpint(kill(process, SIGSTOP), ==, 0);
  oriel_clipboard_read_async(clipboard, ORIEL_SELECTION_CLIPBOARD, ORIEL_CLIPBOARD_TEXT,
                             cancellable, test_keep_result, &result);
  g_cancellable_cancel(cancellable);
  test_wait_for_result(&result);
  g_assert_null(oriel_clipboard_read_finish(clipboard, result, &error));
  g_assert_error(error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint(kill(process, SIGCONT), ==, 0);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/late/while-it-ends", test_while_it_ends);
  g_test_add_func("/late/reading-given-up", test_reading_given_up);
  return g_test_run();
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* Text consoles of real guests, as streams. */
#include "calls.h"
#include "daemon.h"
#include "support.h"

#include <string.h>

static Daemon *libvirtd;
static OrielHost *host;
static OrielGuest *guest;
static OrielConsole *console;

static GIOStream *
try_open(gboolean take_over, GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  oriel_guest_open_console_async(guest, console, take_over, NULL, keep_result, &result);
  wait_until(result != NULL);
  return oriel_guest_open_console_finish(guest, result, error);
}

static gboolean
send_one(gpointer stream)
{
  GPollableOutputStream *output = G_POLLABLE_OUTPUT_STREAM(g_io_stream_get_output_stream(stream));
  g_autoptr(GError) error = NULL;

  g_pollable_output_stream_write_nonblocking(output, "~", 1, NULL, &error);
  g_assert_no_error(error);
  return G_SOURCE_CONTINUE;
}

/* Reads until @until has come, with the main loop turning. */
static void
read_until(GIOStream *stream, const char *until)
{
  g_autoptr(GString) seen = g_string_new(NULL);

  while (strstr(seen->str, until) == NULL) {
    g_autoptr(GAsyncResult) result = NULL;
    g_autoptr(GError) error = NULL;
    char buffer[100];
    gssize size;

    g_input_stream_read_async(g_io_stream_get_input_stream(stream), buffer, sizeof buffer,
                              G_PRIORITY_DEFAULT, NULL, keep_result, &result);
    wait_until(result != NULL);
    size = g_input_stream_read_finish(g_io_stream_get_input_stream(stream), result, &error);
    g_assert_no_error(error);
    g_assert_cmpint(size, >, 0);
    g_string_append_len(seen, buffer, size);
  }
}

static void
write_all(GIOStream *stream, const char *text)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_output_stream_write_all_async(g_io_stream_get_output_stream(stream), text, strlen(text),
                                  G_PRIORITY_DEFAULT, NULL, keep_result, &result);
  wait_until(result != NULL);
  g_output_stream_write_all_finish(g_io_stream_get_output_stream(stream), result, NULL, &error);
  g_assert_no_error(error);
}

/* A console of the guest, which has booted and echoes what it gets. */
static GIOStream *
open_console(gboolean take_over)
{
  g_autoptr(GError) error = NULL;
  GIOStream *stream = try_open(take_over, &error);
  guint source;

  g_assert_no_error(error);
  /* Nothing tells that the guest has booted but its first answer. */
  source = g_timeout_add(50, send_one, stream);
  read_until(stream, "~");
  g_source_remove(source);
  write_all(stream, "!");
  read_until(stream, "!");
  return stream;
}

static void
close_console(GIOStream *stream)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_io_stream_close_async(stream, G_PRIORITY_DEFAULT, NULL, keep_result, &result);
  wait_until(result != NULL);
  g_io_stream_close_finish(stream, result, &error);
  g_assert_no_error(error);
  g_object_unref(stream);
}

static void
test_echo(void)
{
  GIOStream *stream = open_console(FALSE);

  write_all(stream, "hello");
  read_until(stream, "hello");
  close_console(stream);
}

/* Many packets arrive whole and in order. */
static void
test_much(void)
{
  GIOStream *stream = open_console(FALSE);
  g_autoptr(GString) sent = g_string_new(NULL);

  for (int i = 0; i < 50; i++)
    g_string_append_printf(sent, "%07d\n", i);
  write_all(stream, sent->str);
  read_until(stream, sent->str);
  close_console(stream);
}

/* A stream that takes nothing for a while loses nothing. */
static void
test_blocked(void)
{
  GIOStream *stream = open_console(FALSE);

  g_atomic_int_set(&calls_send_blocks, 3);
  write_all(stream, "patience");
  read_until(stream, "patience");
  g_assert_cmpint(g_atomic_int_get(&calls_send_blocks), <=, 0);
  close_console(stream);
}

static gboolean
on_readable(GObject *pollable, gpointer readable)
{
  *(gboolean *)readable = TRUE;
  return G_SOURCE_REMOVE;
}

static void
test_pollable(void)
{
  GIOStream *stream = open_console(FALSE);
  GPollableInputStream *input = G_POLLABLE_INPUT_STREAM(g_io_stream_get_input_stream(stream));
  g_autoptr(GSource) source = g_pollable_input_stream_create_source(input, NULL);
  g_autoptr(GError) error = NULL;
  gboolean readable = FALSE;
  char byte;

  g_assert_false(g_pollable_input_stream_is_readable(input));
  g_assert_cmpint(g_pollable_input_stream_read_nonblocking(input, &byte, 1, NULL, &error), ==, -1);
  g_assert_error(error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK);
  g_clear_error(&error);
  g_source_set_callback(source, G_SOURCE_FUNC(on_readable), &readable, NULL);
  g_source_attach(source, NULL);
  write_all(stream, "x");
  wait_until(readable);
  g_assert_cmpint(g_pollable_input_stream_read_nonblocking(input, &byte, 1, NULL, &error), ==, 1);
  g_assert_no_error(error);
  g_assert_cmpint(byte, ==, 'x');
  close_console(stream);
}

static int read_is_over; /* (atomic) */

static gpointer
read_in_thread(gpointer stream)
{
  char *buffer = g_malloc0(5);
  g_autoptr(GError) error = NULL;

  g_input_stream_read_all(g_io_stream_get_input_stream(stream), buffer, 4, NULL, NULL, &error);
  g_assert_no_error(error);
  g_atomic_int_set(&read_is_over, TRUE);
  g_main_context_wakeup(NULL);
  return buffer;
}

/* A thread may wait, while the main loop turns. */
static void
test_thread(void)
{
  GIOStream *stream = open_console(FALSE);
  GThread *thread = g_thread_new("reader", read_in_thread, stream);
  g_autofree char *text = NULL;

  write_all(stream, "four");
  wait_until(g_atomic_int_get(&read_is_over));
  text = g_thread_join(thread);
  g_assert_cmpstr(text, ==, "four");
  close_console(stream);
}

static void
test_cancel_read(void)
{
  GIOStream *stream = open_console(FALSE);
  GInputStream *input = g_io_stream_get_input_stream(stream);
  g_autoptr(GCancellable) cancellable = g_cancellable_new();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  char byte;

  g_input_stream_read_async(input, &byte, 1, G_PRIORITY_DEFAULT, cancellable, keep_result, &result);
  g_cancellable_cancel(cancellable);
  wait_until(result != NULL);
  g_assert_cmpint(g_input_stream_read_finish(input, result, &error), ==, -1);
  g_assert_error(error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  write_all(stream, "still");
  read_until(stream, "still");
  close_console(stream);
}

/* Reads on until the stream is over. */
static void
drain(GIOStream *stream)
{
  gssize size;

  do {
    g_autoptr(GAsyncResult) result = NULL;
    char buffer[100];

    g_input_stream_read_async(g_io_stream_get_input_stream(stream), buffer, sizeof buffer,
                              G_PRIORITY_DEFAULT, NULL, keep_result, &result);
    wait_until(result != NULL);
    size = g_input_stream_read_finish(g_io_stream_get_input_stream(stream), result, NULL);
  } while (size > 0);
}

/* One person at a time, unless the next insists. */
static void
test_take_over(void)
{
  GIOStream *first = open_console(FALSE), *second;
  g_autoptr(GError) error = NULL;

  g_assert_null(try_open(FALSE, &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_BUSY);
  g_assert_nonnull(strstr(error->message, "serial0"));
  second = open_console(TRUE);
  drain(first);
  close_console(first);
  write_all(second, "mine");
  read_until(second, "mine");
  close_console(second);
}

/* What is dropped without being closed is closed; nothing stays open. */
static void
test_no_leaks(void)
{
  guint n_fds;

  g_object_unref(open_console(FALSE));
  n_fds = count_descriptors();
  for (int i = 0; i < 20; i++) {
    g_autoptr(GError) error = NULL;
    GIOStream *stream = try_open(TRUE, &error);

    g_assert_no_error(error);
    g_object_unref(stream);
  }
  wait_for_descriptors(n_fds);
}

/* The end of the guest is the end of the stream. */
static void
test_end(void)
{
  GIOStream *stream = open_console(TRUE);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  perform(guest, ORIEL_GUEST_FORCE_OFF);
  drain(stream);
  g_output_stream_write_async(g_io_stream_get_output_stream(stream), "x", 1, G_PRIORITY_DEFAULT,
                              NULL, keep_result, &result);
  wait_until(result != NULL);
  g_assert_cmpint(
      g_output_stream_write_finish(g_io_stream_get_output_stream(stream), result, &error), ==, -1);
  g_assert_nonnull(error);
  close_console(stream);
}

/* Whether nothing can be written, and that does not change while the host answers a question. */
static gboolean
is_stuck(GPollableOutputStream *output)
{
  if (g_pollable_output_stream_is_writable(output))
    return FALSE;
  perform(guest, ORIEL_GUEST_PAUSE);
  return !g_pollable_output_stream_is_writable(output);
}

/* A guest that reads nothing makes the writer wait, and nobody else: the host still answers. Comes
 * last. */
static void
test_deaf_guest(void)
{
  GIOStream *stream;
  GPollableOutputStream *output;
  g_autofree char *much = g_strnfill(4096, '#');
  g_autoptr(GError) error = NULL;

  perform(guest, ORIEL_GUEST_START);
  stream = open_console(FALSE);
  output = G_POLLABLE_OUTPUT_STREAM(g_io_stream_get_output_stream(stream));
  perform(guest, ORIEL_GUEST_PAUSE);
  wait_until(oriel_guest_get_state(guest) == ORIEL_GUEST_PAUSED);
  /* What the guest, its terminal and the daemon take is less than this; the daemon's part is full
   * when sending has not come to an end for as long as a question and its answer take. */
  while (!is_stuck(output)) {
    g_pollable_output_stream_write_nonblocking(output, much, 4096, NULL, &error);
    if (error != NULL)
      g_assert_error(error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK);
    g_clear_error(&error);
  }
  perform(guest, ORIEL_GUEST_FORCE_OFF);
  wait_until(oriel_guest_get_state(guest) == ORIEL_GUEST_OFF);
  drain(stream);
  close_console(stream);
}

static void
set_up(void)
{
  g_autofree char *xml = daemon_guest_xml(libvirtd, "echo", "");

  daemon_define(libvirtd, xml);
  host = connect_host(libvirtd->uri);
  guest = find_guest(host, "echo");
  perform(guest, ORIEL_GUEST_START);
  load_details(guest);
  console = g_list_model_get_item(oriel_guest_get_consoles(guest), 0);
}

static void
tear_down(void)
{
  g_clear_object(&console);
  g_clear_object(&guest);
  g_assert_finalize_object(host);
  daemon_free(libvirtd);
}

int
main(int argc, char **argv)
{
  int status;

  g_test_init(&argc, &argv, NULL);
  libvirtd = daemon_start();
  if (libvirtd == NULL) {
    g_print("1..0 # SKIP no libvirtd here; install libvirt-daemon-system\n");
    return 0;
  }
  set_up();
  g_test_add_func("/libvirt/console/echo", test_echo);
  g_test_add_func("/libvirt/console/much", test_much);
  g_test_add_func("/libvirt/console/blocked", test_blocked);
  g_test_add_func("/libvirt/console/pollable", test_pollable);
  g_test_add_func("/libvirt/console/thread", test_thread);
  g_test_add_func("/libvirt/console/cancel-read", test_cancel_read);
  g_test_add_func("/libvirt/console/take-over", test_take_over);
  g_test_add_func("/libvirt/console/no-leaks", test_no_leaks);
  g_test_add_func("/libvirt/console/end", test_end);
  g_test_add_func("/libvirt/console/deaf-guest", test_deaf_guest);
  status = g_test_run();
  tear_down();
  return status;
}

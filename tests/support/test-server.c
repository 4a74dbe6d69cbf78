// SPDX-License-Identifier: LGPL-2.1-or-later
#include "test-server.h"

#include <gio/gio.h>

#include "test-wait.h"

struct _TestServer {
  GSubprocess *process;
  GDataInputStream *output;
  GCancellable *cancellable; /* of reading the output */
  GQueue lines;              /* (element-type char*) reported and not read yet */
  guint n_answers;           /* orders answered "ok" */
  gboolean ended;            /* the output has ended */
  gboolean reading;
  char *ready;
};

static void read_line(TestServer *self);

static void
on_line(GObject *source, GAsyncResult *result, gpointer user_data)
{
  TestServer *self = user_data;
  char *line = g_data_input_stream_read_line_finish(self->output, result, NULL, NULL);

  self->reading = FALSE;
  if (line == NULL) {
    self->ended = TRUE;
    return;
  }
  g_assert_cmpstr(line, !=, "error");
  if (g_str_equal(line, "ok")) {
    self->n_answers++;
    g_free(line);
  } else if (g_str_has_prefix(line, "READY")) {
    self->ready = g_strstrip(g_strdup(line + strlen("READY")));
    g_free(line);
  } else {
    g_queue_push_tail(&self->lines, line);
  }
  read_line(self);
}

static void
read_line(TestServer *self)
{
  self->reading = TRUE;
  g_data_input_stream_read_line_async(self->output, G_PRIORITY_DEFAULT, self->cancellable, on_line,
                                      self);
}

static gboolean
ready_or_end(gpointer data)
{
  TestServer *self = data;
  return self->ended || self->ready != NULL;
}

TestServer *
test_server_start(const char *const *argv)
{
  TestServer *self = g_new0(TestServer, 1);
  g_autoptr(GError) error = NULL;

  g_queue_init(&self->lines);
  self->cancellable = g_cancellable_new();
  self->process = g_subprocess_newv(
      argv, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error(error);
  self->output = g_data_input_stream_new(g_subprocess_get_stdout_pipe(self->process));
  read_line(self);
  test_assert_wait(ready_or_end, self);
  g_assert_nonnull(self->ready);
  return self;
}

static gboolean
has_ended(gpointer data)
{
  TestServer *self = data;
  return self->ended && !self->reading;
}

void
test_server_stop(TestServer *self)
{
  g_autoptr(GError) error = NULL;

  g_output_stream_close(g_subprocess_get_stdin_pipe(self->process), NULL, NULL);
  g_subprocess_send_signal(self->process, SIGTERM);
  g_subprocess_wait(self->process, NULL, &error);
  g_assert_no_error(error);
  g_cancellable_cancel(self->cancellable);
  test_assert_wait(has_ended, self);
  g_queue_clear_full(&self->lines, g_free);
  g_clear_object(&self->output);
  g_clear_object(&self->cancellable);
  g_clear_object(&self->process);
  g_free(self->ready);
  g_free(self);
}

void
test_server_kill(TestServer *self)
{
  g_subprocess_force_exit(self->process);
  test_assert_wait(has_ended, self);
}

const char *
test_server_get_ready(TestServer *self)
{
  return self->ready;
}

typedef struct {
  TestServer *server;
  guint n_answers;
} Order;

static gboolean
is_answered(gpointer data)
{
  Order *order = data;
  return order->server->ended || order->server->n_answers == order->n_answers;
}

void
test_server_tell(TestServer *self, const char *format, ...)
{
  Order order = {self, self->n_answers + 1};
  g_autofree char *words = NULL, *line = NULL;
  g_autoptr(GError) error = NULL;
  va_list args;

  va_start(args, format);
  words = g_strdup_vprintf(format, args);
  va_end(args);
  line = g_strconcat(words, "\n", NULL);
  g_output_stream_write_all(g_subprocess_get_stdin_pipe(self->process), line, strlen(line), NULL,
                            NULL, &error);
  g_assert_no_error(error);
  test_assert_wait(is_answered, &order);
}

static gboolean
line_or_end(gpointer data)
{
  TestServer *self = data;
  return self->ended || !g_queue_is_empty(&self->lines);
}

char *
test_server_next(TestServer *self)
{
  char *line = NULL;

  test_assert_wait(line_or_end, self);
  line = g_queue_pop_head(&self->lines);
  g_assert_nonnull(line);
  return line;
}

void
test_server_expect(TestServer *self, const char *line)
{
  g_autofree char *next = test_server_next(self);

  g_assert_cmpstr(next, ==, line);
}

char *
test_server_skip_to(TestServer *self, const char *prefix)
{
  char *line = test_server_next(self);

  while (!g_str_has_prefix(line, prefix)) {
    g_free(line);
    line = test_server_next(self);
  }
  return line;
}

gboolean
test_server_has_line(TestServer *self)
{
  return !g_queue_is_empty(&self->lines);
}

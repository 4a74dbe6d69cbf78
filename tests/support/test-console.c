// SPDX-License-Identifier: LGPL-2.1-or-later
#include "test-console.h"

#include "test-wait.h"

#define CHUNK 65536

TestConsole *
test_console_new(TestViewer *viewer)
{
  TestConsole *self = g_new0(TestConsole, 1);

  self->viewer = viewer;
  self->said = g_byte_array_new();
  self->heard = g_byte_array_new();
  return self;
}

static gboolean
is_idle(gpointer data)
{
  TestConsole *self = data;
  return !self->saying && !self->listening;
}

void
test_console_free(TestConsole *self)
{
  if (self->stream != NULL)
    g_io_stream_close(self->stream, NULL, NULL);
  test_assert_wait(is_idle, self);
  g_clear_object(&self->stream);
  g_clear_error(&self->error);
  g_byte_array_unref(self->said);
  g_byte_array_unref(self->heard);
  g_free(self);
}

typedef struct {
  TestViewer *viewer;
  const char *name;
  OrielConsole *found;
} Search;

static gboolean
is_listed(gpointer data)
{
  Search *search = data;
  GListModel *consoles = oriel_session_get_consoles(search->viewer->session);

  for (guint i = 0; i < g_list_model_get_n_items(consoles) && search->found == NULL; i++) {
    g_autoptr(OrielConsole) console = g_list_model_get_item(consoles, i);
    if (g_str_equal(oriel_console_get_alias(console), search->name))
      search->found = g_steal_pointer(&console);
  }
  return search->found != NULL;
}

OrielConsole *
test_console_find(TestViewer *viewer, const char *name)
{
  Search search = {.viewer = viewer, .name = name};

  test_assert_wait(is_listed, &search);
  return search.found;
}

static void
on_opened(GObject *source, GAsyncResult *result, gpointer data)
{
  TestConsole *self = data;

  self->stream = oriel_session_open_console_finish(ORIEL_SESSION(source), result, &self->error);
  self->opened = TRUE;
}

static gboolean
is_opened(gpointer data)
{
  return ((TestConsole *)data)->opened;
}

gboolean
test_console_open(TestConsole *self, OrielConsole *console)
{
  self->opened = FALSE;
  g_clear_error(&self->error);
  oriel_session_open_console_async(self->viewer->session, console, NULL, on_opened, self);
  test_assert_wait(is_opened, self);
  return self->stream != NULL;
}

static void
on_said(GObject *stream, GAsyncResult *result, gpointer data)
{
  TestConsole *self = data;

  self->saying = FALSE;
  self->wrote = g_output_stream_write_all_finish(G_OUTPUT_STREAM(stream), result, NULL, NULL);
}

void
test_console_say(TestConsole *self, gsize size)
{
  g_byte_array_set_size(self->said, (guint)size);
  for (gsize i = 0; i < size; i++)
    self->said->data[i] = (guint8)(i ^ i >> 8 ^ i >> 16);
  self->wrote = FALSE;
  self->saying = TRUE;
  g_output_stream_write_all_async(g_io_stream_get_output_stream(self->stream), self->said->data,
                                  size, G_PRIORITY_DEFAULT, NULL, on_said, self);
}

static void
on_heard(GObject *stream, GAsyncResult *result, gpointer data)
{
  TestConsole *self = data;
  g_autoptr(GBytes) bytes =
      g_input_stream_read_bytes_finish(G_INPUT_STREAM(stream), result, &self->error);

  if (bytes == NULL || g_bytes_get_size(bytes) == 0) {
    self->listening = FALSE;
    self->ended = TRUE;
    return;
  }
  g_byte_array_append(self->heard, g_bytes_get_data(bytes, NULL), (guint)g_bytes_get_size(bytes));
  test_console_listen(self);
}

void
test_console_listen(TestConsole *self)
{
  self->listening = TRUE;
  g_input_stream_read_bytes_async(g_io_stream_get_input_stream(self->stream), CHUNK,
                                  G_PRIORITY_DEFAULT, NULL, on_heard, self);
}

static gboolean
has_echo(gpointer data)
{
  TestConsole *self = data;
  return self->ended || self->heard->len >= self->said->len;
}

void
test_console_expect_echo(TestConsole *self)
{
  test_assert_wait(has_echo, self);
  g_assert_no_error(self->error);
  g_assert_true(self->wrote);
  g_assert_cmpmem(self->heard->data, self->heard->len, self->said->data, self->said->len);
}

static gboolean
has_ended(gpointer data)
{
  return ((TestConsole *)data)->ended;
}

void
test_console_expect_end(TestConsole *self)
{
  test_assert_wait(has_ended, self);
}

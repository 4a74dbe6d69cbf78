// SPDX-License-Identifier: LGPL-2.1-or-later
#include "guest.h"

#include "test-text.h"

/* What an agent announces but for volumes: the library would make a player for them. */
#define CAPABILITIES "3d5f7"

Guest *
guest_new(const char *const *arguments)
{
  Guest *self = g_new0(Guest, 1);
  g_autoptr(GStrvBuilder) argv = g_strv_builder_new();
  g_auto(GStrv) words = NULL;
  g_autofree char *uri = NULL;
  const char *ready = NULL;

  g_strv_builder_add(argv, g_getenv("ORIEL_TEST_SPICE_SERVER"));
  if (arguments != NULL)
    g_strv_builder_addv(argv, (const char **)arguments);
  words = g_strv_builder_end(argv);
  self->server = test_server_start((const char *const *)words);
  test_server_tell(self->server, "agent-capabilities " CAPABILITIES);
  ready = test_server_get_ready(self->server);
  uri = g_strconcat(*ready == '/' ? "spice+unix://" : "spice://127.0.0.1:", ready, NULL);
  self->viewer = test_viewer_new(uri);
  return self;
}

void
guest_free(Guest *self)
{
  test_viewer_free(self->viewer);
  test_server_stop(self->server);
  g_free(self);
  test_assert_no_session_process();
}

void
guest_expect(Guest *self, const char *line)
{
  g_autofree char *found = test_server_skip_to(self->server, line);

  g_assert_cmpstr(found, ==, line);
}

static gboolean
is_done(gpointer data)
{
  Operation *operation = data;
  return operation->done;
}

void
operation_wait(Operation *self)
{
  test_assert_wait(is_done, self);
  self->done = FALSE;
}

void
operation_succeed(Operation *self)
{
  operation_wait(self);
  g_assert_no_error(self->error);
}

void
operation_fail(Operation *self, OrielError code)
{
  operation_wait(self);
  g_assert_error(self->error, ORIEL_ERROR, (int)code);
  test_assert_clear_error(self->error);
  g_clear_error(&self->error);
}

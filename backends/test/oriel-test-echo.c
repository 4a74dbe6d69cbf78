// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-test-echo.h"

struct _OrielTestEcho {
  OrielBackend *backend;        /* owns this */
  OrielBackendConsole *console; /* (owned) (nullable) while it is there */
  GTask *waiting;               /* (owned) (nullable) to be answered when the reader goes on */
  guint n_ends;
};

static void
on_write(gpointer data, GBytes *bytes, GTask *task)
{
  OrielTestEcho *self = data;
  gsize size;
  const guint8 *text = g_bytes_get_data(bytes, &size);

  if (oriel_backend_console_data(self->console, text, size)) {
    g_task_return_boolean(task, TRUE);
    g_object_unref(task);
  } else {
    self->waiting = task;
  }
}

static void
on_ready(gpointer data)
{
  OrielTestEcho *self = data;
  g_autoptr(GTask) task = g_steal_pointer(&self->waiting);

  if (task != NULL)
    g_task_return_boolean(task, TRUE);
}

static void
appear(OrielTestEcho *self)
{
  static const OrielBackendConsoleEvents events = {.write = on_write, .ready = on_ready};

  self->console = oriel_backend_console_new(self->backend, "test.echo", &events, self);
}

static void
vanish(OrielTestEcho *self, const GError *error)
{
  oriel_backend_console_free(g_steal_pointer(&self->console), error);
  on_ready(self);
}

OrielTestEcho *
oriel_test_echo_new(OrielBackend *backend)
{
  OrielTestEcho *self = g_new0(OrielTestEcho, 1);

  self->backend = backend;
  appear(self);
  return self;
}

void
oriel_test_echo_toggle(OrielTestEcho *self)
{
  g_autoptr(GError) error =
      g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_FAILED, "the test pattern has lost its voice");

  if (self->console == NULL)
    appear(self);
  else
    vanish(self, self->n_ends++ % 2 == 0 ? NULL : error);
}

void
oriel_test_echo_free(OrielTestEcho *self)
{
  g_clear_object(&self->waiting);
  g_free(self);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-test-files.h"

#include <unistd.h>

/* Bytes that are read at a time. */
#define PIECE 65536

typedef struct {
  OrielBackend *backend;
  guint id;
  int fd;
  char *name; /* (owned) */
  guint64 size, got;
  guint32 sum;
  GTask *task;  /* (owned) */
  guint source; /* id; 0 = stuck */
  gulong cancelled;
} File;

/* @error: (transfer full) (nullable): NULL = all of it was read */
static void
end(File *self, GError *error)
{
  g_autofree char *words = NULL;

  if (error == NULL)
    words = g_strdup_printf("got %s: %" G_GUINT64_FORMAT " bytes, sum %u", self->name, self->got,
                            self->sum);
  else if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    words = g_strdup_printf("gave up on %s", self->name);
  if (words != NULL)
    oriel_backend_name(self->backend, words, -1);
  g_clear_handle_id(&self->source, g_source_remove);
  g_clear_signal_handler(&self->cancelled, g_task_get_cancellable(self->task));
  if (error != NULL)
    g_task_return_error(self->task, error);
  else
    g_task_return_boolean(self->task, TRUE);
  g_object_unref(self->task);
  close(self->fd);
  g_free(self->name);
  g_free(self);
}

static void
fail(File *self, const char *message)
{
  end(self, g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_FAILED, message));
}

static gboolean
read_piece(gpointer data)
{
  File *self = data;
  guint8 bytes[PIECE];
  gssize n = read(self->fd, bytes, MIN(sizeof bytes, self->size - self->got));

  for (gssize i = 0; i < n; i++)
    self->sum += bytes[i];
  self->got += (guint64)MAX(n, 0);
  oriel_backend_file_progress(self->backend, self->id, self->got);
  if (n == 0 && self->got < self->size) {
    fail(self, "the file has become shorter");
  } else if (g_str_has_prefix(self->name, "full") && self->got >= self->size / 2) {
    fail(self, "the test pattern was told to have no room");
  } else if (g_str_has_prefix(self->name, "stuck") && self->got >= self->size / 2) {
    self->source = 0;
    return G_SOURCE_REMOVE;
  } else if (self->got == self->size) {
    end(self, NULL);
  }
  return G_SOURCE_CONTINUE;
}

static void
on_cancelled(GCancellable *cancellable, File *self)
{
  end(self, g_error_new_literal(G_IO_ERROR, G_IO_ERROR_CANCELLED, "the viewer gave up"));
}

void
oriel_test_files_send(OrielBackend *backend, const OrielBackendFile *file, GTask *task)
{
  File *self = g_new0(File, 1);

  *self = (File){.backend = backend,
                 .id = file->id,
                 .fd = file->fd,
                 .name = g_strdup(file->name),
                 .size = file->size,
                 .task = task};
  if (g_str_has_prefix(file->name, "refused")) {
    fail(self, "the test pattern was told to refuse it");
    return;
  }
  self->source = g_idle_add(read_piece, self);
  self->cancelled =
      g_signal_connect(g_task_get_cancellable(task), "cancelled", G_CALLBACK(on_cancelled), self);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-files.h"

#include <unistd.h>

#include <gio/gunixfdlist.h>

#include "wire/oriel-wire.h"

/* Between two words on how far it has got: as often as a person can read them. */
#define PROGRESS_MS 100

struct _OrielFiles {
  OrielBackend *backend;
  OrielOutbox *outbox;
  GPtrArray *files; /* (owned) (element-type File) under way */
  guint timer;      /* source id; 0 = nothing new */
};

typedef struct {
  OrielFiles *owner;
  guint id;
  guint64 size, done;        /* bytes */
  GCancellable *cancellable; /* (owned) */
  GDBusMethodInvocation *invocation;
} File;

OrielFiles *
oriel_files_new(OrielBackend *backend, OrielOutbox *outbox)
{
  OrielFiles *self = g_new0(OrielFiles, 1);

  self->backend = backend;
  self->outbox = outbox;
  self->files = g_ptr_array_new();
  return self;
}

static File *
find(OrielFiles *self, guint id)
{
  for (guint i = 0; i < self->files->len; i++) {
    File *file = g_ptr_array_index(self->files, i);
    if (file->id == id)
      return file;
  }
  return NULL;
}

static void
on_done(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree File *file = user_data;
  GError *error = NULL;

  g_ptr_array_remove(file->owner->files, file);
  g_object_unref(file->cancellable);
  if (g_task_propagate_boolean(G_TASK(result), &error))
    g_dbus_method_invocation_return_value(file->invocation, NULL);
  else
    g_dbus_method_invocation_take_error(file->invocation, error);
}

static GError *
check(OrielFiles *self, guint id, int fd, const char *name)
{
  if (ORIEL_BACKEND_GET_CLASS(self->backend)->send_file == NULL)
    return g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                               "this kind of console takes no files");
  if (fd < 0 || strchr(name, '/') != NULL || find(self, id) != NULL)
    return g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_INVALID, "this is no file to be sent");
  if (self->files->len >= ORIEL_WIRE_MAX_FILES)
    return g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_BUSY,
                               "too many files are being sent at once");
  return NULL;
}

void
oriel_files_send(OrielFiles *self, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  GUnixFDList *fds =
      g_dbus_message_get_unix_fd_list(g_dbus_method_invocation_get_message(invocation));
  OrielBackendFile open = {.fd = -1};
  gint32 handle;
  GError *error;
  File *file;

  g_variant_get(parameters, "(uh&st)", &open.id, &handle, &open.name, &open.size);
  if (fds != NULL)
    open.fd = g_unix_fd_list_get(fds, handle, NULL);
  error = check(self, open.id, open.fd, open.name);
  if (error != NULL) {
    if (open.fd >= 0)
      close(open.fd);
    g_dbus_method_invocation_take_error(invocation, error);
    return;
  }
  file = g_new(File, 1);
  *file = (File){.owner = self,
                 .id = open.id,
                 .size = open.size,
                 .cancellable = g_cancellable_new(),
                 .invocation = invocation};
  g_ptr_array_add(self->files, file);
  ORIEL_BACKEND_GET_CLASS(self->backend)
      ->send_file(self->backend, &open,
                  g_task_new(self->backend, file->cancellable, on_done, file));
}

void
oriel_files_cancel(OrielFiles *self, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  guint id;
  File *file;

  g_variant_get(parameters, "(u)", &id);
  file = find(self, id);
  g_dbus_method_invocation_return_value(invocation, NULL);
  if (file != NULL)
    g_cancellable_cancel(file->cancellable);
}

static gboolean
on_due(gpointer data)
{
  OrielFiles *self = data;
  g_auto(GVariantBuilder) files = G_VARIANT_BUILDER_INIT(G_VARIANT_TYPE("a(ut)"));

  self->timer = 0;
  for (guint i = 0; i < self->files->len; i++) {
    const File *file = g_ptr_array_index(self->files, i);
    g_variant_builder_add(&files, "(ut)", file->id, file->done);
  }
  oriel_outbox_post(self->outbox, ORIEL_OUTBOX_FILE_PROGRESS, g_variant_new("(a(ut))", &files));
  return G_SOURCE_REMOVE;
}

void
oriel_files_progress(OrielFiles *self, guint id, guint64 done)
{
  File *file = find(self, id);

  if (file == NULL)
    return;
  file->done = MIN(done, file->size);
  if (self->timer == 0)
    self->timer = g_timeout_add(PROGRESS_MS, on_due, self);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-spice-files.h"

#include <spice/vd_agent.h>
#include <unistd.h>

#include "oriel-spice-open-file.h"

/* One file on its way. The library may be at it longer than this is: it looks whether a transfer
 * was cancelled only when it reads the file next. */
typedef struct {
  OrielSpiceBackend *backend;
  guint id;
  GFile *file;                     /* (owned) */
  GTask *task;                     /* (owned) */
  SpiceFileTransferTask *transfer; /* (owned) (nullable) the library's name for this */
  GCancellable *cancellable;       /* (owned) the library's */
  gulong cancelled;
} Sending;

/* Why the agent takes no files; NULL = it does. */
static const char *
get_refusal(SpiceMainChannel *channel)
{
  gboolean connected = FALSE;

  if (channel != NULL)
    g_object_get(channel, "agent-connected", &connected, NULL);
  if (!connected)
    return "the guest runs no agent, which would take files";
  if (spice_main_channel_agent_test_capability(channel, VD_AGENT_CAP_FILE_XFER_DISABLED))
    return "file transfer is disabled in the guest, or by its host";
  return NULL;
}

static void
report(SpiceMainChannel *channel, OrielSpiceBackend *backend)
{
  if (!backend->over)
    oriel_backend_takes_files(ORIEL_BACKEND(backend), get_refusal(channel));
}

void
oriel_spice_files_watch(OrielSpiceBackend *backend, SpiceMainChannel *channel)
{
  g_signal_connect_object(channel, "main-agent-update", G_CALLBACK(report), backend, 0);
  report(channel, backend);
}

/* @error: (transfer full) (nullable): NULL = the guest has it */
static void
end(Sending *self, GError *error)
{
  if (self->transfer != NULL)
    g_signal_handlers_disconnect_by_data(self->transfer, self);
  g_clear_signal_handler(&self->cancelled, g_task_get_cancellable(self->task));
  if (error != NULL)
    g_task_return_error(self->task, error);
  else
    g_task_return_boolean(self->task, TRUE);
  g_object_unref(self->task);
  g_clear_object(&self->transfer);
  g_object_unref(self->cancellable);
  g_object_unref(self->file);
  g_free(self);
}

/* The library keeps what it has to tell the agent until it sends something else: so it is made to
 * say again that it would like the tablet, which changes nothing. */
static void
push(SpiceMainChannel *channel)
{
  spice_main_channel_request_mouse_mode(channel, SPICE_MOUSE_MODE_CLIENT);
}

static void
on_cancelled(GCancellable *cancellable, Sending *self)
{
  if (self->transfer != NULL && self->backend->main != NULL)
    g_signal_connect_object(self->transfer, "finished", G_CALLBACK(push), self->backend->main,
                            G_CONNECT_SWAPPED);
  g_cancellable_cancel(self->cancellable);
  end(self, g_error_new_literal(G_IO_ERROR, G_IO_ERROR_CANCELLED, "the viewer gave up"));
}

static void
on_finished(SpiceFileTransferTask *transfer, const GError *error, Sending *self)
{
  end(self, error != NULL ? g_error_new(ORIEL_ERROR, ORIEL_ERROR_FAILED,
                                        "the guest did not take the file: %s", error->message)
                          : NULL);
}

static void
on_progress(SpiceFileTransferTask *transfer, GParamSpec *pspec, Sending *self)
{
  oriel_backend_file_progress(ORIEL_BACKEND(self->backend), self->id,
                              spice_file_transfer_task_get_transferred_bytes(transfer));
}

static void
on_new_transfer(SpiceMainChannel *channel, SpiceFileTransferTask *transfer, Sending *self)
{
  g_autoptr(GFile) file = NULL;

  g_object_get(transfer, "file", &file, NULL);
  if (file != self->file)
    return;
  self->transfer = g_object_ref(transfer);
  g_signal_connect(transfer, "finished", G_CALLBACK(on_finished), self);
  g_signal_connect(transfer, "notify::transferred-bytes", G_CALLBACK(on_progress), self);
}

void
oriel_spice_files_send(OrielSpiceBackend *backend, const OrielBackendFile *file, GTask *task)
{
  const char *refusal = get_refusal(backend->main);
  Sending *self;
  GFile *files[] = {NULL, NULL};
  gulong handler;

  if (refusal != NULL) {
    close(file->fd);
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED, "%s", refusal);
    g_object_unref(task);
    return;
  }
  self = g_new0(Sending, 1);
  self->backend = backend;
  self->id = file->id;
  self->file = oriel_spice_open_file_new(file->fd, file->name, file->size);
  self->task = task;
  self->cancellable = g_cancellable_new();
  self->cancelled =
      g_signal_connect(g_task_get_cancellable(task), "cancelled", G_CALLBACK(on_cancelled), self);
  files[0] = self->file;
  /* The library names the transfer before it returns, and can only end it later. */
  handler = g_signal_connect(backend->main, "new-file-transfer", G_CALLBACK(on_new_transfer), self);
  spice_main_channel_file_copy_async(backend->main, files, 0, self->cancellable, NULL, NULL, NULL,
                                     NULL);
  g_signal_handler_disconnect(backend->main, handler);
}

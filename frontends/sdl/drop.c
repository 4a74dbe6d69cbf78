// SPDX-License-Identifier: LGPL-2.1-or-later
#include "drop.h"

#include "shared/transfer-batch.h"

struct _Drop {
  Overlay *overlay;
  OrielSession *session; /* (nullable) */
  TransferBatch *batch;  /* (owned) */
};

static void
show_progress(gpointer user_data)
{
  Drop *self = user_data;
  guint n_files = transfer_batch_get_count(self->batch);
  g_autofree char *size = g_format_size(transfer_batch_get_size(self->batch));
  g_autofree char *done = g_format_size(transfer_batch_get_bytes_done(self->batch));
  g_autofree char *name = transfer_batch_dup_name(self->batch);
  g_autofree char *text =
      n_files == 1
          ? g_strdup_printf("Sending %s: %s of %s. Esc gives up", name, done, size)
          : g_strdup_printf("Sending %u files: %s of %s. Esc gives up", n_files, done, size);

  overlay_toast(self->overlay, text);
}

/* Why files are not with the guest. (transfer full) */
static char *
describe_failures(GPtrArray *failures)
{
  g_autoptr(GString) text = g_string_new(NULL);

  for (guint i = 0; i < failures->len; i++) {
    const TransferFailure *failure = g_ptr_array_index(failures, i);

    g_string_append_printf(text, "%s%s", i > 0 ? "; " : "", failure->names);
    if (failure->n_unnamed > 0)
      g_string_append_printf(text, " and %u more", failure->n_unnamed);
    g_string_append_printf(text, " %s not sent: %s", failure->n_files > 1 ? "were" : "was",
                           failure->reason != NULL ? failure->reason : "given up");
  }
  return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
show_result(gpointer user_data)
{
  Drop *self = user_data;
  guint n_files = transfer_batch_get_count(self->batch);
  g_autoptr(GPtrArray) failures = transfer_batch_list_failures(self->batch);
  g_autofree char *name = NULL, *text = NULL;

  if (failures->len > 0) {
    text = describe_failures(failures);
  } else if (n_files == 1) {
    name = transfer_batch_dup_name(self->batch);
    text = g_strdup_printf("The guest has %s", name);
  } else {
    text = g_strdup_printf("The guest has the %u files", n_files);
  }
  overlay_toast(self->overlay, text);
}

/**
 * drop_new:
 * @overlay: (transfer none): where progress and results are shown; outlives the drop
 *
 * Returns: (transfer full): to be freed by drop_free()
 */
Drop *
drop_new(Overlay *overlay)
{
  Drop *self = g_new0(Drop, 1);

  self->overlay = overlay;
  self->batch = transfer_batch_new(&(TransferBatchHooks){show_progress, show_result, self});
  return self;
}

/**
 * drop_free:
 * @self: (transfer full)
 */
void
drop_free(Drop *self)
{
  g_clear_object(&self->session);
  transfer_batch_free(self->batch);
  g_free(self);
}

/**
 * drop_set_session:
 * @self: a drop
 * @session: (nullable): the session of the guest that gets the files
 */
void
drop_set_session(Drop *self, OrielSession *session)
{
  g_set_object(&self->session, session);
}

static void
send_file(Drop *self, const char *path)
{
  g_autoptr(GFile) file = g_file_new_for_path(path);
  g_autoptr(GListStore) files = g_list_store_new(G_TYPE_FILE);

  if (self->session == NULL)
    return;
  g_list_store_append(files, file);
  transfer_batch_send(self->batch, self->session, G_LIST_MODEL(files));
}

/**
 * drop_handle_event:
 * @self: a drop
 * @event: what happened in the window
 *
 * Returns: %TRUE if it was for this alone: a file that was dropped, or Escape while files are sent
 */
gboolean
drop_handle_event(Drop *self, const SDL_Event *event)
{
  if (event->type == SDL_DROPFILE) {
    send_file(self, event->drop.file);
    SDL_free(event->drop.file);
    return TRUE;
  }
  if (event->type == SDL_KEYDOWN && event->key.keysym.sym == SDLK_ESCAPE &&
      transfer_batch_get_count(self->batch) > 0) {
    transfer_batch_cancel(self->batch);
    return TRUE;
  }
  return FALSE;
}

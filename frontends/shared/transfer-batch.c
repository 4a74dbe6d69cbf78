// SPDX-License-Identifier: LGPL-2.1-or-later
#include "transfer-batch.h"

#define MAX_NAME 100   /* bytes */
#define MAX_REASON 300 /* bytes */

struct _TransferBatch {
  TransferBatchHooks hooks;
  GPtrArray *transfers; /* (element-type OrielTransfer) */
  guint n_over;
  OrielTransfer *failed; /* (unowned) (nullable): the last that did */
};

TransferBatch *
transfer_batch_new(const TransferBatchHooks *hooks)
{
  TransferBatch *self = g_new0(TransferBatch, 1);

  self->hooks = *hooks;
  self->transfers = g_ptr_array_new_with_free_func(g_object_unref);
  return self;
}

static void
forget(TransferBatch *self)
{
  for (guint i = 0; i < self->transfers->len; i++)
    g_signal_handlers_disconnect_by_data(g_ptr_array_index(self->transfers, i), self);
  g_ptr_array_set_size(self->transfers, 0);
  self->failed = NULL;
  self->n_over = 0;
}

void
transfer_batch_free(TransferBatch *self)
{
  if (self == NULL)
    return;
  forget(self);
  g_ptr_array_unref(self->transfers);
  g_free(self);
}

static void
on_bytes_done(TransferBatch *self)
{
  self->hooks.progress(self->hooks.user_data);
}

static void
on_state(OrielTransfer *transfer, GParamSpec *pspec, TransferBatch *self)
{
  OrielTransferState state = oriel_transfer_get_state(transfer);

  if (state <= ORIEL_TRANSFER_RUNNING)
    return;
  self->n_over++;
  if (state != ORIEL_TRANSFER_DONE)
    self->failed = transfer;
  if (self->n_over < self->transfers->len) {
    self->hooks.progress(self->hooks.user_data);
    return;
  }
  self->hooks.over(self->hooks.user_data);
  forget(self);
}

void
transfer_batch_send(TransferBatch *self, OrielSession *session, GListModel *files)
{
  guint first = self->transfers->len;

  for (guint i = 0; i < g_list_model_get_n_items(files); i++) {
    g_autoptr(GFile) file = g_list_model_get_item(files, i);

    g_ptr_array_add(self->transfers, oriel_session_send_file(session, file));
  }
  if (self->transfers->len == first)
    return;
  self->hooks.progress(self->hooks.user_data);
  for (guint i = first; i < self->transfers->len; i++) {
    OrielTransfer *transfer = g_ptr_array_index(self->transfers, i);

    g_signal_connect_swapped(transfer, "notify::bytes-done", G_CALLBACK(on_bytes_done), self);
    g_signal_connect(transfer, "notify::state", G_CALLBACK(on_state), self);
  }
  /* Those that are refused at once have no state to come. */
  for (guint i = self->transfers->len; i > first && self->transfers->len > 0; i--)
    on_state(g_ptr_array_index(self->transfers, i - 1), NULL, self);
}

void
transfer_batch_cancel(TransferBatch *self)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(g_object_unref);

  /* They are forgotten when the last has ended. */
  for (guint i = 0; i < self->transfers->len; i++)
    g_ptr_array_add(all, g_object_ref(g_ptr_array_index(self->transfers, i)));
  for (guint i = 0; i < all->len; i++)
    oriel_transfer_cancel(g_ptr_array_index(all, i));
}

guint
transfer_batch_get_count(const TransferBatch *self)
{
  return self->transfers->len;
}

guint64
transfer_batch_get_size(const TransferBatch *self)
{
  guint64 size = 0;

  for (guint i = 0; i < self->transfers->len; i++)
    size += oriel_transfer_get_size(g_ptr_array_index(self->transfers, i));
  return size;
}

guint64
transfer_batch_get_bytes_done(const TransferBatch *self)
{
  guint64 done = 0;

  for (guint i = 0; i < self->transfers->len; i++)
    done += oriel_transfer_get_bytes_done(g_ptr_array_index(self->transfers, i));
  return done;
}

char *
transfer_batch_dup_name(const TransferBatch *self)
{
  g_return_val_if_fail(self->transfers->len > 0, NULL);
  return oriel_text_sanitize(oriel_transfer_get_name(g_ptr_array_index(self->transfers, 0)), -1,
                             MAX_NAME);
}

gboolean
transfer_batch_is_well(const TransferBatch *self, char **name, char **reason)
{
  const GError *error;

  if (self->failed == NULL)
    return TRUE;
  error = oriel_transfer_get_error(self->failed);
  *name = oriel_text_sanitize(oriel_transfer_get_name(self->failed), -1, MAX_NAME);
  *reason = error != NULL ? oriel_text_sanitize(error->message, -1, MAX_REASON) : NULL;
  return FALSE;
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "transfer-batch.h"

#define MAX_NAME 100   /* bytes */
#define MAX_REASON 300 /* bytes */
#define MAX_NAMED 3    /* files that failed alike */

struct _TransferBatch {
  TransferBatchHooks hooks;
  GPtrArray *transfers; /* (element-type OrielTransfer) */
  guint n_over;
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

/* (transfer full) */
static char *
dup_name(OrielTransfer *transfer)
{
  return oriel_text_sanitize(oriel_transfer_get_name(transfer), -1, MAX_NAME);
}

char *
transfer_batch_dup_name(const TransferBatch *self)
{
  g_return_val_if_fail(self->transfers->len > 0, NULL);
  return dup_name(g_ptr_array_index(self->transfers, 0));
}

static void
failure_free(gpointer data)
{
  TransferFailure *self = data;

  g_free(self->names);
  g_free(self->reason);
  g_free(self);
}

static TransferFailure *
find_failure(GPtrArray *failures, const char *reason)
{
  TransferFailure *self;

  for (guint i = 0; i < failures->len; i++) {
    self = g_ptr_array_index(failures, i);
    if (g_strcmp0(self->reason, reason) == 0)
      return self;
  }
  self = g_new0(TransferFailure, 1);
  self->reason = g_strdup(reason);
  g_ptr_array_add(failures, self);
  return self;
}

static void
add_failure(GPtrArray *failures, OrielTransfer *transfer)
{
  const GError *error = oriel_transfer_get_error(transfer);
  g_autofree char *reason =
      error != NULL ? oriel_text_sanitize(error->message, -1, MAX_REASON) : NULL;
  TransferFailure *failure = find_failure(failures, reason);
  g_autofree char *name = dup_name(transfer);
  g_autofree char *before = failure->names;

  failure->n_files++;
  if (failure->n_files > MAX_NAMED) {
    failure->names = g_steal_pointer(&before);
    failure->n_unnamed++;
  } else {
    failure->names = before != NULL ? g_strdup_printf("%s, %s", before, name) : g_strdup(name);
  }
}

GPtrArray *
transfer_batch_list_failures(const TransferBatch *self)
{
  GPtrArray *failures = g_ptr_array_new_with_free_func(failure_free);

  for (guint i = 0; i < self->transfers->len; i++) {
    OrielTransfer *transfer = g_ptr_array_index(self->transfers, i);
    OrielTransferState state = oriel_transfer_get_state(transfer);

    if (state > ORIEL_TRANSFER_RUNNING && state != ORIEL_TRANSFER_DONE)
      add_failure(failures, transfer);
  }
  return failures;
}

guint
transfer_batch_get_n_sent(const TransferBatch *self)
{
  guint n = 0;

  for (guint i = 0; i < self->transfers->len; i++)
    if (oriel_transfer_get_state(g_ptr_array_index(self->transfers, i)) == ORIEL_TRANSFER_DONE)
      n++;
  return n;
}

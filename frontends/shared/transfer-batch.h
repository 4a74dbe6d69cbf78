// SPDX-License-Identifier: LGPL-2.1-or-later
/* Files on their way to a guest that a person thinks of as one: those sent since all was quiet. */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

typedef struct _TransferBatch TransferBatch;

typedef struct {
  /* There are more of them, or more of what they hold is there. */
  void (*progress)(gpointer user_data);
  /* The last has ended. The batch is empty after this, and not before. */
  void (*over)(gpointer user_data);
  gpointer user_data;
} TransferBatchHooks;

/* Files that were not sent for one reason; what is text is fit for a person's eyes. */
typedef struct {
  char *names; /* of the first few of them, with commas */
  guint n_files;
  guint n_unnamed; /* how many more there are */
  char *reason;    /* (nullable): somebody gave them up */
} TransferFailure;

/* @hooks is copied. (transfer full) */
TransferBatch *transfer_batch_new(const TransferBatchHooks *hooks);
/* What is under way goes on; nobody is told of it. NULL is ignored. */
void transfer_batch_free(TransferBatch *self);

/* Adds @files, a list of GFile, and sends them to the guest of @session. */
void transfer_batch_send(TransferBatch *self, OrielSession *session, GListModel *files);
/* Gives up all that have not ended; @over follows. */
void transfer_batch_cancel(TransferBatch *self);

guint transfer_batch_get_count(const TransferBatch *self);
/* Bytes of all of them together. */
guint64 transfer_batch_get_size(const TransferBatch *self);
guint64 transfer_batch_get_bytes_done(const TransferBatch *self);
/* The name of the first, fit for a person's eyes. (transfer full) */
char *transfer_batch_dup_name(const TransferBatch *self);
/* How many are with the guest. */
guint transfer_batch_get_n_sent(const TransferBatch *self);
/* Why the others that have ended are not: one for each reason, in the order of the files.
 * (transfer full) (element-type TransferFailure) */
GPtrArray *transfer_batch_list_failures(const TransferBatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TransferBatch, transfer_batch_free)

G_END_DECLS

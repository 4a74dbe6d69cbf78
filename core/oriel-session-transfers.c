// SPDX-License-Identifier: LGPL-2.1-or-later
/* Files on their way to the guest: a few at a time, the others wait. */
#include "oriel-session-properties.h"
#include "oriel-session-wire.h"
#include "oriel-transfer-private.h"
#include "wire/oriel-wire.h"

void
oriel_session_init_transfers(OrielSession *self)
{
  self->transfers = g_list_store_new(ORIEL_TYPE_TRANSFER);
  oriel_session_check_refusal(self);
}

void
oriel_session_free_transfers(OrielSession *self)
{
  g_clear_object(&self->transfers);
  g_clear_pointer(&self->files_refusal, g_free);
  g_clear_pointer(&self->guest_refusal, g_free);
}

static OrielTransfer *
dup_transfer(OrielSession *self, guint position)
{
  return g_list_model_get_item(G_LIST_MODEL(self->transfers), position);
}

/* The first of those that wait, when not too many are running. (transfer full) (nullable) */
static OrielTransfer *
dup_next(OrielSession *self)
{
  guint n = g_list_model_get_n_items(G_LIST_MODEL(self->transfers)), n_running = 0;

  for (guint i = 0; i < n; i++) {
    g_autoptr(OrielTransfer) transfer = dup_transfer(self, i);
    if (oriel_transfer_get_state(transfer) == ORIEL_TRANSFER_WAITING)
      return n_running < ORIEL_WIRE_MAX_FILES ? g_steal_pointer(&transfer) : NULL;
    if (oriel_transfer_get_state(transfer) == ORIEL_TRANSFER_RUNNING)
      n_running++;
  }
  return NULL;
}

static void
start_next(OrielSession *self)
{
  g_autoptr(OrielTransfer) transfer = NULL;

  while (self->files_refusal == NULL && self->link != NULL && (transfer = dup_next(self)) != NULL) {
    oriel_transfer_start(transfer, self->link, ++self->n_files);
    g_clear_object(&transfer);
  }
}

static void
on_ended(gpointer owner, OrielTransfer *transfer)
{
  g_autoptr(OrielSession) self = g_object_ref(ORIEL_SESSION(owner));
  guint position;

  if (g_list_store_find(self->transfers, transfer, &position))
    g_list_store_remove(self->transfers, position);
  start_next(self);
}

static void
fail_transfers(OrielSession *self, gboolean running, OrielError code, const char *message)
{
  g_autoptr(GError) error = g_error_new_literal(ORIEL_ERROR, (int)code, message);
  g_autoptr(GPtrArray) doomed = g_ptr_array_new_with_free_func(g_object_unref);

  /* Collected first: whoever hears of an end may begin another. */
  for (guint i = 0; i < g_list_model_get_n_items(G_LIST_MODEL(self->transfers)); i++) {
    g_autoptr(OrielTransfer) transfer = dup_transfer(self, i);
    if (running || oriel_transfer_get_state(transfer) == ORIEL_TRANSFER_WAITING)
      g_ptr_array_add(doomed, g_steal_pointer(&transfer));
  }
  for (guint i = 0; i < doomed->len; i++)
    oriel_transfer_fail(g_ptr_array_index(doomed, i), error);
}

void
oriel_session_end_transfers(OrielSession *self)
{
  fail_transfers(self, TRUE, ORIEL_ERROR_UNREACHABLE,
                 "the session ended before all of it had arrived");
}

/* NULL if it is over. (transfer none) */
static OrielTransfer *
find_transfer(OrielSession *self, guint id)
{
  for (guint i = 0; i < g_list_model_get_n_items(G_LIST_MODEL(self->transfers)); i++) {
    g_autoptr(OrielTransfer) transfer = dup_transfer(self, i);
    if (oriel_transfer_get_id(transfer) == id)
      return transfer; /* which the list keeps */
  }
  return NULL;
}

void
oriel_session_check_refusal(OrielSession *self)
{
  const char *refusal = self->guest_refusal;

  if (self->state != ORIEL_SESSION_CONNECTED)
    refusal = "the session is not connected";
  else if (self->view_only)
    refusal = "the session is view-only";
  if (g_strcmp0(refusal, self->files_refusal) == 0)
    return;
  g_free(self->files_refusal);
  self->files_refusal = g_strdup(refusal);
  /* Of what is running, the process tells itself what became of it. */
  if (refusal != NULL)
    fail_transfers(self, self->view_only, ORIEL_ERROR_NOT_SUPPORTED, self->files_refusal);
  oriel_session_notify(self, ORIEL_SESSION_PROP_FILES_REFUSAL);
}

static void
set_guest_refusal(OrielSession *self, const char *refusal)
{
  g_free(self->guest_refusal);
  self->guest_refusal = g_strdup(refusal);
  oriel_session_check_refusal(self);
}

void
oriel_session_forget_refusal(OrielSession *self)
{
  set_guest_refusal(self, "this kind of console takes no files");
}

void
oriel_session_takes_files(const Call *call)
{
  gboolean able;
  const char *refusal;
  g_autofree char *text = NULL;

  g_variant_get(call->parameters, "(b&s)", &able, &refusal);
  text = oriel_text_sanitize(refusal, -1, ORIEL_WIRE_MAX_TEXT);
  answer(call);
  set_guest_refusal(call->session, able ? NULL : *text != '\0' ? text : "the guest takes no files");
}

void
oriel_session_file_progress(const Call *call)
{
  g_autoptr(GVariant) files = g_variant_get_child_value(call->parameters, 0);
  gsize n = g_variant_n_children(files);

  if (n > ORIEL_WIRE_MAX_FILES) {
    refuse(call, "progress of %" G_GSIZE_FORMAT " files", n);
    return;
  }
  for (gsize i = 0; i < n; i++) {
    OrielTransfer *transfer;
    guint32 id;
    guint64 done;
    g_variant_get_child(files, i, "(ut)", &id, &done);
    transfer = find_transfer(call->session, id);
    /* One that was given up is not known any more. */
    if (transfer != NULL && !oriel_transfer_set_bytes_done(transfer, done)) {
      refuse(call, "more bytes than a file has");
      return;
    }
  }
  answer(call);
}

/**
 * oriel_session_get_files_refusal:
 * @self: a session
 *
 * Reads #OrielSession:files-refusal.
 *
 * Returns: (nullable): why no file can be sent to the guest; %NULL when files can be sent
 */
const char *
oriel_session_get_files_refusal(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), NULL);
  return self->files_refusal;
}

/**
 * oriel_session_get_transfers:
 * @self: a session
 *
 * Reads #OrielSession:transfers.
 *
 * Returns: (transfer none): the files on their way to the guest, a list of #OrielTransfer
 */
GListModel *
oriel_session_get_transfers(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), NULL);
  return G_LIST_MODEL(self->transfers);
}

/**
 * oriel_session_send_file:
 * @self: a session
 * @file: a regular file of this machine
 *
 * Sends a file to the guest, into a folder that the guest chooses. Any number can be sent at once;
 * a few are under way at a time, in the order of the calls.
 *
 * The outcome is #OrielTransfer:state. Where #OrielSession:files-refusal is not %NULL the transfer
 * has failed when this returns, with that reason.
 *
 * Returns: (transfer full): the transfer
 */
OrielTransfer *
oriel_session_send_file(OrielSession *self, GFile *file)
{
  OrielTransfer *transfer;

  g_return_val_if_fail(ORIEL_IS_SESSION(self), NULL);
  g_return_val_if_fail(G_IS_FILE(file), NULL);
  transfer = oriel_transfer_new(file, on_ended, self);
  if (self->files_refusal != NULL) {
    g_autoptr(GError) error =
        g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED, self->files_refusal);
    oriel_transfer_fail(transfer, error);
    return transfer;
  }
  g_list_store_append(self->transfers, transfer);
  start_next(self);
  return transfer;
}

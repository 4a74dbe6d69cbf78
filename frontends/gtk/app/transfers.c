// SPDX-License-Identifier: LGPL-2.1-or-later
#include "transfers.h"

#include "toasts.h"

#include <glib/gi18n.h>

#include "shared/transfer-batch.h"

struct _Transfers {
  AdwToastOverlay *toasts;
  AdwToast *toast;       /* (owned) (nullable): of those that are under way */
  TransferBatch *batch;  /* (owned) */
  GSimpleAction *cancel; /* (owned) */
  void (*told)(gpointer user_data, const char *text);
  gpointer user_data;
};

static void
show_progress(gpointer user_data)
{
  Transfers *self = user_data;
  guint n_files = transfer_batch_get_count(self->batch);
  guint64 size = transfer_batch_get_size(self->batch);
  guint64 done = transfer_batch_get_bytes_done(self->batch);
  int percent = size > 0 ? (int)((double)done * 100 / (double)size) : 0;
  g_autofree char *name = transfer_batch_dup_name(self->batch);
  g_autofree char *text = n_files == 1
                              ? g_strdup_printf(_("Sending %s: %d %%"), name, percent)
                              : g_strdup_printf(_("Sending %u files: %d %%"), n_files, percent);

  g_simple_action_set_enabled(self->cancel, TRUE);
  if (self->toast != NULL) {
    toasts_set_text(self->toast, text);
    return;
  }
  self->toast = g_object_ref(toasts_new(text));
  adw_toast_set_timeout(self->toast, 0);
  adw_toast_set_priority(self->toast, ADW_TOAST_PRIORITY_HIGH); /* it is the way to give up */
  adw_toast_set_button_label(self->toast, _("_Cancel"));
  g_signal_connect_swapped(self->toast, "button-clicked", G_CALLBACK(transfer_batch_cancel),
                           self->batch);
  adw_toast_overlay_add_toast(self->toasts, self->toast);
}

static void
dismiss_progress(Transfers *self)
{
  if (self->toast == NULL)
    return;
  g_signal_handlers_disconnect_by_data(self->toast, self->batch);
  toasts_dismiss(self->toast);
  g_clear_object(&self->toast);
}

/* (transfer full) */
static char *
describe_failure(const TransferFailure *failure)
{
  const char *reason = failure->reason != NULL ? failure->reason : _("given up");

  if (failure->n_unnamed > 0)
    return g_strdup_printf(_("%s and %u more were not sent: %s"), failure->names,
                           failure->n_unnamed, reason);
  return g_strdup_printf(ngettext("%s was not sent: %s", "%s were not sent: %s", failure->n_files),
                         failure->names, reason);
}

/* (transfer full) (nullable): that the guest has none is told otherwise */
static char *
describe_sent(TransferBatch *batch)
{
  guint n_files = transfer_batch_get_count(batch), n_sent = transfer_batch_get_n_sent(batch);
  g_autofree char *name = NULL;

  if (n_sent == 0)
    return NULL;
  if (n_sent < n_files)
    return g_strdup_printf(_("The guest has %u of the %u files"), n_sent, n_files);
  if (n_files > 1)
    return g_strdup_printf(_("The guest has the %u files"), n_files);
  name = transfer_batch_dup_name(batch);
  return g_strdup_printf(_("The guest has %s"), name);
}

/* What became of the files, each thing as a text of its own. (transfer full) */
static GStrv
describe_result(TransferBatch *batch)
{
  g_autoptr(GPtrArray) failures = transfer_batch_list_failures(batch);
  g_autoptr(GStrvBuilder) texts = g_strv_builder_new();
  g_autofree char *sent = describe_sent(batch);

  for (guint i = 0; i < failures->len; i++) {
    g_autofree char *text = describe_failure(g_ptr_array_index(failures, i));

    g_strv_builder_add(texts, text);
  }
  if (sent != NULL)
    g_strv_builder_add(texts, sent);
  return g_strv_builder_end(texts);
}

static void
show_result(gpointer user_data)
{
  Transfers *self = user_data;
  g_auto(GStrv) texts = describe_result(self->batch);
  g_autofree char *all = g_strjoinv("\n", texts);

  g_simple_action_set_enabled(self->cancel, FALSE);
  dismiss_progress(self);
  for (char **text = texts; *text != NULL; text++)
    toasts_tell(self->toasts, *text);
  self->told(self->user_data, all);
}

/**
 * transfers_new:
 * @toasts: (transfer none): where they are told; outlives it
 * @told: called with what became of them
 * @user_data: for @told
 *
 * Returns: (transfer full): to be freed by transfers_free()
 */
Transfers *
transfers_new(AdwToastOverlay *toasts,
              void (*told)(gpointer user_data, const char *text),
              gpointer user_data)
{
  Transfers *self = g_new0(Transfers, 1);

  self->toasts = toasts;
  self->told = told;
  self->user_data = user_data;
  self->batch = transfer_batch_new(&(TransferBatchHooks){show_progress, show_result, self});
  self->cancel = g_simple_action_new("cancel-sending", NULL);
  g_simple_action_set_enabled(self->cancel, FALSE);
  g_signal_connect_swapped(self->cancel, "activate", G_CALLBACK(transfer_batch_cancel),
                           self->batch);
  return self;
}

/**
 * transfers_free:
 * @self: (transfer full)
 */
void
transfers_free(Transfers *self)
{
  dismiss_progress(self);
  g_signal_handlers_disconnect_by_data(self->cancel, self->batch);
  g_object_unref(self->cancel);
  transfer_batch_free(self->batch);
  g_free(self);
}

/**
 * transfers_get_cancel:
 * @self: transfers
 *
 * Returns: (transfer none): the action that gives up what is under way
 */
GAction *
transfers_get_cancel(Transfers *self)
{
  return G_ACTION(self->cancel);
}

/**
 * transfers_send:
 * @self: transfers
 * @session: who gets them
 * @files: a list of files
 */
void
transfers_send(Transfers *self, OrielSession *session, GListModel *files)
{
  transfer_batch_send(self->batch, session, files);
}

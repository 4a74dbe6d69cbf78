// SPDX-License-Identifier: LGPL-2.1-or-later
#include "transfers.h"

#include "toasts.h"

#include <glib/gi18n.h>

#include "shared/transfer-batch.h"

struct _Transfers {
  AdwToastOverlay *toasts;
  AdwToast *toast;      /* (owned) (nullable): of those that are under way */
  TransferBatch *batch; /* (owned) */
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
  g_autofree char *escaped = g_markup_escape_text(name, -1);
  g_autofree char *text = n_files == 1
                              ? g_strdup_printf(_("Sending %s: %d %%"), escaped, percent)
                              : g_strdup_printf(_("Sending %u files: %d %%"), n_files, percent);

  if (self->toast != NULL) {
    adw_toast_set_title(self->toast, text);
    return;
  }
  self->toast = g_object_ref(adw_toast_new(text));
  adw_toast_set_timeout(self->toast, 0);
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
  adw_toast_dismiss(self->toast);
  g_clear_object(&self->toast);
}

/* What became of the files. (transfer full) */
static char *
describe_result(TransferBatch *batch)
{
  g_autofree char *name = NULL, *reason = NULL;

  if (!transfer_batch_is_well(batch, &name, &reason)) {
    return g_strdup_printf(_("%s was not sent: %s"), name, reason != NULL ? reason : _("given up"));
  } else if (transfer_batch_get_count(batch) == 1) {
    name = transfer_batch_dup_name(batch);
    return g_strdup_printf(_("The guest has %s"), name);
  } else {
    return g_strdup_printf(_("The guest has the %u files"), transfer_batch_get_count(batch));
  }
}

static void
show_result(gpointer user_data)
{
  Transfers *self = user_data;
  g_autofree char *text = describe_result(self->batch);

  dismiss_progress(self);
  toasts_tell(self->toasts, text);
  self->told(self->user_data, text);
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
  transfer_batch_free(self->batch);
  g_free(self);
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

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "transfers.h"

#include <glib/gi18n.h>

#define MAX_REASON 300 /* bytes */

struct _Transfers {
  AdwToastOverlay *toasts;
  AdwToast *toast;      /* (owned) (nullable): of those that are under way */
  GPtrArray *transfers; /* (element-type OrielTransfer): since all was quiet */
  guint n_over;
  char *trouble; /* (owned) (nullable): why the last that failed did */
};

/**
 * transfers_new:
 * @toasts: (transfer none): where they are told; outlives it
 *
 * Returns: (transfer full): to be freed by transfers_free()
 */
Transfers *
transfers_new(AdwToastOverlay *toasts)
{
  Transfers *self = g_new0(Transfers, 1);

  self->toasts = toasts;
  self->transfers = g_ptr_array_new_with_free_func(g_object_unref);
  return self;
}

static void
forget(Transfers *self)
{
  for (guint i = 0; i < self->transfers->len; i++)
    g_signal_handlers_disconnect_by_data(g_ptr_array_index(self->transfers, i), self);
  g_ptr_array_set_size(self->transfers, 0);
  g_clear_pointer(&self->trouble, g_free);
  self->n_over = 0;
  if (self->toast == NULL)
    return;
  g_signal_handlers_disconnect_by_data(self->toast, self);
  adw_toast_dismiss(self->toast);
  g_clear_object(&self->toast);
}

/**
 * transfers_free:
 * @self: (transfer full)
 */
void
transfers_free(Transfers *self)
{
  forget(self);
  g_ptr_array_unref(self->transfers);
  g_free(self);
}

/* A file's name is the person's, and may be anything. (transfer full) */
static char *
dup_name(OrielTransfer *transfer)
{
  g_autofree char *shown = oriel_text_sanitize(oriel_transfer_get_name(transfer), -1, 100);

  return g_markup_escape_text(shown, -1);
}

static void
on_give_up(Transfers *self)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(g_object_unref);

  /* They are forgotten when the last has ended. */
  for (guint i = 0; i < self->transfers->len; i++)
    g_ptr_array_add(all, g_object_ref(g_ptr_array_index(self->transfers, i)));
  for (guint i = 0; i < all->len; i++)
    oriel_transfer_cancel(g_ptr_array_index(all, i));
}

static void
show_progress(Transfers *self)
{
  guint64 size = 0, done = 0;
  g_autofree char *name = dup_name(g_ptr_array_index(self->transfers, 0));
  g_autofree char *text = NULL;
  int percent;

  for (guint i = 0; i < self->transfers->len; i++) {
    size += oriel_transfer_get_size(g_ptr_array_index(self->transfers, i));
    done += oriel_transfer_get_bytes_done(g_ptr_array_index(self->transfers, i));
  }
  percent = size > 0 ? (int)(done * 100.0 / size) : 0;
  text = self->transfers->len == 1
             ? g_strdup_printf(_("Sending %s: %d %%"), name, percent)
             : g_strdup_printf(_("Sending %u files: %d %%"), self->transfers->len, percent);
  if (self->toast != NULL) {
    adw_toast_set_title(self->toast, text);
    return;
  }
  self->toast = g_object_ref(adw_toast_new(text));
  adw_toast_set_timeout(self->toast, 0);
  adw_toast_set_button_label(self->toast, _("_Cancel"));
  g_signal_connect_swapped(self->toast, "button-clicked", G_CALLBACK(on_give_up), self);
  adw_toast_overlay_add_toast(self->toasts, self->toast);
}

static void
show_result(Transfers *self)
{
  g_autofree char *name = dup_name(g_ptr_array_index(self->transfers, 0));
  g_autofree char *text = NULL;

  if (self->trouble != NULL)
    text = g_strdup(self->trouble);
  else if (self->transfers->len == 1)
    text = g_strdup_printf(_("The guest has %s"), name);
  else
    text = g_strdup_printf(_("The guest has the %u files"), self->transfers->len);
  forget(self);
  adw_toast_overlay_add_toast(self->toasts, adw_toast_new(text));
}

static void
on_state(OrielTransfer *transfer, GParamSpec *pspec, Transfers *self)
{
  const GError *error = oriel_transfer_get_error(transfer);
  OrielTransferState state = oriel_transfer_get_state(transfer);

  if (state <= ORIEL_TRANSFER_RUNNING)
    return;
  self->n_over++;
  if (state != ORIEL_TRANSFER_DONE) {
    g_autofree char *name = dup_name(transfer);
    g_autofree char *reason =
        oriel_text_sanitize(error != NULL ? error->message : _("given up"), -1, MAX_REASON);
    g_autofree char *escaped = g_markup_escape_text(reason, -1);

    g_free(self->trouble);
    self->trouble = g_strdup_printf(_("%s was not sent: %s"), name, escaped);
  }
  if (self->n_over == self->transfers->len)
    show_result(self);
  else
    show_progress(self);
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
  guint first = self->transfers->len;

  for (guint i = 0; i < g_list_model_get_n_items(files); i++) {
    g_autoptr(GFile) file = g_list_model_get_item(files, i);

    g_ptr_array_add(self->transfers, oriel_session_send_file(session, file));
  }
  if (self->transfers->len == first)
    return;
  show_progress(self);
  for (guint i = first; i < self->transfers->len; i++) {
    OrielTransfer *transfer = g_ptr_array_index(self->transfers, i);

    g_signal_connect_swapped(transfer, "notify::bytes-done", G_CALLBACK(show_progress), self);
    g_signal_connect(transfer, "notify::state", G_CALLBACK(on_state), self);
  }
  /* Those that are refused at once have no state to come. */
  for (guint i = self->transfers->len; i > first && self->transfers->len > 0; i--)
    on_state(g_ptr_array_index(self->transfers, i - 1), NULL, self);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "drop.h"

#define MAX_REASON 300 /* bytes */

struct _Drop {
  Overlay *overlay;
  OrielSession *session; /* (nullable) */
  GPtrArray *transfers;  /* (element-type OrielTransfer) dropped since all was quiet */
  guint n_over;
  char *trouble; /* (owned) (nullable) why the last that failed did */
};

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
  self->transfers = g_ptr_array_new_with_free_func(g_object_unref);
  return self;
}

static void
forget(Drop *self)
{
  for (guint i = 0; i < self->transfers->len; i++)
    g_signal_handlers_disconnect_by_data(g_ptr_array_index(self->transfers, i), self);
  g_ptr_array_set_size(self->transfers, 0);
  g_clear_pointer(&self->trouble, g_free);
  self->n_over = 0;
}

/**
 * drop_free:
 * @self: (transfer full)
 */
void
drop_free(Drop *self)
{
  forget(self);
  g_clear_object(&self->session);
  g_ptr_array_unref(self->transfers);
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

/* (transfer full) */
static char *
describe_size(const Drop *self)
{
  guint64 size = 0, done = 0;
  g_autofree char *size_text = NULL, *done_text = NULL;

  for (guint i = 0; i < self->transfers->len; i++) {
    size += oriel_transfer_get_size(g_ptr_array_index(self->transfers, i));
    done += oriel_transfer_get_bytes_done(g_ptr_array_index(self->transfers, i));
  }
  size_text = g_format_size(size);
  done_text = g_format_size(done);
  return g_strdup_printf("%s of %s", done_text, size_text);
}

static void
show_progress(Drop *self)
{
  g_autofree char *size = describe_size(self);
  OrielTransfer *first = g_ptr_array_index(self->transfers, 0);
  g_autofree char *text =
      self->transfers->len == 1
          ? g_strdup_printf("Sending %s: %s. Esc gives up", oriel_transfer_get_name(first), size)
          : g_strdup_printf("Sending %u files: %s. Esc gives up", self->transfers->len, size);

  overlay_toast(self->overlay, text);
}

static void
show_result(Drop *self)
{
  OrielTransfer *first = g_ptr_array_index(self->transfers, 0);
  g_autofree char *text = NULL;

  if (self->trouble != NULL)
    text = g_strdup(self->trouble);
  else if (self->transfers->len == 1)
    text = g_strdup_printf("The guest has %s", oriel_transfer_get_name(first));
  else
    text = g_strdup_printf("The guest has the %u files", self->transfers->len);
  overlay_toast(self->overlay, text);
  forget(self);
}

static void
on_state(OrielTransfer *transfer, GParamSpec *pspec, Drop *self)
{
  const GError *error = oriel_transfer_get_error(transfer);
  OrielTransferState state = oriel_transfer_get_state(transfer);

  if (state <= ORIEL_TRANSFER_RUNNING)
    return;
  self->n_over++;
  if (state != ORIEL_TRANSFER_DONE) {
    g_autofree char *reason =
        oriel_text_sanitize(error != NULL ? error->message : "given up", -1, MAX_REASON);
    g_free(self->trouble);
    self->trouble =
        g_strdup_printf("%s was not sent: %s", oriel_transfer_get_name(transfer), reason);
  }
  if (self->n_over == self->transfers->len)
    show_result(self);
  else
    show_progress(self);
}

static void
on_bytes_done(OrielTransfer *transfer, GParamSpec *pspec, Drop *self)
{
  show_progress(self);
}

static void
send_file(Drop *self, const char *path)
{
  g_autoptr(GFile) file = g_file_new_for_path(path);
  OrielTransfer *transfer;

  if (self->session == NULL)
    return;
  transfer = oriel_session_send_file(self->session, file);
  g_ptr_array_add(self->transfers, transfer);
  g_signal_connect(transfer, "notify::bytes-done", G_CALLBACK(on_bytes_done), self);
  g_signal_connect(transfer, "notify::state", G_CALLBACK(on_state), self);
  show_progress(self);
  on_state(transfer, NULL, self);
}

static void
give_up(Drop *self)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(g_object_unref);

  /* They are forgotten when the last has ended. */
  for (guint i = 0; i < self->transfers->len; i++)
    g_ptr_array_add(all, g_object_ref(g_ptr_array_index(self->transfers, i)));
  for (guint i = 0; i < all->len; i++)
    oriel_transfer_cancel(g_ptr_array_index(all, i));
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
      self->transfers->len > 0) {
    give_up(self);
    return TRUE;
  }
  return FALSE;
}

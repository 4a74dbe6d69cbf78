// SPDX-License-Identifier: LGPL-2.1-or-later
/* The way of the clipboard into the guest. */
#include "oriel-clipboard-private.h"
#include "wire/oriel-wire.h"

/* Offers are numbered through, also over clipboards of one session that follow each other. */
static guint
next_serial(void)
{
  static gint last; /* (atomic) */

  return (guint)g_atomic_int_add(&last, 1) + 1;
}

void
oriel_clipboard_board_forget(OrielClipboardBoard *self)
{
  g_clear_pointer(&self->offered, g_strfreev);
  g_clear_pointer(&self->data, g_bytes_unref);
}

gboolean
oriel_clipboard_is_offered(OrielClipboard *self, OrielSelection selection, guint serial)
{
  const OrielClipboardBoard *board = &self->boards[selection];

  return self->link != NULL && !self->view_only && board->offered != NULL &&
         board->serial == serial;
}

/* What is to be said to the guest's side of the present offer. */
static GVariant *
describe(OrielClipboard *self, OrielSelection selection)
{
  static const char *const none[] = {NULL};
  const OrielClipboardBoard *board = &self->boards[selection];

  return g_variant_new("(uu^as)", selection, board->serial,
                       board->offered != NULL ? (const char *const *)board->offered : none);
}

/* Whether something can be offered; else the task has its answer. */
static gboolean
may_offer(OrielClipboard *self, OrielSelection selection, GTask *task)
{
  if (self->link == NULL)
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_FAILED, "the session is over");
  else if (self->view_only)
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                            "the session is view-only");
  else if (!oriel_clipboard_has_selection(self, selection))
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                            "the guest has no selection of this kind");
  else
    return TRUE;
  return FALSE;
}

/* @data: (nullable): at hand */
static void
offer(OrielClipboard *self,
      OrielSelection selection,
      const char *const *types,
      GBytes *data,
      GTask *task)
{
  OrielClipboardBoard *board = &self->boards[selection];

  oriel_clipboard_board_forget(board);
  board->serial = next_serial();
  board->offered = types != NULL && *types != NULL ? g_strdupv((char **)types) : NULL;
  board->data = data != NULL ? g_bytes_ref(data) : NULL;
  if (board->offered != NULL)
    g_clear_pointer(&board->guest_types, g_strfreev);
  oriel_link_call_for_task(self->link, "GrabClipboard", describe(self, selection), task);
}

static gboolean
check_types(const char *const *types, GError **error)
{
  guint n = 0;

  for (; types != NULL && types[n] != NULL; n++)
    if (n == ORIEL_WIRE_MAX_TYPES || !oriel_clipboard_is_type(types[n])) {
      g_set_error_literal(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                          "what is offered to the guest has no proper media types");
      return FALSE;
    }
  return TRUE;
}

/**
 * oriel_clipboard_offer_async:
 * @self: a clipboard
 * @selection: where
 * @types: (array zero-terminated=1) (nullable): media types of what there is, best first; %NULL or
 *   empty: there is nothing any more
 * @cancellable: (nullable): stops waiting for the answer
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Tells the guest that there is something to paste. The data itself is asked for when the guest
 * pastes it, by #OrielClipboard::requested; a session that has no such way asks at once. The offer
 * ends with the next one, and when something is copied in the guest. Of the types, a session leaves
 * out what it cannot pass on.
 */
void
oriel_clipboard_offer_async(OrielClipboard *self,
                            OrielSelection selection,
                            const char *const *types,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr(GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail(ORIEL_IS_CLIPBOARD(self));
  task = g_task_new(self, cancellable, callback, user_data);
  g_task_set_source_tag(task, oriel_clipboard_offer_async);
  if (!check_types(types, &error))
    g_task_return_error(task, error);
  else if (may_offer(self, selection, task))
    offer(self, selection, types, NULL, task);
}

/**
 * oriel_clipboard_offer_finish:
 * @self: a clipboard
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends oriel_clipboard_offer_async().
 *
 * Returns: whether the guest's side knows of it
 */
gboolean
oriel_clipboard_offer_finish(OrielClipboard *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail(g_task_is_valid(result, self), FALSE);
  return g_task_propagate_boolean(G_TASK(result), error);
}

/* Of text, or of anything that is not text. */
static gboolean
check_data(const char *type, GBytes *data, GError **error)
{
  gsize size = g_bytes_get_size(data);

  if (size > ORIEL_CLIPBOARD_MAX_TEXT)
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                "cannot paste %" G_GSIZE_FORMAT " bytes: the limit is %d", size,
                ORIEL_CLIPBOARD_MAX_TEXT);
  else if (!oriel_clipboard_is_proper(data, type))
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                "cannot paste: the text is not valid UTF-8");
  else
    return TRUE;
  return FALSE;
}

/**
 * oriel_clipboard_send_async:
 * @self: a clipboard
 * @selection: where
 * @type: the media type of @data
 * @data: at most %ORIEL_CLIPBOARD_MAX_TEXT bytes
 * @cancellable: (nullable): stops waiting for the answer
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Offers something that is at hand, as oriel_clipboard_offer_async() does: it is kept, and handed
 * out when the guest pastes it.
 */
void
oriel_clipboard_send_async(OrielClipboard *self,
                           OrielSelection selection,
                           const char *type,
                           GBytes *data,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  const char *const types[] = {type, NULL};
  g_autoptr(GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail(ORIEL_IS_CLIPBOARD(self));
  g_return_if_fail(type != NULL);
  g_return_if_fail(data != NULL);
  task = g_task_new(self, cancellable, callback, user_data);
  g_task_set_source_tag(task, oriel_clipboard_send_async);
  if (!check_types(types, &error) || !check_data(type, data, &error))
    g_task_return_error(task, error);
  else if (may_offer(self, selection, task))
    offer(self, selection, types, data, task);
}

/**
 * oriel_clipboard_send_finish:
 * @self: a clipboard
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends oriel_clipboard_send_async().
 *
 * Returns: whether the data was passed on, or can be asked for
 */
gboolean
oriel_clipboard_send_finish(OrielClipboard *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail(g_task_is_valid(result, self), FALSE);
  return g_task_propagate_boolean(G_TASK(result), error);
}

/**
 * oriel_clipboard_send_text_async:
 * @self: a clipboard
 * @text: UTF-8, at most %ORIEL_CLIPBOARD_MAX_TEXT bytes
 * @cancellable: (nullable): stops waiting for the answer
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Puts text into the guest's clipboard: oriel_clipboard_send_async() of %ORIEL_CLIPBOARD_TEXT in
 * %ORIEL_SELECTION_CLIPBOARD. All of it arrives, or it fails and nothing does; a session may allow
 * less than %ORIEL_CLIPBOARD_MAX_TEXT.
 */
void
oriel_clipboard_send_text_async(OrielClipboard *self,
                                const char *text,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr(GBytes) data = NULL;

  g_return_if_fail(ORIEL_IS_CLIPBOARD(self));
  g_return_if_fail(text != NULL);
  data = g_bytes_new(text, strlen(text));
  oriel_clipboard_send_async(self, ORIEL_SELECTION_CLIPBOARD, ORIEL_CLIPBOARD_TEXT, data,
                             cancellable, callback, user_data);
}

/**
 * oriel_clipboard_send_text_finish:
 * @self: a clipboard
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends oriel_clipboard_send_text_async().
 *
 * Returns: whether the text was passed on
 */
gboolean
oriel_clipboard_send_text_finish(OrielClipboard *self, GAsyncResult *result, GError **error)
{
  return oriel_clipboard_send_finish(self, result, error);
}

void
oriel_clipboard_set_view_only(OrielClipboard *self, gboolean view_only)
{
  self->view_only = view_only;
  for (guint i = 0; view_only && i < ORIEL_CLIPBOARD_N_SELECTIONS; i++) {
    OrielClipboardBoard *board = &self->boards[i];
    if (board->offered == NULL)
      continue;
    oriel_clipboard_board_forget(board);
    board->serial = next_serial();
    if (self->link != NULL)
      oriel_link_call(self->link, "GrabClipboard", describe(self, (OrielSelection)i), NULL, NULL,
                      NULL, NULL);
  }
}

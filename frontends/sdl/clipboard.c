// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The guest gets the desktop's text while its window is focused only: what is copied elsewhere,
 * such as a password for another program, does not go to a guest behind the person's back. SDL
 * passes texts, and passes them at once: what is copied in the guest is read when it is copied.
 */
#include "clipboard.h"

#include <string.h>

/* A selection of the desktop, and the guest's of the same name. */
typedef struct {
  TextClipboard *clipboard;
  OrielSelection selection;
  char *last;            /* (owned) (nullable) the text both sides have, so that nothing echoes */
  gboolean changed;      /* on the desktop, while the window was not focused */
  GCancellable *reading; /* (owned) (nullable) the guest's text is on its way */
} Board;

struct _TextClipboard {
  OrielClipboard *guest; /* (nullable) */
  gboolean focused;
  Board boards[2];
};

/**
 * text_clipboard_new:
 *
 * Returns: (transfer full): a link between clipboards, to be freed by text_clipboard_free()
 */
TextClipboard *
text_clipboard_new(void)
{
  TextClipboard *self = g_new0(TextClipboard, 1);

  self->boards[0] = (Board){self, ORIEL_SELECTION_CLIPBOARD, .changed = TRUE};
  self->boards[1] = (Board){self, ORIEL_SELECTION_PRIMARY, .changed = TRUE};
  return self;
}

static void
stop_reading(Board *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel(self->reading);
  g_clear_object(&self->reading);
}

/**
 * text_clipboard_free:
 * @self: (transfer full): a link between clipboards
 */
void
text_clipboard_free(TextClipboard *self)
{
  text_clipboard_set_guest(self, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(self->boards); i++)
    g_free(self->boards[i].last);
  g_free(self);
}

/* The desktop's text. (transfer full) (nullable) */
static char *
get_desktop_text(const Board *self)
{
  char *text = self->selection == ORIEL_SELECTION_PRIMARY ? SDL_GetPrimarySelectionText()
                                                          : SDL_GetClipboardText();
  char *copy = text != NULL && *text != '\0' && strlen(text) <= ORIEL_CLIPBOARD_MAX_TEXT &&
                       g_utf8_validate(text, -1, NULL)
                   ? g_strdup(text)
                   : NULL;

  SDL_free(text);
  return copy;
}

static void
set_desktop_text(const Board *self, const char *text)
{
  int failed = self->selection == ORIEL_SELECTION_PRIMARY ? SDL_SetPrimarySelectionText(text)
                                                          : SDL_SetClipboardText(text);

  if (failed != 0)
    g_debug("The desktop takes no text: %s", SDL_GetError());
}

static void
on_read(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) data = oriel_clipboard_read_finish(ORIEL_CLIPBOARD(source), result, &error);
  Board *self = user_data;
  g_autofree char *text = NULL;

  if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the board may be gone */
  g_clear_object(&self->reading);
  if (data == NULL) {
    g_debug("The guest gives no text: %s", error->message);
    return;
  }
  text = g_bytes_get_size(data) > 0
             ? g_strndup(g_bytes_get_data(data, NULL), g_bytes_get_size(data))
             : g_strdup("");
  if (*text == '\0' || g_strcmp0(text, self->last) == 0)
    return;
  set_desktop_text(self, text);
  g_free(self->last);
  self->last = g_steal_pointer(&text);
}

static void
on_guest_changed(OrielClipboard *guest, OrielSelection selection, TextClipboard *self)
{
  Board *board = &self->boards[selection];
  const char *const *types = oriel_clipboard_get_guest_types(guest, selection);

  stop_reading(board);
  if (types == NULL || !g_strv_contains(types, ORIEL_CLIPBOARD_TEXT))
    return;
  board->reading = g_cancellable_new();
  oriel_clipboard_read_async(guest, selection, ORIEL_CLIPBOARD_TEXT, board->reading, on_read,
                             board);
}

static void
on_sent(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;

  if (!oriel_clipboard_send_finish(ORIEL_CLIPBOARD(source), result, &error))
    g_debug("The guest takes no text: %s", error->message);
}

static void
send_text(Board *self)
{
  OrielClipboard *guest = self->clipboard->guest;
  g_autofree char *text = NULL;
  g_autoptr(GBytes) data = NULL;

  if (guest == NULL || !self->clipboard->focused || !self->changed ||
      !oriel_clipboard_has_selection(guest, self->selection))
    return;
  self->changed = FALSE;
  text = get_desktop_text(self);
  if (text == NULL || g_strcmp0(text, self->last) == 0)
    return;
  stop_reading(self);
  data = g_bytes_new(text, strlen(text));
  g_free(self->last);
  self->last = g_steal_pointer(&text);
  oriel_clipboard_send_async(guest, self->selection, ORIEL_CLIPBOARD_TEXT, data, NULL, on_sent,
                             NULL);
}

static void
send_texts(TextClipboard *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS(self->boards); i++)
    send_text(&self->boards[i]);
}

/**
 * text_clipboard_set_guest:
 * @self: a link between clipboards
 * @guest: (nullable) (transfer none): the clipboard of a guest
 */
void
text_clipboard_set_guest(TextClipboard *self, OrielClipboard *guest)
{
  if (self->guest == guest)
    return;
  if (self->guest != NULL)
    g_signal_handlers_disconnect_by_data(self->guest, self);
  g_set_object(&self->guest, guest);
  for (gsize i = 0; i < G_N_ELEMENTS(self->boards); i++) {
    stop_reading(&self->boards[i]);
    g_clear_pointer(&self->boards[i].last, g_free);
    self->boards[i].changed = TRUE;
  }
  if (guest == NULL)
    return;
  g_signal_connect(guest, "guest-changed", G_CALLBACK(on_guest_changed), self);
  send_texts(self);
}

/* Something was copied on the desktop, perhaps by us. It is newer than what is on its way here. */
static void
on_desktop_changed(TextClipboard *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS(self->boards); i++) {
    Board *board = &self->boards[i];
    board->changed = TRUE;
    if (board->reading != NULL) {
      g_autofree char *text = get_desktop_text(board);
      if (g_strcmp0(text, board->last) != 0)
        stop_reading(board);
    }
  }
}

/**
 * text_clipboard_handle_event:
 * @self: a link between clipboards
 * @event: what happened
 */
void
text_clipboard_handle_event(TextClipboard *self, const SDL_Event *event)
{
  if (event->type == SDL_CLIPBOARDUPDATE) {
    on_desktop_changed(self);
  } else if (event->type == SDL_WINDOWEVENT) {
    if (event->window.event == SDL_WINDOWEVENT_FOCUS_LOST)
      self->focused = FALSE;
    if (event->window.event != SDL_WINDOWEVENT_FOCUS_GAINED)
      return;
    self->focused = TRUE;
    /* SDL tells only when what is copied takes its own place: not when one program takes over from
     * another, nor when something is marked. */
    for (gsize i = 0; i < G_N_ELEMENTS(self->boards); i++)
      self->boards[i].changed = TRUE;
  } else {
    return;
  }
  send_texts(self);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The guest gets the desktop's text while its window is focused only: what is copied elsewhere,
 * such as a password for another program, does not go to a guest behind the person's back.
 */
#include "clipboard.h"

#include <string.h>

struct _TextClipboard {
  OrielClipboard *guest; /* (nullable) */
  char *last;            /* the text both sides have, so that nothing echoes */
  gboolean focused;
  gboolean changed; /* on the desktop, while the window was not focused */
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

  self->changed = TRUE;
  return self;
}

/**
 * text_clipboard_free:
 * @self: (transfer full): a link between clipboards
 */
void
text_clipboard_free(TextClipboard *self)
{
  text_clipboard_set_guest(self, NULL);
  g_free(self->last);
  g_free(self);
}

static void
on_guest_text(OrielClipboard *guest, GParamSpec *pspec, TextClipboard *self)
{
  const char *text = oriel_clipboard_get_guest_text(guest);

  if (text == NULL || g_strcmp0(text, self->last) == 0)
    return;
  g_free(self->last);
  self->last = g_strdup(text);
  if (SDL_SetClipboardText(text) != 0)
    g_debug("The desktop takes no text: %s", SDL_GetError());
}

static void
on_sent(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;

  if (!oriel_clipboard_send_text_finish(ORIEL_CLIPBOARD(source), result, &error))
    g_debug("The guest takes no text: %s", error->message);
}

static void
send_text(TextClipboard *self)
{
  char *text;

  if (self->guest == NULL || !self->focused || !self->changed)
    return;
  self->changed = FALSE;
  text = SDL_HasClipboardText() ? SDL_GetClipboardText() : NULL;
  if (text != NULL && *text != '\0' && strlen(text) <= ORIEL_CLIPBOARD_MAX_TEXT &&
      g_utf8_validate(text, -1, NULL) && g_strcmp0(text, self->last) != 0) {
    g_free(self->last);
    self->last = g_strdup(text);
    oriel_clipboard_send_text_async(self->guest, text, NULL, on_sent, NULL);
  }
  SDL_free(text);
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
  if (guest == NULL)
    return;
  g_signal_connect(guest, "notify::guest-text", G_CALLBACK(on_guest_text), self);
  self->changed = TRUE;
  send_text(self);
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
    self->changed = TRUE;
  } else if (event->type == SDL_WINDOWEVENT) {
    if (event->window.event == SDL_WINDOWEVENT_FOCUS_LOST)
      self->focused = FALSE;
    if (event->window.event != SDL_WINDOWEVENT_FOCUS_GAINED)
      return;
    self->focused = TRUE;
  } else {
    return;
  }
  send_text(self);
}

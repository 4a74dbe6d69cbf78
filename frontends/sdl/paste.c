// SPDX-License-Identifier: LGPL-2.1-or-later
#include "paste.h"

#include "shared/typist.h"

struct _Paste {
  const char *keyboard; /* (nullable) */
  Overlay *overlay;
  KeyLayout *layout; /* (nullable): read when it is wanted first */
  Typist *typist;    /* (nullable): it types */
  guint total;       /* characters of the text */
};

/**
 * paste_new:
 * @keyboard: (nullable): the layout of the guest's keyboard; %NULL = that of this computer
 * @overlay: (transfer none): where progress is told; both outlive the paste
 *
 * Returns: (transfer full): to be freed by paste_free()
 */
Paste *
paste_new(const char *keyboard, Overlay *overlay)
{
  Paste *self = g_new0(Paste, 1);

  self->keyboard = keyboard;
  self->overlay = overlay;
  return self;
}

/**
 * paste_free:
 * @self: (transfer full): a paste
 */
void
paste_free(Paste *self)
{
  paste_stop(self);
  g_clear_pointer(&self->layout, key_layout_free);
  g_free(self);
}

static void
on_progress(guint typed, guint total, gpointer user_data)
{
  Paste *self = user_data;
  g_autofree char *text =
      g_strdup_printf("Typing the clipboard: %u of %u characters. Escape stops", typed, total);

  overlay_toast(self->overlay, text);
}

static void
on_finished(gpointer user_data)
{
  Paste *self = user_data;
  g_autofree char *text = g_strdup_printf("Typed %u characters", self->total);

  paste_stop(self);
  overlay_toast(self->overlay, text);
}

static gboolean
start(Paste *self, OrielDisplay *display, const char *text, GError **error)
{
  TypistHooks hooks = {on_progress, on_finished, self};

  if (self->layout == NULL)
    self->layout = key_layout_new(self->keyboard, error);
  if (self->layout == NULL)
    return FALSE;
  self->typist = typist_start(display, self->layout, text, &hooks, error);
  self->total = (guint)g_utf8_strlen(text, -1);
  return self->typist != NULL;
}

/**
 * paste_start:
 * @self: a paste
 * @display: (transfer none): who gets it; no key is held there
 *
 * Begins to type the text of the desktop's clipboard.
 */
void
paste_start(Paste *self, OrielDisplay *display)
{
  char *text = SDL_GetClipboardText();
  g_autoptr(GError) error = NULL;

  paste_stop(self);
  if (text == NULL || *text == '\0') {
    overlay_toast(self->overlay, "There is no text in the clipboard");
  } else if (!start(self, display, text, &error)) {
    g_autofree char *reason = oriel_text_sanitize(error->message, -1, 300);
    g_autofree char *shown = g_strdup_printf("Nothing is typed: %s", reason);

    overlay_toast(self->overlay, shown);
  }
  SDL_free(text);
}

/**
 * paste_stop:
 * @self: a paste
 *
 * Stops where it is. Does nothing when nothing is typed.
 */
void
paste_stop(Paste *self)
{
  g_clear_pointer(&self->typist, typist_free);
}

/**
 * paste_handle_event:
 * @self: a paste
 * @event: what happened in the window
 *
 * While it types, keys are not the guest's: they would be part of the text.
 *
 * Returns: %TRUE if the event was for nobody else
 */
gboolean
paste_handle_event(Paste *self, const SDL_Event *event)
{
  if (self->typist == NULL || event->type != SDL_KEYDOWN)
    return FALSE;
  if (event->key.keysym.sym == SDLK_ESCAPE) {
    paste_stop(self);
    overlay_toast(self->overlay, "Stopped typing");
  }
  return TRUE;
}

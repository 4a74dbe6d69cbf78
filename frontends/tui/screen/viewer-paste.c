// SPDX-License-Identifier: LGPL-2.1-or-later
/* What is pasted into the terminal is typed into the guest: slowly, visibly, and not for ever. */
#include "screen/viewer-private.h"

/* No more characters than the typist takes, of four bytes at most. */
#define MAX_BYTES (TYPIST_MAX_CHARACTERS * 4)

void
viewer_stop_typing(Viewer *self)
{
  if (self->typist == NULL)
    return;
  g_clear_pointer(&self->typist, typist_free);
  viewer_note(self, "The rest of the text was not typed");
}

static void
on_progress(guint typed, guint total, gpointer user_data)
{
  viewer_note(user_data, "Typing %u of %u (Esc stops)", typed, total);
}

static void
on_finished(gpointer user_data)
{
  Viewer *self = user_data;

  g_clear_pointer(&self->typist, typist_free);
  viewer_note(self, "Typed");
}

static void
start_typing(Viewer *self, const char *text)
{
  TypistHooks hooks = {on_progress, on_finished, self};
  OrielDisplay *display = viewer_get_input(self);
  g_autoptr(GError) error = NULL;

  if (*text == '\0')
    return;
  if (display == NULL) {
    viewer_note(self,
                self->read_only ? "Read only: nothing is typed" : "There is no guest to type to");
    return;
  }
  if (self->typist != NULL) {
    viewer_note(self, "A text is being typed already (Esc stops)");
    return;
  }
  viewer_release(self);
  self->typist = typist_start(display, key_map_get_layout(self->keys), text, &hooks, &error);
  if (self->typist == NULL)
    viewer_note(self, "Not typed: %s", error->message);
}

void
viewer_take_paste(Viewer *self, const char *text, gsize length, gboolean last)
{
  if (self->paste == NULL)
    self->paste = g_string_new(NULL);
  if (self->paste->len <= MAX_BYTES) /* one too long is refused whole */
    g_string_append_len(self->paste, text, (gssize)length);
  if (!last)
    return;
  start_typing(self, self->paste->str);
  g_string_free(g_steal_pointer(&self->paste), TRUE);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "terminal/input-paste.h"

#include <string.h>

#define END_MARK "\033[201~"
#define PIECE (16 * 1024)

void
input_paste_init(InputPaste *self,
                 void (*event)(const Event *event, gpointer user_data),
                 gpointer user_data)
{
  self->event = event;
  self->user_data = user_data;
  self->text = g_string_new(NULL);
  self->matched = 0;
}

void
input_paste_clear(InputPaste *self)
{
  g_string_free(self->text, TRUE);
}

void
input_paste_begin(InputPaste *self)
{
  g_string_truncate(self->text, 0);
  self->matched = 0;
}

/* The bytes at the end of @text that are the beginning of a character. */
static gsize
get_unfinished(const GString *text)
{
  for (gsize n = 1; n <= 3 && n <= text->len; n++) {
    const char *start = text->str + text->len - n;

    if ((*start & 0xc0) == 0xc0)
      return g_utf8_get_char_validated(start, (gssize)n) == (gunichar)-2 ? n : 0;
  }
  return 0;
}

static void
tell(InputPaste *self, gboolean last)
{
  gsize kept = last ? 0 : get_unfinished(self->text);
  g_autofree char *text = g_utf8_make_valid(self->text->str, (gssize)(self->text->len - kept));
  Event event = {.kind = EVENT_PASTE, .paste = {text, strlen(text), last}};

  g_string_erase(self->text, 0, (gssize)(self->text->len - kept));
  if (*text != '\0' || last)
    self->event(&event, self->user_data);
}

gboolean
input_paste_take(InputPaste *self, char byte)
{
  if (byte == END_MARK[self->matched]) {
    if (++self->matched < strlen(END_MARK))
      return FALSE;
    tell(self, TRUE);
    return TRUE;
  }
  g_string_append_len(self->text, END_MARK, self->matched);
  self->matched = byte == END_MARK[0] ? 1 : 0;
  if (self->matched == 0)
    g_string_append_c(self->text, byte);
  if (self->text->len >= PIECE)
    tell(self, FALSE);
  return FALSE;
}

void
input_paste_flush(InputPaste *self)
{
  if (self->text->len > 0)
    tell(self, FALSE);
}

void
input_paste_end(InputPaste *self)
{
  tell(self, TRUE);
}

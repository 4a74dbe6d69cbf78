// SPDX-License-Identifier: LGPL-2.1-or-later
#include "terminal/line-edit.h"

#include <string.h>
#include <xkbcommon/xkbcommon-keysyms.h>

#define MAX_LENGTH 1024 /* bytes */

void
line_edit_init(LineEdit *self, const char *text)
{
  self->text = g_string_new(text);
  self->cursor = self->text->len;
}

void
line_edit_clear(LineEdit *self)
{
  if (self->text != NULL) /* it may have been a password */
    explicit_bzero(self->text->str, self->text->allocated_len);
  if (self->text != NULL)
    g_string_free(self->text, TRUE);
  self->text = NULL;
}

void
line_edit_set(LineEdit *self, const char *text)
{
  g_string_assign(self->text, text);
  self->cursor = self->text->len;
}

void
line_edit_insert(LineEdit *self, const char *text, gsize length)
{
  const char *end = text + length;

  for (const char *p = text; p < end;) {
    gunichar c = g_utf8_get_char_validated(p, end - p);
    char bytes[6];
    int n;

    if (c == (gunichar)-1 || c == (gunichar)-2) {
      p++;
      continue;
    }
    p = g_utf8_next_char(p);
    n = g_unichar_to_utf8(c, bytes);
    if (!g_unichar_isprint(c) || self->text->len + (gsize)n > MAX_LENGTH)
      continue;
    g_string_insert_len(self->text, (gssize)self->cursor, bytes, n);
    self->cursor += (gsize)n;
  }
}

static gsize
step(const LineEdit *self, int direction)
{
  const char *start = self->text->str;
  const char *at = start + self->cursor;

  if (direction < 0)
    return at > start ? (gsize)(g_utf8_prev_char(at) - start) : 0;
  return *at != '\0' ? (gsize)(g_utf8_next_char(at) - start) : self->cursor;
}

static void
erase(LineEdit *self, gsize from, gsize to)
{
  g_string_erase(self->text, (gssize)from, (gssize)(to - from));
  self->cursor = from;
}

/* Where the word before the cursor starts. */
static gsize
word_start(const LineEdit *self)
{
  gsize at = self->cursor;

  while (at > 0 && self->text->str[at - 1] == ' ')
    at--;
  while (at > 0 && self->text->str[at - 1] != ' ')
    at--;
  return at;
}

/* The editing keys of a shell. */
static gboolean
control_key(LineEdit *self, guint keysym)
{
  switch (keysym) {
  case XKB_KEY_a:
    self->cursor = 0;
    return TRUE;
  case XKB_KEY_e:
    self->cursor = self->text->len;
    return TRUE;
  case XKB_KEY_b:
    self->cursor = step(self, -1);
    return TRUE;
  case XKB_KEY_f:
    self->cursor = step(self, 1);
    return TRUE;
  case XKB_KEY_u:
    erase(self, 0, self->cursor);
    return TRUE;
  case XKB_KEY_k:
    erase(self, self->cursor, self->text->len);
    return TRUE;
  case XKB_KEY_w:
    erase(self, word_start(self), self->cursor);
    return TRUE;
  case XKB_KEY_h:
    erase(self, step(self, -1), self->cursor);
    return TRUE;
  default:
    return FALSE;
  }
}

gboolean
line_edit_key(LineEdit *self, const KeyEvent *key)
{
  gunichar c = oriel_keymap_unicode_from_keysym(key->keysym);
  char bytes[6];

  if (key->modifiers & MODIFIER_CTRL)
    return control_key(self, key->keysym);
  switch (key->keysym) {
  case XKB_KEY_Left:
    self->cursor = step(self, -1);
    return TRUE;
  case XKB_KEY_Right:
    self->cursor = step(self, 1);
    return TRUE;
  case XKB_KEY_Home:
    self->cursor = 0;
    return TRUE;
  case XKB_KEY_End:
    self->cursor = self->text->len;
    return TRUE;
  case XKB_KEY_BackSpace:
    erase(self, step(self, -1), self->cursor);
    return TRUE;
  case XKB_KEY_Delete: {
    gsize at = self->cursor;

    erase(self, at, step(self, 1));
    return TRUE;
  }
  default:
    if (c == 0 || !g_unichar_isprint(c) || (key->modifiers & (MODIFIER_ALT | MODIFIER_SUPER)))
      return FALSE;
    line_edit_insert(self, bytes, (gsize)g_unichar_to_utf8(c, bytes));
    return TRUE;
  }
}

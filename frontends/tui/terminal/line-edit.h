// SPDX-License-Identifier: LGPL-2.1-or-later
/* One line of text that a person edits. Pure. */
#pragma once

#include "terminal/event.h"

G_BEGIN_DECLS

typedef struct {
  GString *text; /* (owned) UTF-8 */
  gsize cursor;  /* bytes before it */
} LineEdit;

void line_edit_init(LineEdit *self, const char *text);
void line_edit_clear(LineEdit *self);
void line_edit_set(LineEdit *self, const char *text);
/* Text that was typed or pasted; what cannot be in a line is left out. */
void line_edit_insert(LineEdit *self, const char *text, gsize length);
/* Whether @key edits or moves in the line; a printable key is inserted. */
gboolean line_edit_key(LineEdit *self, const KeyEvent *key);

G_END_DECLS

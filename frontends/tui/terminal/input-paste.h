// SPDX-License-Identifier: LGPL-2.1-or-later
/* Bracketed paste: text as it comes, in pieces of whole characters. Pure. */
#pragma once

#include "terminal/event.h"

G_BEGIN_DECLS

typedef struct {
  void (*event)(const Event *event, gpointer user_data);
  gpointer user_data;
  GString *text;
  guint matched; /* bytes of the end mark that have come */
} InputPaste;

void input_paste_init(InputPaste *self,
                      void (*event)(const Event *event, gpointer user_data),
                      gpointer user_data);
void input_paste_clear(InputPaste *self);
void input_paste_begin(InputPaste *self);
/* Whether @byte was the last of the paste. */
gboolean input_paste_take(InputPaste *self, char byte);
/* Tells what has come. */
void input_paste_flush(InputPaste *self);
/* The end mark does not come. */
void input_paste_end(InputPaste *self);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a person is asked in the window on the way to a console: credentials, and trust in keys. */
#pragma once

#include "overlay.h"

G_BEGIN_DECLS

typedef struct {
  /* Something has to be asked; FALSE = there is no window to ask in. */
  gboolean (*window_needed)(gpointer user_data);
  /* The person has answered, or refused to. */
  void (*answered)(gboolean refused, gpointer user_data);
  gpointer user_data;
} QuestionHooks;

typedef struct _Questions Questions;

Questions *questions_new(Overlay *overlay, const QuestionHooks *hooks);
void questions_free(Questions *self);
void questions_ask(Questions *self, OrielAuthRequest *request);
void questions_ask_trust(Questions *self, OrielTrustRequest *request);
void questions_drop(Questions *self);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/* Asks for a user name and a password. Pure but for the cells it draws. */
#pragma once

#include "screen/panel.h"

G_BEGIN_DECLS

#define PROMPT_MAX 256 /* bytes of an answer */

typedef enum {
  PROMPT_GOES_ON,
  PROMPT_ANSWERED,
  PROMPT_REFUSED,
} PromptResult;

/* The fields in the order in which they are asked. */
typedef struct {
  OrielCredentials needs;
  char username[PROMPT_MAX];
  char password[PROMPT_MAX];
  gboolean at_password;
} Prompt;

void prompt_init(Prompt *self, OrielCredentials needs);
/* Wipes it. */
void prompt_clear(Prompt *self);
PromptResult prompt_take_key(Prompt *self, const KeyEvent *key);
/* Text up to a line end. */
void prompt_take_text(Prompt *self, const char *text, gsize length);
void prompt_add_to(const Prompt *self, Panel *panel);

G_END_DECLS

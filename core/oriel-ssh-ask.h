// SPDX-License-Identifier: LGPL-2.1-or-later
/* Takes the questions of an ssh that connects, and gives them to a person. */
#pragma once

#include "impl/oriel-ssh.h"

typedef struct _OrielSshAsk OrielSshAsk;

/* Listens on the socket @path. @peer is whom ssh connects to, for the questions. NULL with an error
 * if that cannot be. */
OrielSshAsk *oriel_ssh_ask_new(const char *path,
                               const char *peer,
                               const OrielSshQuestions *questions,
                               gpointer user_data,
                               GError **error);
/* Withdraws what is asked. */
void oriel_ssh_ask_free(OrielSshAsk *self);
/* Whether a person has refused to answer, since the last call. */
gboolean oriel_ssh_ask_take_refusal(OrielSshAsk *self);

/* What ssh asks with @prompt. Pure. */
typedef enum {
  ORIEL_SSH_ASKS_PASSWORD,
  ORIEL_SSH_ASKS_TRUST,
} OrielSshAsks;

/* @what is what the password is for, or why trust is asked for, fit to be shown; @fingerprint NULL
 * unless it is trust. (all owned) */
OrielSshAsks oriel_ssh_ask_read(const char *prompt, char **what, char **fingerprint);

// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the source files of an ssh connection share. */
#pragma once

#include "impl/oriel-ssh.h"
#include "oriel-ssh-ask.h"

/* Somebody who wants to know whether the connection stands. (oriel-ssh-check.c) */
typedef struct _OrielSshCheck OrielSshCheck;

struct _OrielSsh {
  OrielSshAddress address; /* its texts are owned */
  OrielSshQuestions questions;
  gboolean asks; /* by @questions */
  gpointer user_data;

  char *directory; /* (owned) (nullable) nobody else can enter it */
  char *control;   /* (owned) (nullable) */
  char *program;   /* (owned) (nullable) */
  char *socket;    /* (owned) (nullable) leads to that of the address */

  GSubprocess *process;      /* (owned) (nullable) that runs the master */
  GCancellable *cancellable; /* (owned) (nullable) of what reads from it */
  OrielSshAsk *ask;          /* (owned) (nullable) while it connects */
  GString *said;             /* (owned) what ssh wrote */
  gboolean ready;
  gboolean absent;     /* nobody answered at the machine, the last time */
  OrielSshOpened done; /* (nullable) */
  gpointer done_data;
  GSource *known;      /* (owned) (nullable) tells @done what is known already */
  GError *failure;     /* (owned) (nullable) to be told by it */
  GPtrArray *forwards; /* (owned) of those under way (unowned) */
  GPtrArray *checks;   /* (owned) of OrielSshCheck (owned), those under way */
  GError *ended; /* (owned) (nullable) why it did, the last time; NULL = not since it was ready */
};

/* Takes what ssh has written by now. */
void oriel_ssh_drain(OrielSsh *self);
/* The socket of the far @path here, which need not be there yet. (transfer full) */
char *oriel_ssh_make_near(OrielSsh *self, const char *path);
/* As oriel_ssh_forward(), without programs of the far machine. (oriel-ssh-forward.c) */
void oriel_ssh_try(OrielSsh *self, OrielTarget *target, GTask *task);
/* What is under way goes on, and does not come back here. (oriel-ssh-forward.c) */
void oriel_ssh_abandon_forwards(OrielSsh *self);
/* What oriel_ssh_check() waits with: none. (oriel-ssh-check.c) */
GPtrArray *oriel_ssh_new_checks(void);
/* The connection has ended with @error, or nobody knows (NULL); they may do anything. */
void oriel_ssh_answer_checks(GPtrArray *checks, const GError *error);

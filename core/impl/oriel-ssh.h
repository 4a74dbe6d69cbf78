// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * For implementers of hosts: one ssh connection to another machine, over which the host itself and
 * all channels of its guests' consoles go. It is a master of OpenSSH's, with a control socket in a
 * directory of its own that nobody else can enter. Everything here is for one main context, the
 * default of the thread that made the object.
 */
#pragma once

#if !defined(ORIEL_IMPLEMENTATION)
#error "For implementers of backends and hosts only; programs include <oriel.h>."
#endif

#include "oriel.h"

G_BEGIN_DECLS

typedef struct _OrielSsh OrielSsh;

/* Where to. No text begins with "-", and none has control characters: who gives them has checked
 * that. All are copied. */
typedef struct {
  const char *host;
  const char *user;        /* NULL = as ssh is configured */
  const char *keyfile;     /* NULL = as ssh is configured */
  const char *known_hosts; /* NULL = the user's and the system's */
  const char *socket;      /* a unix socket of the far machine that is wanted here; NULL = none */
  guint16 port;            /* 0 = as ssh is configured */
} OrielSshAddress;

/* What a person has to decide; the receiver keeps a reference, or the answer is no. */
typedef struct {
  void (*ask)(gpointer user_data, OrielAuthRequest *request);
  void (*ask_trust)(gpointer user_data, OrielTrustRequest *request);
} OrielSshQuestions;

/* Nothing is started yet. @questions NULL: prompts go where SSH_ASKPASS leads. */
ORIEL_PUBLIC OrielSsh *oriel_ssh_new(const OrielSshAddress *address,
                                     const OrielSshQuestions *questions,
                                     gpointer user_data);
/* Ends the connection and all that goes through it. */
ORIEL_PUBLIC void oriel_ssh_free(OrielSsh *self);

/* Connects, unless that is done; @done is called once, later, with NULL or the error. A second call
 * replaces the first's @done. Errors: UNREACHABLE, AUTH, INSECURE. */
typedef void (*OrielSshOpened)(gpointer user_data, const GError *error);
ORIEL_PUBLIC void oriel_ssh_open(OrielSsh *self, OrielSshOpened done, gpointer user_data);

/* A unix socket here that leads to the one of the address; NULL = that was not possible, or none is
 * wanted. Valid as the program is, below. */
ORIEL_PUBLIC const char *oriel_ssh_get_socket(OrielSsh *self);

/* What other programs run in place of ssh so that they use this connection: the absolute path of a
 * program; valid once it is open, for as long as the object lives. */
ORIEL_PUBLIC const char *oriel_ssh_get_program(OrielSsh *self);

/* Whether it may be opened again and again, as it costs next to nothing, here and there: it is
 * open, and has the socket, or nobody answered at its machine when it was tried last. */
ORIEL_PUBLIC gboolean oriel_ssh_is_cheap(OrielSsh *self);

/* Whether the connection stands, for who has seen that something on it broke: the task returns
 * TRUE, or the error that it ended with, for which it waits where that is about to come. */
ORIEL_PUBLIC void oriel_ssh_check(OrielSsh *self, GTask *task);

/* Connects to @target, as it is seen from the far machine, through the open connection. The task
 * returns a descriptor, as g_task_return_int(). */
ORIEL_PUBLIC void oriel_ssh_forward(OrielSsh *self, OrielTarget *target, GTask *task);

G_END_DECLS

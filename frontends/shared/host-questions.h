// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Where the hosts of a program ask, and sessions about certificates. A program has one place for
 * that, a terminal or a window, and hosts are made in several; so it is set once, before the first
 * host.
 */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

/* Each keeps the request, or the answer is no. */
typedef struct {
  void (*ask)(OrielAuthRequest *request, gpointer user_data);
  void (*ask_trust)(OrielTrustRequest *request, gpointer user_data);
  gpointer user_data;
} HostQuestions;

/* Copied; NULL = nobody is asked from now on. */
void host_questions_set(const HostQuestions *questions);

/* Has @host ask there. For everybody who makes a host. */
void host_questions_watch(OrielHost *host);

/* Has @session ask there whether to believe a certificate. */
void host_questions_watch_session(OrielSession *session);

G_END_DECLS

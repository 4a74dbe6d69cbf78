// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/host-questions.h"

static HostQuestions current;

void
host_questions_set(const HostQuestions *questions)
{
  current = questions != NULL ? *questions : (HostQuestions){0};
}

static void
on_auth_requested(OrielHost *host, OrielAuthRequest *request, gpointer user_data)
{
  if (current.ask != NULL)
    current.ask(request, current.user_data);
}

static void
on_trust_requested(OrielHost *host, OrielTrustRequest *request, gpointer user_data)
{
  if (current.ask_trust != NULL)
    current.ask_trust(request, current.user_data);
}

static void
on_session_trust_requested(OrielSession *session, OrielTrustRequest *request, gpointer user_data)
{
  on_trust_requested(NULL, request, user_data);
}

void
host_questions_watch_session(OrielSession *session)
{
  g_signal_connect(session, "trust-requested", G_CALLBACK(on_session_trust_requested), NULL);
}

void
host_questions_watch(OrielHost *host)
{
  g_signal_connect(host, "auth-requested", G_CALLBACK(on_auth_requested), NULL);
  g_signal_connect(host, "trust-requested", G_CALLBACK(on_trust_requested), NULL);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/questions.h"

#include "shared/host-questions.h"
#include "shared/secret.h"
#include "shared/terminal-ask.h"

gboolean
questions_ask(OrielAuthRequest *request, char **username, char **password, GError **error)
{
  OrielCredentials needs = oriel_auth_request_get_needs(request);
  g_autofree char *prompt =
      g_strdup_printf("Password for %s", oriel_auth_request_get_purpose(request));

  if ((needs & ORIEL_CREDENTIALS_USERNAME) != 0) {
    *username = terminal_ask("User name", TRUE, error);
    if (*username == NULL)
      return FALSE;
  }
  if ((needs & ORIEL_CREDENTIALS_PASSWORD) != 0 && *password == NULL)
    *password = terminal_ask(prompt, FALSE, error);
  return (needs & ORIEL_CREDENTIALS_PASSWORD) == 0 || *password != NULL;
}

static OrielTrust
read_trust(const char *answer, gboolean once)
{
  if (g_ascii_strcasecmp(answer, "yes") == 0 || g_ascii_strcasecmp(answer, "always") == 0)
    return ORIEL_TRUST_ALWAYS;
  return once && g_ascii_strcasecmp(answer, "once") == 0 ? ORIEL_TRUST_ONCE : ORIEL_TRUST_NEVER;
}

void
questions_answer_trust(OrielTrustRequest *request)
{
  gboolean once = oriel_trust_request_get_offers_once(request);
  g_autofree char *prompt = g_strdup_printf("Trust it? (yes%s/no)", once ? "/once" : "");
  g_autoptr(GError) error = NULL;
  char *answer;

  const char *details = oriel_trust_request_get_details(request);

  g_printerr("oriel: %s: %s.\n%s%sIts fingerprint is %s\n", oriel_trust_request_get_peer(request),
             oriel_trust_request_get_reason(request), details != NULL ? details : "",
             details != NULL ? "\n" : "", oriel_trust_request_get_fingerprint(request));
  answer = terminal_ask(prompt, TRUE, &error);
  if (answer == NULL)
    g_printerr("oriel: %s\n", error->message);
  oriel_trust_request_answer(request,
                             answer != NULL ? read_trust(answer, once) : ORIEL_TRUST_NEVER);
  secret_free(answer);
}

static void
ask(OrielAuthRequest *request, gpointer user_data)
{
  g_autoptr(GError) error = NULL;
  char *username = NULL, *password = NULL;

  if (oriel_auth_request_get_retry(request) > 0)
    g_printerr("oriel: that was refused; try again\n");
  if (questions_ask(request, &username, &password, &error)) {
    oriel_auth_request_answer(request, username, password);
  } else {
    g_printerr("oriel: %s\n", error->message);
    oriel_auth_request_refuse(request);
  }
  secret_free(username);
  secret_free(password);
}

static void
ask_trust(OrielTrustRequest *request, gpointer user_data)
{
  questions_answer_trust(request);
}

void
questions_watch_hosts(void)
{
  static const HostQuestions questions = {ask, ask_trust, NULL};

  host_questions_set(&questions);
}

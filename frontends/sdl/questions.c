// SPDX-License-Identifier: LGPL-2.1-or-later
#include "questions.h"

#include "shared/host-questions.h"

struct _Questions {
  Overlay *overlay;
  QuestionHooks hooks;
  OrielAuthRequest *request; /* (owned) (nullable) */
  OrielTrustRequest *trust;  /* (owned) (nullable) */
};

static void
ask_for_host(OrielAuthRequest *request, gpointer user_data)
{
  questions_ask(user_data, request);
}

static void
ask_trust_in_host(OrielTrustRequest *request, gpointer user_data)
{
  questions_ask_trust(user_data, request);
}

/**
 * questions_new:
 * @overlay: (transfer none): where it is asked; outlives this
 * @hooks: copied
 *
 * The hosts of the program ask here, too.
 *
 * Returns: (transfer full): to be freed by questions_free()
 */
Questions *
questions_new(Overlay *overlay, const QuestionHooks *hooks)
{
  Questions *self = g_new0(Questions, 1);
  const HostQuestions host = {ask_for_host, ask_trust_in_host, self};

  self->overlay = overlay;
  self->hooks = *hooks;
  host_questions_set(&host);
  return self;
}

/**
 * questions_free:
 * @self: (transfer full): questions
 */
void
questions_free(Questions *self)
{
  host_questions_set(NULL);
  questions_drop(self);
  g_free(self);
}

/**
 * questions_drop:
 * @self: questions
 *
 * Nobody waits for an answer any more.
 */
void
questions_drop(Questions *self)
{
  g_clear_object(&self->request);
  g_clear_object(&self->trust);
}

static void
on_credentials(Dialog *dialog, DialogResponse response, gpointer user_data)
{
  Questions *self = user_data;
  g_autoptr(OrielAuthRequest) request = g_steal_pointer(&self->request);
  const char *username = NULL, *password = NULL;
  OrielCredentials needs;
  guint field = 0;

  if (request == NULL)
    return;
  self->hooks.answered(response == DIALOG_CANCEL, self->hooks.user_data);
  if (response == DIALOG_CANCEL) {
    oriel_auth_request_refuse(request);
    return;
  }
  needs = oriel_auth_request_get_needs(request);
  if (needs & ORIEL_CREDENTIALS_USERNAME)
    username = dialog_get_value(dialog, field++);
  if (needs & ORIEL_CREDENTIALS_PASSWORD)
    password = dialog_get_value(dialog, field);
  oriel_auth_request_answer(request, username, password);
}

static void
show_credentials(Questions *self)
{
  OrielCredentials needs = oriel_auth_request_get_needs(self->request);
  gboolean again = oriel_auth_request_get_retry(self->request) > 0;
  g_autofree char *purpose =
      oriel_text_sanitize(oriel_auth_request_get_purpose(self->request), -1, 300);
  Dialog *dialog =
      dialog_new(again ? DIALOG_TROUBLE : DIALOG_ASK,
                 again ? "That was refused. Try again" : "Authentication needed", purpose);

  if (needs & ORIEL_CREDENTIALS_USERNAME)
    dialog_add_field(dialog, "User name", NULL, FALSE);
  if (needs & ORIEL_CREDENTIALS_PASSWORD)
    dialog_add_field(dialog, "Password", NULL, TRUE);
  dialog_add_button(dialog, "Connect", DIALOG_ACCEPT);
  dialog_add_button(dialog, "Cancel", DIALOG_CANCEL);
  overlay_ask(self->overlay, dialog, on_credentials, self);
}

/**
 * questions_ask:
 * @self: questions
 * @request: what is asked
 *
 * Asks in the window.
 */
void
questions_ask(Questions *self, OrielAuthRequest *request)
{
  g_set_object(&self->request, request);
  if (self->hooks.window_needed(self->hooks.user_data)) {
    show_credentials(self);
    return;
  }
  oriel_auth_request_refuse(self->request);
  g_clear_object(&self->request);
}

static void
on_trust(Dialog *dialog, DialogResponse response, gpointer user_data)
{
  static const OrielTrust meaning[] = {[DIALOG_ACCEPT] = ORIEL_TRUST_ALWAYS,
                                       [DIALOG_ONCE] = ORIEL_TRUST_ONCE,
                                       [DIALOG_CANCEL] = ORIEL_TRUST_NEVER};
  Questions *self = user_data;
  g_autoptr(OrielTrustRequest) request = g_steal_pointer(&self->trust);

  if (request == NULL)
    return;
  self->hooks.answered(response == DIALOG_CANCEL, self->hooks.user_data);
  oriel_trust_request_answer(request, meaning[response]);
}

/**
 * questions_ask_trust:
 * @self: questions
 * @request: what is asked
 *
 * Asks in the window; what Return presses is not to connect.
 */
void
questions_ask_trust(Questions *self, OrielTrustRequest *request)
{
  g_autofree char *text = g_strdup_printf(
      "%s\n%s\n\nIts fingerprint is\n%s", oriel_trust_request_get_peer(request),
      oriel_trust_request_get_reason(request), oriel_trust_request_get_fingerprint(request));
  Dialog *dialog;

  g_set_object(&self->trust, request);
  if (!self->hooks.window_needed(self->hooks.user_data)) {
    g_clear_object(&self->trust);
    oriel_trust_request_answer(request, ORIEL_TRUST_NEVER);
    return;
  }
  dialog = dialog_new(DIALOG_TROUBLE, "Is this the right machine?", text);
  dialog_add_button(dialog, "Do not connect", DIALOG_CANCEL);
  if (oriel_trust_request_get_offers_once(request))
    dialog_add_button(dialog, "Only this time", DIALOG_ONCE);
  dialog_add_button(dialog, "Trust it", DIALOG_ACCEPT);
  overlay_ask(self->overlay, dialog, on_trust, self);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "questions.h"

static void
on_credentials(Dialog *dialog, DialogResponse response, gpointer user_data)
{
  Attachment *attachment = user_data;
  OrielAuthRequest *request = attachment_get_question(attachment);
  const char *username = NULL, *password = NULL;
  OrielCredentials needs;
  guint field = 0;

  if (request == NULL)
    return;
  if (response == DIALOG_CANCEL) {
    attachment_cancel(attachment);
    return;
  }
  needs = oriel_auth_request_get_needs(request);
  if (needs & ORIEL_CREDENTIALS_USERNAME)
    username = dialog_get_value(dialog, field++);
  if (needs & ORIEL_CREDENTIALS_PASSWORD)
    password = dialog_get_value(dialog, field);
  if (response == DIALOG_REMEMBER)
    attachment_answer_remember(attachment, username, password);
  else
    attachment_answer(attachment, username, password);
}

static void
ask_credentials(Overlay *overlay, Attachment *attachment, OrielAuthRequest *request)
{
  OrielCredentials needs = oriel_auth_request_get_needs(request);
  gboolean again = oriel_auth_request_get_retry(request) > 0;
  g_autofree char *purpose = attachment_describe_step(attachment);
  Dialog *dialog =
      dialog_new(again ? DIALOG_TROUBLE : DIALOG_ASK,
                 again ? "That was refused. Try again" : "Authentication needed", purpose);

  if (needs & ORIEL_CREDENTIALS_USERNAME)
    dialog_add_field(dialog, "User name", NULL, FALSE);
  if (needs & ORIEL_CREDENTIALS_PASSWORD)
    dialog_add_field(dialog, "Password", NULL, TRUE);
  dialog_add_button(dialog, "Connect", DIALOG_ACCEPT);
  if ((needs & ORIEL_CREDENTIALS_PASSWORD) && attachment_can_remember(attachment))
    dialog_add_button(dialog, "Remember", DIALOG_REMEMBER);
  dialog_add_button(dialog, "Cancel", DIALOG_CANCEL);
  overlay_ask(overlay, dialog, on_credentials, attachment);
}

static void
on_trust(Dialog *dialog, DialogResponse response, gpointer user_data)
{
  static const OrielTrust meaning[] = {[DIALOG_ACCEPT] = ORIEL_TRUST_ALWAYS,
                                       [DIALOG_ONCE] = ORIEL_TRUST_ONCE,
                                       [DIALOG_CANCEL] = ORIEL_TRUST_NEVER};

  attachment_answer_trust(user_data, meaning[response]);
}

/* What Return presses is not to connect. */
static void
ask_trust(Overlay *overlay, Attachment *attachment, OrielTrustRequest *request)
{
  g_autofree char *text = attachment_describe_step(attachment);
  Dialog *dialog = dialog_new(DIALOG_TROUBLE, "Is this the right machine?", text);

  dialog_add_button(dialog, "Do not connect", DIALOG_CANCEL);
  if (oriel_trust_request_get_offers_once(request))
    dialog_add_button(dialog, "Once", DIALOG_ONCE);
  dialog_add_button(dialog, "Trust", DIALOG_ACCEPT);
  overlay_ask(overlay, dialog, on_trust, attachment);
}

void
questions_ask(Overlay *overlay, Attachment *attachment)
{
  if (attachment_get_question(attachment) != NULL)
    ask_credentials(overlay, attachment, attachment_get_question(attachment));
  else if (attachment_get_trust(attachment) != NULL)
    ask_trust(overlay, attachment, attachment_get_trust(attachment));
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "picker/questions.h"

#include "picker/picker-private.h"
#include "shared/host-questions.h"

struct _PickerQuestions {
  Picker *picker;    /* (unowned) */
  GQueue waiting;    /* of requests (owned) */
  gpointer question; /* (owned) (nullable): the one that is asked */
};

static void
answer_password(Picker *picker, const char *password)
{
  g_autoptr(OrielAuthRequest) request = g_steal_pointer(&picker->questions->question);

  if (password != NULL)
    oriel_auth_request_answer(request, NULL, password);
  else
    oriel_auth_request_refuse(request);
}

static void
ask_password(Picker *picker, OrielAuthRequest *request)
{
  g_autofree char *purpose = oriel_text_sanitize(oriel_auth_request_get_purpose(request), -1, 200);
  g_autofree char *label = g_strdup_printf(oriel_auth_request_get_retry(request) > 0
                                               ? " That was refused. Password for %s: "
                                               : " Password for %s: ",
                                           purpose);

  picker_prompt(picker, PROMPT_SECRET, label, "", answer_password);
}

static void
answer_trust(int item, gpointer user_data)
{
  static const OrielTrust meaning[] = {ORIEL_TRUST_NEVER, ORIEL_TRUST_ALWAYS, ORIEL_TRUST_ONCE};
  PickerQuestions *self = user_data;
  g_autoptr(OrielTrustRequest) request = g_steal_pointer(&self->question);

  oriel_trust_request_answer(request, item < 0 ? ORIEL_TRUST_NEVER : meaning[item]);
}

/* What Enter chooses is not to connect. */
static void
ask_trust(PickerQuestions *self, OrielTrustRequest *request)
{
  Popup *popup = popup_new("Is this the right machine?", FALSE, answer_trust, self, NULL);

  popup_add_text(popup, oriel_trust_request_get_peer(request));
  popup_add_text(popup, oriel_trust_request_get_reason(request));
  popup_add_text(popup, "Its fingerprint is");
  popup_add_text(popup, oriel_trust_request_get_fingerprint(request));
  popup_add_text(popup, "");
  popup_add_item(popup, 'n', "n  do not connect", FALSE);
  popup_add_item(popup, 't', "t  trust it", TRUE);
  if (oriel_trust_request_get_offers_once(request))
    popup_add_item(popup, 'o', "o  only this time", TRUE);
  picker_open_popup(self->picker, popup);
}

void
picker_questions_next(PickerQuestions *self)
{
  if (self->question != NULL || self->picker->popup != NULL ||
      self->picker->prompt.kind != PROMPT_NONE)
    return;
  self->question = g_queue_pop_head(&self->waiting);
  if (ORIEL_IS_AUTH_REQUEST(self->question))
    ask_password(self->picker, self->question);
  else if (self->question != NULL)
    ask_trust(self, self->question);
}

static void
on_asked(OrielAuthRequest *request, gpointer user_data)
{
  PickerQuestions *self = user_data;

  if (oriel_auth_request_get_needs(request) != ORIEL_CREDENTIALS_PASSWORD)
    return; /* a host has no such question */
  g_queue_push_tail(&self->waiting, g_object_ref(request));
  picker_questions_next(self);
}

static void
on_asked_trust(OrielTrustRequest *request, gpointer user_data)
{
  PickerQuestions *self = user_data;

  g_queue_push_tail(&self->waiting, g_object_ref(request));
  picker_questions_next(self);
}

PickerQuestions *
picker_questions_new(Picker *picker)
{
  PickerQuestions *self = g_new0(PickerQuestions, 1);
  const HostQuestions questions = {on_asked, on_asked_trust, self};

  self->picker = picker;
  g_queue_init(&self->waiting);
  host_questions_set(&questions);
  return self;
}

void
picker_questions_free(PickerQuestions *self)
{
  host_questions_set(NULL);
  g_queue_clear_full(&self->waiting, g_object_unref);
  g_clear_object(&self->question);
  g_free(self);
}

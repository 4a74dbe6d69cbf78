// SPDX-License-Identifier: LGPL-2.1-or-later
/* What is asked on the way to a guest's screen: by its server, and on the way to its host. */
#include "shared/attachment-private.h"

#include "shared/keyring.h"

static void
tell(Attachment *self)
{
  g_clear_handle_id(&self->tick_id, g_source_remove);
  attachment_set_state(self, ATTACHMENT_ASKING);
}

void
attachment_show_question(Attachment *self, OrielAuthRequest *request, gboolean server_asks)
{
  self->server_asks = server_asks;
  self->stale = server_asks && !self->by_person && oriel_auth_request_get_retry(request) > 0;
  g_set_object(&self->question, request);
  tell(self);
}

/* What tells this display of this guest, or this address, from others. (transfer full) (nullable)
 */
static char *
dup_place(const Attachment *self)
{
  g_autofree char *console = keyring_dup_console(self->session);
  g_autofree char *graphics = attachment_dup_graphics(self);

  return console != NULL ? g_strdup_printf("%s %s", console, graphics != NULL ? graphics : "")
                         : NULL;
}

/* Whoever has typed an answer before is asked again only when it is not taken any more. */
void
attachment_ask(Attachment *self, OrielAuthRequest *request)
{
  gboolean again = oriel_auth_request_get_retry(request) > 0;
  g_autofree char *place = dup_place(self);

  if (again)
    attachment_forget_answer(self);
  else if (typed_answer_give(&self->typed, place, request) || login_answer(&self->login, request) ||
           attachment_look_up(self, request))
    return;
  attachment_show_question(self, request, TRUE);
}

/* Nobody who stands before a kiosk decides whom it believes. */
void
attachment_ask_trust(Attachment *self, OrielTrustRequest *request)
{
  if (self->options->kiosk) {
    oriel_trust_request_answer(request, ORIEL_TRUST_NEVER);
    return;
  }
  g_set_object(&self->trust, request);
  tell(self);
}

/* While there is a picture nobody is asked: the host tries again by itself. */
static void
on_host_asks(OrielHost *host, OrielAuthRequest *request, Attachment *self)
{
  if (self->session == NULL)
    attachment_show_question(self, request, FALSE);
}

static void
on_host_asks_trust(OrielHost *host, OrielTrustRequest *request, Attachment *self)
{
  if (self->session == NULL)
    attachment_ask_trust(self, request);
}

void
attachment_watch_host(Attachment *self, OrielHost *host)
{
  if (self->asking == host)
    return;
  if (self->asking != NULL)
    g_signal_handlers_disconnect_by_data(self->asking, self);
  g_set_object(&self->asking, host);
  if (host == NULL)
    return;
  g_signal_connect(host, "auth-requested", G_CALLBACK(on_host_asks), self);
  g_signal_connect(host, "trust-requested", G_CALLBACK(on_host_asks_trust), self);
}

void
attachment_drop_questions(Attachment *self)
{
  g_clear_object(&self->question);
  g_clear_object(&self->looked_up);
  g_clear_object(&self->trust);
}

OrielAuthRequest *
attachment_get_question(const Attachment *self)
{
  return self->question;
}

OrielTrustRequest *
attachment_get_trust(const Attachment *self)
{
  return self->trust;
}

void
attachment_answer(Attachment *self, const char *username, const char *password)
{
  g_autoptr(OrielAuthRequest) question = g_steal_pointer(&self->question);

  if (question == NULL)
    return;
  self->by_person = self->server_asks;
  if (self->server_asks) {
    g_autofree char *place = dup_place(self);

    typed_answer_keep(&self->typed, place, oriel_auth_request_get_needs(question), username,
                      password);
  }
  oriel_auth_request_answer(question, username, password);
  attachment_set_connecting(self, FALSE); /* after which nobody keeps the password */
}

void
attachment_answer_trust(Attachment *self, OrielTrust trust)
{
  g_autoptr(OrielTrustRequest) request = g_steal_pointer(&self->trust);

  if (request == NULL)
    return;
  self->refused = trust == ORIEL_TRUST_NEVER;
  attachment_set_connecting(self, FALSE);
  oriel_trust_request_answer(request, trust);
}

void
attachment_cancel(Attachment *self)
{
  g_autoptr(OrielAuthRequest) question = g_steal_pointer(&self->question);

  if (question == NULL && self->trust == NULL) {
    attachment_stop(self);
    return;
  }
  if (question == NULL) {
    attachment_answer_trust(self, ORIEL_TRUST_NEVER);
    return;
  }
  self->refused = TRUE;
  attachment_set_connecting(self, FALSE);
  oriel_auth_request_refuse(question);
}

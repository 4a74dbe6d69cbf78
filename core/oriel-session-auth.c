// SPDX-License-Identifier: LGPL-2.1-or-later
/* Credentials that a server asks for: they are known, or a person is asked. */
#include "oriel-auth-request-private.h"
#include "oriel-session-private.h"
#include "oriel-session-properties.h"

void
oriel_session_withdraw_questions(OrielSession *self)
{
  if (self->auth != NULL)
    oriel_auth_request_withdraw(self->auth);
  g_clear_weak_pointer(&self->auth);
  oriel_session_withdraw_trust(self);
}

/* Why these cannot be sent; NULL = they can. (transfer full) */
static GError *
check_credentials(const char *username, const char *password)
{
  if (username == NULL)
    return g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_AUTH, "no credentials were given");
  if (!g_utf8_validate(username, -1, NULL) || !g_utf8_validate(password, -1, NULL))
    return g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_INVALID,
                               "the name or the password that was given is not valid UTF-8");
  return NULL;
}

static void
on_credentials(gpointer user_data, const char *username, const char *password)
{
  OrielSession *self = user_data;
  g_autoptr(GError) error = check_credentials(username, password);

  g_clear_weak_pointer(&self->auth);
  self->answered = error == NULL;
  if (error != NULL) {
    oriel_session_end(self, error);
    return;
  }
  oriel_link_call(self->link, "Credentials", g_variant_new("(bss)", TRUE, username, password), NULL,
                  NULL, NULL, NULL);
  oriel_session_set_state(self, ORIEL_SESSION_CONNECTING);
}

/* The guest's own configuration may tell the password: then nobody has to be asked for it. */
static const char *
get_known_password(OrielSession *self, OrielCredentials needs)
{
  if (self->graphics == NULL || self->answered || self->refusals > 0 ||
      needs != ORIEL_CREDENTIALS_PASSWORD)
    return NULL;
  return oriel_graphics_get_password(self->graphics);
}

/* Who asks, where it was not the person who named that one. (transfer full) */
static char *
describe_purpose(OrielSession *self, const char *purpose)
{
  if (self->target == NULL || !oriel_target_is_listening(self->target) || self->peer == NULL)
    return g_strdup(purpose);
  return g_strdup_printf("%s (of %s, which has connected here)", purpose, self->peer);
}

void
oriel_session_ask(OrielSession *self, OrielCredentials needs, const char *purpose, guint retry)
{
  g_autoptr(OrielAuthRequest) request = NULL;
  g_autofree char *asked = NULL;

  if (self->state != ORIEL_SESSION_CONNECTING)
    return;
  if (self->refusals + retry >= ORIEL_SESSION_MAX_REFUSALS) {
    g_autoptr(GError) error = g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_AUTH,
                                                  "the server refused the login, again and again");
    self->answered = FALSE;
    oriel_session_end(self, error);
    return;
  }
  oriel_session_withdraw_questions(self);
  if (get_known_password(self, needs) != NULL) {
    on_credentials(self, "", get_known_password(self, needs));
    return;
  }
  asked = describe_purpose(self, purpose);
  request = oriel_auth_request_new(needs, asked, self->refusals + retry, on_credentials, self);
  g_set_weak_pointer(&self->auth, request);
  oriel_session_set_state(self, ORIEL_SESSION_AUTHENTICATING);
  if (self->auth == request) /* not withdrawn by whoever heard of the state */
    oriel_session_emit_auth_requested(self, request);
}

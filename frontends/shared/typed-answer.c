// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/typed-answer.h"

#include "shared/secret.h"

void
typed_answer_clear(TypedAnswer *self)
{
  g_clear_pointer(&self->place, g_free);
  g_clear_pointer(&self->username, secret_free);
  g_clear_pointer(&self->password, secret_free);
}

void
typed_answer_keep(TypedAnswer *self,
                  const char *place,
                  OrielCredentials needs,
                  const char *username,
                  const char *password)
{
  typed_answer_clear(self);
  if (place == NULL)
    return;
  self->place = g_strdup(place);
  self->needs = needs;
  self->username = g_strdup(username != NULL ? username : "");
  self->password = g_strdup(password != NULL ? password : "");
}

gboolean
typed_answer_give(const TypedAnswer *self, const char *place, OrielAuthRequest *request)
{
  if (place == NULL || g_strcmp0(self->place, place) != 0 ||
      self->needs != oriel_auth_request_get_needs(request))
    return FALSE;
  oriel_auth_request_answer(request, self->username, self->password);
  return TRUE;
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/login.h"

#include "shared/secret.h"

void
login_clear(Login *self)
{
  g_clear_pointer(&self->password, secret_free);
}

static const char *
find_password(Login *self)
{
  g_autoptr(GError) error = NULL;

  if (self->options->password_fd < 0)
    return self->options->password;
  if (!self->read)
    self->password = secret_read_fd(self->options->password_fd, &error);
  self->read = TRUE;
  if (error != NULL)
    g_printerr("oriel: %s\n", error->message);
  return self->password;
}

gboolean
login_answer(Login *self, OrielAuthRequest *request)
{
  OrielCredentials needs = oriel_auth_request_get_needs(request);
  const char *username = self->options->username;
  const char *password;

  if (oriel_auth_request_get_retry(request) > 0 ||
      ((needs & ORIEL_CREDENTIALS_USERNAME) && username == NULL))
    return FALSE;
  password = (needs & ORIEL_CREDENTIALS_PASSWORD) ? find_password(self) : NULL;
  if ((needs & ORIEL_CREDENTIALS_PASSWORD) && password == NULL)
    return FALSE;
  oriel_auth_request_answer(request, username, password);
  return TRUE;
}

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-auth-request-private.h"

struct _OrielAuthRequest {
  GObject parent_instance;

  OrielCredentials needs;
  char *purpose; /* (owned) */
  guint retry;
  OrielAuthAnswer answered; /* NULL once answered or withdrawn */
  gpointer owner;
};

// clang-format off
G_DEFINE_FLAGS_TYPE(OrielCredentials, oriel_credentials,
  G_DEFINE_ENUM_VALUE(ORIEL_CREDENTIALS_USERNAME, "username"),
  G_DEFINE_ENUM_VALUE(ORIEL_CREDENTIALS_PASSWORD, "password"))
// clang-format on

/**
 * OrielAuthRequest:
 *
 * A server asks for credentials. The library asks, the program answers: at once, or later from a
 * dialog, with oriel_auth_request_answer() or oriel_auth_request_refuse(). A request that is
 * dropped without an answer counts as refused.
 */
G_DEFINE_FINAL_TYPE(OrielAuthRequest, oriel_auth_request, G_TYPE_OBJECT)

static void
oriel_auth_request_dispose(GObject *object)
{
  oriel_auth_request_refuse(ORIEL_AUTH_REQUEST(object));
  G_OBJECT_CLASS(oriel_auth_request_parent_class)->dispose(object);
}

static void
oriel_auth_request_finalize(GObject *object)
{
  g_free(ORIEL_AUTH_REQUEST(object)->purpose);
  G_OBJECT_CLASS(oriel_auth_request_parent_class)->finalize(object);
}

static void
oriel_auth_request_class_init(OrielAuthRequestClass *klass)
{
  G_OBJECT_CLASS(klass)->dispose = oriel_auth_request_dispose;
  G_OBJECT_CLASS(klass)->finalize = oriel_auth_request_finalize;
}

static void
oriel_auth_request_init(OrielAuthRequest *self)
{
}

OrielAuthRequest *
oriel_auth_request_new(OrielCredentials needs,
                       const char *purpose,
                       guint retry,
                       OrielAuthAnswer answered,
                       gpointer owner)
{
  OrielAuthRequest *self = g_object_new(ORIEL_TYPE_AUTH_REQUEST, NULL);

  self->needs = needs;
  self->purpose = g_strdup(purpose);
  self->retry = retry;
  self->answered = answered;
  self->owner = owner;
  return self;
}

void
oriel_auth_request_withdraw(OrielAuthRequest *self)
{
  self->answered = NULL;
}

/**
 * oriel_auth_request_get_needs:
 * @self: a request
 *
 * Which credentials the server wants.
 *
 * Returns: what is asked for
 */
OrielCredentials
oriel_auth_request_get_needs(OrielAuthRequest *self)
{
  g_return_val_if_fail(ORIEL_IS_AUTH_REQUEST(self), 0);
  return self->needs;
}

/**
 * oriel_auth_request_get_purpose:
 * @self: a request
 *
 * Why the server wants them.
 *
 * Returns: what the credentials are for, in words fit for a dialog
 */
const char *
oriel_auth_request_get_purpose(OrielAuthRequest *self)
{
  g_return_val_if_fail(ORIEL_IS_AUTH_REQUEST(self), NULL);
  return self->purpose;
}

/**
 * oriel_auth_request_get_retry:
 * @self: a request
 *
 * Whether, and how often, this was asked before.
 *
 * Returns: how many answers the server has refused before
 */
guint
oriel_auth_request_get_retry(OrielAuthRequest *self)
{
  g_return_val_if_fail(ORIEL_IS_AUTH_REQUEST(self), 0);
  return self->retry;
}

static void
answer(OrielAuthRequest *self, const char *username, const char *password)
{
  OrielAuthAnswer answered = g_steal_pointer(&self->answered);

  if (answered != NULL)
    answered(self->owner, username, password);
}

/**
 * oriel_auth_request_answer:
 * @self: a request
 * @username: (nullable): the user name, where asked for
 * @password: (nullable): the password, where asked for
 *
 * Gives the credentials to the server. The library keeps no copy. A second answer is ignored.
 */
void
oriel_auth_request_answer(OrielAuthRequest *self, const char *username, const char *password)
{
  g_return_if_fail(ORIEL_IS_AUTH_REQUEST(self));
  answer(self, username != NULL ? username : "", password != NULL ? password : "");
}

/**
 * oriel_auth_request_refuse:
 * @self: a request
 *
 * Gives no credentials: the session ends with %ORIEL_ERROR_AUTH.
 */
void
oriel_auth_request_refuse(OrielAuthRequest *self)
{
  g_return_if_fail(ORIEL_IS_AUTH_REQUEST(self));
  answer(self, NULL, NULL);
}

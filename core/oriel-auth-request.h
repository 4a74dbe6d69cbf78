// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-types.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_CREDENTIALS (oriel_credentials_get_type())

/**
 * OrielCredentials:
 * @ORIEL_CREDENTIALS_USERNAME: a user name
 * @ORIEL_CREDENTIALS_PASSWORD: a password
 *
 * What a server asks for.
 */
typedef enum {
  ORIEL_CREDENTIALS_USERNAME = 1 << 0,
  ORIEL_CREDENTIALS_PASSWORD = 1 << 1,
} OrielCredentials;

ORIEL_PUBLIC GType oriel_credentials_get_type(void) G_GNUC_CONST;

#define ORIEL_TYPE_AUTH_REQUEST (oriel_auth_request_get_type())
ORIEL_PUBLIC G_DECLARE_FINAL_TYPE(OrielAuthRequest,
                                  oriel_auth_request,
                                  ORIEL,
                                  AUTH_REQUEST,
                                  GObject)

ORIEL_PUBLIC OrielCredentials oriel_auth_request_get_needs(OrielAuthRequest *self);
ORIEL_PUBLIC const char *oriel_auth_request_get_purpose(OrielAuthRequest *self);
ORIEL_PUBLIC guint oriel_auth_request_get_retry(OrielAuthRequest *self);
ORIEL_PUBLIC void
oriel_auth_request_answer(OrielAuthRequest *self, const char *username, const char *password);
ORIEL_PUBLIC void oriel_auth_request_refuse(OrielAuthRequest *self);

G_END_DECLS

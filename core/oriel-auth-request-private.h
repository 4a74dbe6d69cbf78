// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel.h"

/* Called once with the answer, both NULL for a refusal. */
typedef void (*OrielAuthAnswer)(gpointer owner, const char *username, const char *password);

OrielAuthRequest *oriel_auth_request_new(OrielCredentials needs,
                                         const char *purpose,
                                         guint retry,
                                         OrielAuthAnswer answered,
                                         gpointer owner);
/* The question is withdrawn; a late answer goes nowhere. */
void oriel_auth_request_withdraw(OrielAuthRequest *self);

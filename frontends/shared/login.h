// SPDX-License-Identifier: LGPL-2.1-or-later
/* The answers to a server that asks for credentials, as far as no person has to give them. */
#pragma once

#include "shared/view-options.h"

G_BEGIN_DECLS

typedef struct {
  const ViewOptions *options; /* (borrowed) */
  char *password;             /* (owned) (nullable): from the file descriptor */
  gboolean read;              /* it has been read, once */
} Login;

void login_clear(Login *self);

/* Answers @request with what a connection file, or the file descriptor of --password-fd, says;
 * FALSE where a person has to be asked: there is no such thing, not all of it, or it was refused.
 * Blocks until the file descriptor has a line. */
gboolean login_answer(Login *self, OrielAuthRequest *request);

G_END_DECLS

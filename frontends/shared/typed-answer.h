// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * What a person has typed for a server that asked, to be given again when the same server asks the
 * same after a connection was lost. It is in the memory of this program alone, and wiped when it is
 * cleared.
 */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

typedef struct {
  char *place;            /* (owned) (nullable): where it was typed; NULL = nothing was */
  OrielCredentials needs; /* what was asked for */
  char *username;         /* (owned) */
  char *password;         /* (owned) */
} TypedAnswer;

void typed_answer_clear(TypedAnswer *self);

/* Keeps @username and @password (nullable, as nothing) in place of what was kept before; @place
 * tells servers apart, and NULL keeps nothing. */
void typed_answer_keep(TypedAnswer *self,
                       const char *place,
                       OrielCredentials needs,
                       const char *username,
                       const char *password);

/* Answers @request of @place (nullable); FALSE where nothing was typed there, or something else was
 * asked for. */
gboolean typed_answer_give(const TypedAnswer *self, const char *place, OrielAuthRequest *request);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/* Whom a session believes, and what of it has to be encrypted. */
#pragma once

#include "oriel-spice-private.h"

/* Makes the library do as @open says. FALSE: it could not, and would go on with less; the session
 * has to end. */
gboolean
oriel_spice_trust_apply(SpiceSession *session, const OrielBackendOpen *open, GError **error);
/* Lets @copy, which the library has made of @session for another server, promise the same. */
void oriel_spice_trust_inherit(SpiceSession *session, SpiceSession *copy);

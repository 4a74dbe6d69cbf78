// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * A smartcard made up of certificates, which libcacard plays and the library passes on. Its
 * database is opened, and what NSS loads for that, before the process is confined; from then on
 * libcacard finds itself ready when the library begins it again.
 */
#pragma once

#include "oriel-spice-private.h"
#include "worker/oriel-worker.h"

/* To be called before the doors close. */
void oriel_spice_smartcard_prepare(const OrielOpenings *openings);
/* Lets @session have the smartcard, if there is to be one. Errors: ORIEL_ERROR_INVALID where none
 * could be made. */
gboolean oriel_spice_smartcard_apply(SpiceSession *session, GError **error);
void oriel_spice_smartcard_watch(OrielSpiceBackend *backend, SpiceSmartcardChannel *channel);
void oriel_spice_smartcard_move(gboolean inserted);

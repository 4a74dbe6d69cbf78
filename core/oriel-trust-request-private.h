// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel.h"

/* Called once with the answer; never with ORIEL_TRUST_ONCE where that is not offered. */
typedef void (*OrielTrustAnswer)(gpointer owner, OrielTrust trust);

/* @peer, @reason, @fingerprint and @details (nullable) are fit to be shown. */
OrielTrustRequest *oriel_trust_request_new(const char *peer,
                                           const char *reason,
                                           const char *fingerprint,
                                           const char *details,
                                           gboolean offers_once,
                                           OrielTrustAnswer answered,
                                           gpointer owner);
/* The question is withdrawn; a late answer goes nowhere. */
void oriel_trust_request_withdraw(OrielTrustRequest *self);

// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-types.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_TRUST (oriel_trust_get_type())

/**
 * OrielTrust:
 * @ORIEL_TRUST_NEVER: do not connect
 * @ORIEL_TRUST_ONCE: connect, and ask again after this program has ended
 * @ORIEL_TRUST_ALWAYS: connect, and remember the key
 *
 * How far a person believes a key.
 */
typedef enum {
  ORIEL_TRUST_NEVER,
  ORIEL_TRUST_ONCE,
  ORIEL_TRUST_ALWAYS,
} OrielTrust;

ORIEL_PUBLIC GType oriel_trust_get_type(void) G_GNUC_CONST;

#define ORIEL_TYPE_TRUST_REQUEST (oriel_trust_request_get_type())
ORIEL_PUBLIC G_DECLARE_FINAL_TYPE(OrielTrustRequest,
                                  oriel_trust_request,
                                  ORIEL,
                                  TRUST_REQUEST,
                                  GObject)

ORIEL_PUBLIC const char *oriel_trust_request_get_peer(OrielTrustRequest *self);
ORIEL_PUBLIC const char *oriel_trust_request_get_reason(OrielTrustRequest *self);
ORIEL_PUBLIC const char *oriel_trust_request_get_fingerprint(OrielTrustRequest *self);
ORIEL_PUBLIC const char *oriel_trust_request_get_details(OrielTrustRequest *self);
ORIEL_PUBLIC gboolean oriel_trust_request_get_offers_once(OrielTrustRequest *self);
ORIEL_PUBLIC void oriel_trust_request_answer(OrielTrustRequest *self, OrielTrust trust);

G_END_DECLS

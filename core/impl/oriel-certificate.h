// SPDX-License-Identifier: LGPL-2.1-or-later
/* A certificate that a session process does not believe by itself, and that a person may. */
#pragma once

#if !defined(ORIEL_IMPLEMENTATION)
#error "For implementers of backends and hosts only; programs include <oriel.h>."
#endif

#include "oriel.h"

/* What speaks against it, bits. What is worse than these, such as a signature that is wrong or a
 * certificate that was revoked, is nobody's to forgive: it is not reported. */
typedef enum {
  ORIEL_FLAW_UNKNOWN = 1 << 0,    /* no known authority has signed it */
  ORIEL_FLAW_OTHER_NAME = 1 << 1, /* it is not made for the host that was connected to */
  ORIEL_FLAW_EXPIRED = 1 << 2,
  ORIEL_FLAW_NOT_YET = 1 << 3, /* it is not valid before a time to come */
} OrielFlaws;

#define ORIEL_FLAWS_ALL                                                                            \
  (ORIEL_FLAW_UNKNOWN | ORIEL_FLAW_OTHER_NAME | ORIEL_FLAW_EXPIRED | ORIEL_FLAW_NOT_YET)

/* Everything is borrowed. */
typedef struct {
  const guint8 *der; /* of the server itself, not of those who signed it */
  gsize size;
  const char *subject; /* any bytes */
  const char *issuer;
  gint64 not_before; /* seconds since 1970 */
  gint64 not_after;
  guint flaws; /* OrielFlaws */
} OrielCertificate;

/* What certificates are told apart by: the SHA-256 of their DER as 64 lower-case digits.
 * (transfer full) */
static inline char *
oriel_certificate_digest(const guint8 *der, gsize size)
{
  return g_compute_checksum_for_data(G_CHECKSUM_SHA256, der, size);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* The certificate that a server shows, and the one that a person has trusted in spite of all. */
#pragma once

#include "oriel-vnc-backend.h"

G_BEGIN_DECLS

/* A server that is to be @host may show the certificate with the digest @trusted (NULL = none),
 * whatever speaks against it. */
void oriel_vnc_certificate_expect(const char *host, const char *trusted);
/* Tells the viewer of a certificate that gvnc did not believe, if there was one. */
void oriel_vnc_certificate_report(OrielVncBackend *self);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/* The certificate that a server shows, and the one that a person has trusted in spite of all. */
#pragma once

#include "oriel-spice-private.h"

/* A server that is to be @host, or to have the subject that the library was told, may show the
 * certificate with the digest @trusted (NULL = none), whatever speaks against it. */
void oriel_spice_certificate_expect(const char *host, const char *trusted);
/* Tells the viewer of a certificate that the library did not believe, if there was one. */
void oriel_spice_certificate_report(OrielSpiceBackend *self);

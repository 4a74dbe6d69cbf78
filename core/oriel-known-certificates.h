// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Which certificates a person has trusted, by the place of their server: HOST:PORT, or what else
 * tells servers apart. Digests are those of oriel_certificate_digest(). Any thread.
 *
 * Those that are trusted for good stand in $XDG_DATA_HOME/oriel/known-certificates, a line each:
 * the digest, a blank, the place. Lines that begin with # are comments. The file is replaced as a
 * whole, readable for its user alone.
 */
#pragma once

#include <glib.h>

/* (transfer full) (nullable) the digest that is trusted there */
char *oriel_known_certificates_lookup(const char *place);
/* Until the program ends. */
void oriel_known_certificates_add_once(const char *place, const char *digest);
/* For good, in place of what was trusted there before. */
gboolean oriel_known_certificates_add(const char *place, const char *digest, GError **error);
/* @found says whether there was anything to forget. */
gboolean oriel_known_certificates_forget(const char *place, gboolean *found, GError **error);

// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a person calls a proxy. Pure. */
#pragma once

#include <glib.h>

/* @text as GIO wants it: a URI with scheme and port. NULL with an error for what is none.
 * (transfer full) */
char *oriel_proxy_normalize(const char *text, GError **error);
/* The same without user and password, fit to be shown. (transfer full) */
char *oriel_proxy_describe(const char *uri);

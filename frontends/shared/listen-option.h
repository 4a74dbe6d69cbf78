// SPDX-License-Identifier: LGPL-2.1-or-later
/* --listen, for servers that connect to their viewers; -listen in the hands of vncviewer's users.
 * Pure. */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

/* The command line with an empty value for --listen, or -listen, where it has none. (transfer full)
 */
GStrv listen_option_complete(char *const *argv);

/* The URI of "[ADDRESS:]PORT", an address, or "": without an address it is the loopback, which only
 * this computer reaches. Errors: ORIEL_ERROR_INVALID. (transfer full) */
char *listen_option_make_target(const char *value, GError **error);

G_END_DECLS

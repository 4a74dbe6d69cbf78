// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * A file under a made-up name. spice-client-glib opens what it shares by its path, and this process
 * may open nothing; so this program defines open64() itself, which knows that one name.
 */
#pragma once

/* No file has this name. */
#define ORIEL_SPICE_LENT_PATH "/dev/null/oriel-shared-file"

/* Who opens ORIEL_SPICE_LENT_PATH gets a duplicate of @fd; -1 = nobody does. In the main thread. */
void oriel_spice_lend(int fd);

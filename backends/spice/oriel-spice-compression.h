// SPDX-License-Identifier: LGPL-2.1-or-later
/* How the server is to pack pictures. */
#pragma once

#include <spice-client.h>

/* The first of @encodings (comma-separated; NULL = none) that is a compression of SPICE; 0 = the
 * server chooses. Names of other protocols are passed over. Pure. */
int oriel_spice_compression_choose(const char *encodings);

/* Asks the server for it, if it can be asked. 0 asks for nothing. */
void oriel_spice_compression_prefer(SpiceDisplayChannel *channel, int compression);

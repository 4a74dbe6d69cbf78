// SPDX-License-Identifier: LGPL-2.1-or-later
/* The text console of the test pattern, which says what it hears; what it hears while its reader is
 * slow it keeps, and takes no more. */
#pragma once

#include "impl/oriel-backend.h"

typedef struct _OrielTestEcho OrielTestEcho;

OrielTestEcho *oriel_test_echo_new(OrielBackend *backend);
/* The console goes: in order, or with an error, in turns; and comes back with the next call. */
void oriel_test_echo_toggle(OrielTestEcho *self);
void oriel_test_echo_free(OrielTestEcho *self);

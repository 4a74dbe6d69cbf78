// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The session process's end of the socket that takes input (wire/oriel-inputs.h): inputs become
 * slots of the backend. It knows what the viewer holds down, and releases it when the viewer goes,
 * however it goes.
 */
#pragma once

#include "impl/oriel-backend.h"

typedef struct _OrielInputReader OrielInputReader;

/* Reads for @backend (borrowed), which is open, from now on. @calls is how many the viewer has made
 * and are done. */
OrielInputReader *oriel_input_reader_new(OrielBackend *backend, guint32 calls);

/* To be called before a call is done: does the inputs before it. */
void oriel_input_reader_precede(OrielInputReader *self);
/* And after it: does those that waited for it. */
void oriel_input_reader_follow(OrielInputReader *self);

/* Does what there still is, releases what is held, and reads no more. Frees @self. */
void oriel_input_reader_end(OrielInputReader *self);

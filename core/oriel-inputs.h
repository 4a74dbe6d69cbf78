// SPDX-License-Identifier: LGPL-2.1-or-later
/* The viewer's end of the socket that takes input (wire/oriel-inputs.h). */
#pragma once

#include "wire/oriel-inputs.h"

typedef struct _OrielInputs OrielInputs;

/* The process has answered @n more; 0 when it sent what is no answer. May free the OrielInputs. */
typedef void (*OrielInputsFunc)(gpointer owner, guint n);

/* Takes @fd. */
OrielInputs *oriel_inputs_new(int fd, GMainContext *context, OrielInputsFunc func, gpointer owner);
/* What is not answered counts as answered. */
void oriel_inputs_free(OrielInputs *self);

/* Copies @input. What the socket does not take now follows later, in order. @done (nullable) is
 * called when it was answered. */
void oriel_inputs_send(OrielInputs *self,
                       const OrielWireInput *input,
                       void (*done)(gpointer user_data),
                       gpointer user_data);

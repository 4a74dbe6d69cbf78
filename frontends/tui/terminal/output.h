// SPDX-License-Identifier: LGPL-2.1-or-later
/* Bytes on their way to the terminal: in order, never blocking. */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

typedef struct _Output Output;

/* @fd does not block, and is the caller's. @drained is called in the main context when bytes that
 * had to wait are gone. */
Output *output_new(int fd, void (*drained)(gpointer user_data), gpointer user_data);
void output_free(Output *self);

void output_write(Output *self, const char *bytes, gsize length);
gboolean output_is_busy(const Output *self);
/* What waits is not sent any more. */
void output_discard(Output *self);

G_END_DECLS

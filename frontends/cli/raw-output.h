// SPDX-License-Identifier: LGPL-2.1-or-later
/* Standard output that takes its time: nothing blocks while it does. */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

typedef struct _RawOutput RawOutput;

typedef struct {
  /* TRUE: no more should come for now; FALSE: it may. */
  void (*held)(gboolean held, gpointer user_data);
  /* Nothing can be written any more, for this reason (errno): what comes is lost. Once. */
  void (*broken)(int reason, gpointer user_data);
} RawOutputHooks;

/* @hooks: outlives it */
RawOutput *raw_output_new(const RawOutputHooks *hooks, gpointer user_data);
/* Writes what it can of what waits. */
void raw_output_free(RawOutput *self);

void raw_output_write(RawOutput *self, const char *bytes, gsize length);
/* A line of our own, in a terminal that may be raw. */
void raw_output_say(const char *format, ...) G_GNUC_PRINTF(1, 2);

G_END_DECLS

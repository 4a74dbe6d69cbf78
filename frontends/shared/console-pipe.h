// SPDX-License-Identifier: LGPL-2.1-or-later
/* The bytes of a stream whose halves are pollable, both ways, in the main context. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct {
  void (*received)(const char *bytes, gsize length, gpointer user_data);
  /* It is over: @error, or in order (NULL). Once; nothing comes after it, and it may be freed in
   * it. */
  void (*ended)(const GError *error, gpointer user_data);
} ConsolePipeHooks;

typedef struct _ConsolePipe ConsolePipe;

/* Holds @stream, and closes it when it is freed, after what was sent. (transfer full) */
ConsolePipe *console_pipe_new(GIOStream *stream, const ConsolePipeHooks *hooks, gpointer user_data);
void console_pipe_free(ConsolePipe *self);

/* Sends bytes when the stream takes them. */
void console_pipe_send(ConsolePipe *self, const char *bytes, gsize length);
/* Bytes that were not sent yet. */
gsize console_pipe_get_queued(const ConsolePipe *self);
/* Nothing is received meanwhile. */
void console_pipe_set_paused(ConsolePipe *self, gboolean paused);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/* A text console of a session, as a GIOStream whose halves are pollable: a socket to the session
 * process, and why it ended. */
#pragma once

#include <gio/gio.h>

#define ORIEL_TYPE_CONSOLE_STREAM (oriel_console_stream_get_type())
G_DECLARE_FINAL_TYPE(OrielConsoleStream, oriel_console_stream, ORIEL, CONSOLE_STREAM, GIOStream)

/* @socket: (transfer none) */
OrielConsoleStream *oriel_console_stream_new(GSocket *socket);
/* Why the end is going to come; NULL = in order. Told once. */
void oriel_console_stream_set_reason(OrielConsoleStream *self, const GError *error);
/* The end, now: nothing is read or written any more. */
void oriel_console_stream_cut(OrielConsoleStream *self, const GError *error);

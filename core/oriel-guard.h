// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Keeps a session process within the bounds of the wire: a process that sends what no honest one
 * would, or more of it, is killed before anything of that is looked at.
 */
#pragma once

#include <gio/gio.h>

typedef struct _OrielGuard OrielGuard;

OrielGuard *oriel_guard_new(GSubprocess *process);
void oriel_guard_unref(OrielGuard *self);

/* To be called once, before @connection handles its first message. */
void oriel_guard_watch(OrielGuard *self, GDBusConnection *connection);

/* Whether the process was killed for what it sent. Any thread. */
gboolean oriel_guard_was_violated(OrielGuard *self);

// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Ends a process whose main thread never comes back from what a server sent: some input sends
 * libraries into loops without an end. Time of the processor is counted, not of the clock, so an
 * idle process is not woken up, and a busy machine or a process that is stopped is no reason.
 */
#pragma once

#include <glib.h>

/* Watches the default main context from now on, and returns a descriptor that can be read from when
 * it is stuck; -1 with errno set. Once, in the main thread, before the confinement. */
int oriel_stuck_watch(void);

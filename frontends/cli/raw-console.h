// SPDX-License-Identifier: LGPL-2.1-or-later
/* A text console whose bytes go to the terminal as they are, and back: everything that a guest
 * writes is done by the terminal, as with virsh console. */
#pragma once

#include "command.h"

G_BEGIN_DECLS

/* Runs until the person leaves, the console is lost, or, without a terminal to type at, the guest
 * ends. Of a guest, or else of a connected @session; @alias NULL is the first. */
ExitStatus
raw_console_run(OrielGuest *guest, OrielSession *session, const char *alias, gboolean take_over);

G_END_DECLS

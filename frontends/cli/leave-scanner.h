// SPDX-License-Identifier: LGPL-2.1-or-later
/* Finds the key that leaves, Ctrl-], anywhere in what a terminal sends. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LEAVE_SCANNER_MAX_SEQUENCE 16

/* To be used by the function below alone; all zero is the beginning. */
typedef struct {
  char sequence[LEAVE_SCANNER_MAX_SEQUENCE]; /* from ESC on */
  guint length;
  gboolean pasting;
} LeaveScanner;

/*
 * Whether the person wants to leave; @before is how many bytes are still for the guest. Ctrl-] is a
 * byte, or a sequence of terminals that were told to send keys as such (kitty's protocol, xterm's
 * modifyOtherKeys). In pasted text that is marked as such it is a letter like others, unless it
 * comes alone: whoever presses a key does that, and a paste whose end never comes can be left.
 */
gboolean leave_scanner_feed(LeaveScanner *self, const char *bytes, gsize length, gsize *before);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/* Puts text into the clipboard of the terminal's desktop (OSC 52). Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes of text; xterm takes no longer sequences than about 100,000 bytes of Base64. */
#define CLIPBOARD_MAX_TEXT 74000

/* Appends the sequence; FALSE = @text is too long, and nothing is appended. */
gboolean clipboard_append(const char *text, GString *bytes);

G_END_DECLS

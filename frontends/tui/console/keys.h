// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The bytes that keys and pasted text are to a program behind a serial line: those of xterm, which
 * vt220 and linux, what guests take their terminal for, understand as well. Pure.
 */
#pragma once

#include "console/emulator.h"

G_BEGIN_DECLS

/* Appends what pressing the key sends; nothing for releases and lone modifiers. */
void keys_append(const KeyEvent *key, const EmulatorModes *modes, GString *out);

/* Appends a part of pasted text; @first and @last tell whether it is one of those. Line ends become
 * those of Enter, and other control characters are left out, so that nothing that was copied from a
 * hostile page presses keys. */
void keys_append_paste(const char *text,
                       gsize length,
                       gboolean first,
                       gboolean last,
                       const EmulatorModes *modes,
                       GString *out);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/* Keys that are sent to the guest, in the words of people: Ctrl+Alt+F1. The names are those of
 * keysyms, but for modifiers. */
#pragma once

#include "shared/hotkeys.h"

G_BEGIN_DECLS

/* The keysym of one of them; 0 = none has this name */
guint sent_keys_parse(const char *name);
/* What @key sends. (transfer full) (nullable): one of them has no name */
char *sent_keys_describe(const Hotkey *key);

G_END_DECLS

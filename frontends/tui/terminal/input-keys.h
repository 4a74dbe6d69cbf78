// SPDX-License-Identifier: LGPL-2.1-or-later
/* The numbers and letters by which terminals name keys, as keysyms. Pure; 0 = no such key. */
#pragma once

#include "terminal/event.h"

G_BEGIN_DECLS

/* CSI @number ~ */
guint input_keys_from_number(guint number);
/* CSI @final. Shift and Ctrl where the letter itself tells them (rxvt, back tab). */
guint input_keys_from_letter(char final, Modifiers *modifiers);
/* SS3 @final: the keypad in application mode, and the first function keys. */
guint input_keys_from_ss3(char final, Modifiers *modifiers);
/* A code of the kitty keyboard protocol, which is a character or a number of its own. */
guint input_keys_from_kitty(guint code);
/* Whether @keysym is a modifier, and which. */
Modifiers input_keys_get_modifier(guint keysym);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

/* On the serial port. */
__attribute__((format(printf, 1, 2))) void say(const char *format, ...);

/* Says "card ATR" of the card in the reader, and "selected ANSWER" of what it answers to the
 * selection of the first key's applet, both hexadecimal; or why there is none. */
void tell_card(void);

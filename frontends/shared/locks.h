// SPDX-License-Identifier: LGPL-2.1-or-later
/* Caps, num and scroll lock: the guest's and the desktop's are to be the same. */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

/* Presses the lock keys in the guest that make its locks those of @desktop; none if the guest does
 * not tell its own. */
void locks_send(OrielDisplay *display, OrielLeds desktop);

G_END_DECLS

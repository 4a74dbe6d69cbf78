// SPDX-License-Identifier: LGPL-2.1-or-later
/* Keys that are the desktop's own, for a window. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Takes them from the desktop, or gives them back. Both do no harm when repeated. While somebody
 * else has the keyboard, such as a desktop of which a key is held, it is asked for again until it
 * is given back. */
void keyboard_take(GdkSurface *surface);
void keyboard_give_back(GdkSurface *surface);

G_END_DECLS

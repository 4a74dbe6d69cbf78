// SPDX-License-Identifier: LGPL-2.1-or-later
/* Where a further window of a guest goes when there is no window manager to choose: all of them
 * would lie on each other, and nobody could move them apart. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Moves @window, which was told to be shown, beside those of @others (element-type GtkWindow) that
 * are there, where no other is; where there is no room, the one that came last keeps its header bar
 * in sight. Where there is a window manager, that is its business, and nothing is done. */
void beside_place(GtkWindow *window, GPtrArray *others);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/* X11 without a window manager, as in many a kiosk: what one would do is done by hand. Places are
 * in points. Elsewhere nothing is bare, and what is done does nothing. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether nobody manages windows where this one is to be. */
gboolean bare_is(GtkWindow *window);
/* Where it is; FALSE if it is nowhere yet. */
gboolean bare_find(GtkWindow *window, int *x, int *y);
void bare_place(GtkWindow *window, const GdkRectangle *area);
/* Before all others. */
void bare_raise(GtkWindow *window);

G_END_DECLS

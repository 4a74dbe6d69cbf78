// SPDX-License-Identifier: LGPL-2.1-or-later
/* For windows with rows to type in: libadwaita 1.2 looks at such a row when it is gone already, if
 * it has the focus when its window ends. */
#pragma once

#include <gtk/gtk.h>

/* Nothing in @window has the focus when it is no longer shown. */
void focus_guard_add(GtkWindow *window);

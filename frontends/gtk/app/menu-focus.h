// SPDX-License-Identifier: LGPL-2.1-or-later
/* For windows with menus: GTK 4.8 leaves the focus to nothing, or to the button, when a menu
 * closes, and keys go nowhere from then on. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What had the focus in @window before a menu of @button opened has it again when that closes. */
void menu_focus_add(GtkWindow *window, GtkMenuButton *button);

G_END_DECLS

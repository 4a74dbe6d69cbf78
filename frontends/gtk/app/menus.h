// SPDX-License-Identifier: LGPL-2.1-or-later
/* How menus of models end. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Empties @menu, which is all GMenu, with its sections and submenus, and lets go of it (transfer
 * full): GTK 4.8 keeps each section that it has shown for good, and what is in it. */
void menus_free(GMenuModel *menu);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/* An entry of a menu for one of a guest's displays. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* @name: as --protocol takes it; what @action, an action with a string, gets. */
void graphics_item_append(GMenu *menu, const char *name, const char *action);

G_END_DECLS

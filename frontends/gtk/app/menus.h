// SPDX-License-Identifier: LGPL-2.1-or-later
/* What menus of models need. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* @text, which may come from anywhere, as the label of an entry: a menu is as wide as the widest of
 * its entries, and of those of its submenus. (transfer full) */
char *menus_dup_label(const char *text);
/* An entry with a key that does the same (nullable), as GTK spells it. */
void menus_append(GMenu *menu, const char *label, const char *action, const char *accelerator);
/* Empties @menu, which is all GMenu, with its sections and submenus, and lets go of it (transfer
 * full): GTK 4.8 keeps each section that it has shown for good, and what is in it. */
void menus_free(GMenuModel *menu);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "menus.h"

static void
empty(GMenuModel *menu)
{
  static const char *const links[] = {G_MENU_LINK_SECTION, G_MENU_LINK_SUBMENU};

  for (int i = g_menu_model_get_n_items(menu) - 1; i >= 0; i--) {
    for (gsize j = 0; j < G_N_ELEMENTS(links); j++) {
      g_autoptr(GMenuModel) link = g_menu_model_get_item_link(menu, i, links[j]);

      if (link != NULL)
        empty(link);
    }
    g_menu_remove(G_MENU(menu), i);
  }
}

void
menus_free(GMenuModel *menu)
{
  empty(menu);
  g_object_unref(menu);
}

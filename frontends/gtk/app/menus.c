// SPDX-License-Identifier: LGPL-2.1-or-later
#include "menus.h"

#include <oriel.h>

#define MAX_LABEL 48 /* characters */

char *
menus_dup_label(const char *text)
{
  g_autofree char *clean = oriel_text_sanitize(text, -1, 400);
  g_autofree char *start =
      g_utf8_strlen(clean, -1) > MAX_LABEL ? g_utf8_substring(clean, 0, MAX_LABEL - 1) : NULL;
  g_autofree char *shown = start != NULL ? g_strconcat(start, "…", NULL) : g_strdup(clean);
  g_auto(GStrv) parts = g_strsplit(shown, "_", -1); /* which would be an accelerator */

  return g_strjoinv("__", parts);
}

void
menus_append(GMenu *menu, const char *label, const char *action, const char *accelerator)
{
  g_autoptr(GMenuItem) item = g_menu_item_new(label, action);

  if (accelerator != NULL)
    g_menu_item_set_attribute(item, "accel", "s", accelerator);
  g_menu_append_item(menu, item);
}

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

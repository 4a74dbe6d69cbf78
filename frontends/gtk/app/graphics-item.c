// SPDX-License-Identifier: LGPL-2.1-or-later
#include "graphics-item.h"

#include <oriel-gtk.h>

/* "VNC 2" for vnc:2. Names of protocols are the host's. */
void
graphics_item_append(GMenu *menu, const char *name, const char *action)
{
  g_autofree char *clean = oriel_text_sanitize(name, -1, 60);
  g_autofree char *label = g_ascii_strup(g_strdelimit(clean, ":_", ' '), -1);
  g_autoptr(GMenuItem) item = g_menu_item_new(label, NULL);

  g_menu_item_set_action_and_target(item, action, "s", name);
  g_menu_append_item(menu, item);
}

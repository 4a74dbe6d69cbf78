// SPDX-License-Identifier: LGPL-2.1-or-later
/* The menu of the guest's displays: which of them is connected to. */
#include "window-private.h"

#include "graphics-item.h"

#include <glib/gi18n.h>

static void
use_graphics(GSimpleAction *action, GVariant *name, gpointer user_data)
{
  ConsoleWindow *self = user_data;

  attachment_use_graphics(self->attachment, g_variant_get_string(name, NULL));
}

void
console_window_add_graphics(ConsoleWindow *self)
{
  g_autoptr(GSimpleAction) action =
      g_simple_action_new_stateful("graphics", G_VARIANT_TYPE_STRING, g_variant_new_string(""));

  self->graphics = g_menu_new();
  g_signal_connect(action, "activate", G_CALLBACK(use_graphics), self);
  g_action_map_add_action(G_ACTION_MAP(self->actions), G_ACTION(action));
}

void
console_window_update_graphics(ConsoleWindow *self)
{
  GAction *action = g_action_map_lookup_action(G_ACTION_MAP(self->actions), "graphics");
  g_auto(GStrv) names = attachment_list_graphics(self->attachment);
  g_autofree char *current = attachment_dup_graphics(self->attachment);

  g_menu_remove_all(self->graphics);
  for (char **name = names; *name != NULL; name++)
    graphics_item_append(self->graphics, *name, "console.graphics");
  if (*names == NULL) /* grey */
    g_menu_append(self->graphics, _("There is one way to this console"), "console.none");
  g_simple_action_set_state(G_SIMPLE_ACTION(action),
                            g_variant_new_string(current != NULL ? current : ""));
}

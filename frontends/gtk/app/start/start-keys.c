// SPDX-License-Identifier: LGPL-2.1-or-later
#include "start/start-keys.h"

#include "shortcuts.h"

#include <glib/gi18n.h>

/* What is told is what holds: there is no other list. */
static const Shortcut keys[] = {
    {N_("Search"), "<Control>f", "start.find"},
    {N_("Add a connection"), "<Control>n", "start.add"},
    {N_("Show as list or as grid"), "<Control>l", "start.list"},
    {N_("Connect to hosts again"), "F5|<Control>r", "start.retry"},
    {N_("Menu of a guest"), "Menu|<Shift>F10", NULL},
    {N_("Open the menu"), "F10", NULL},
    {N_("Preferences"), "<Control>comma", "start.preferences"},
    {N_("Keyboard shortcuts"), "<Control>question", "start.shortcuts"},
    {N_("Close the window"), "<Control>w|<Control>q", "start.close"},
};

void
start_keys_add(GtkWidget *window)
{
  GtkEventController *controller = gtk_shortcut_controller_new();

  for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
    if (keys[i].action != NULL)
      gtk_shortcut_controller_add_shortcut(
          GTK_SHORTCUT_CONTROLLER(controller),
          gtk_shortcut_new(gtk_shortcut_trigger_parse_string(keys[i].trigger),
                           gtk_named_action_new(keys[i].action)));
  }
  gtk_shortcut_controller_set_scope(GTK_SHORTCUT_CONTROLLER(controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_widget_add_controller(window, controller);
}

void
start_keys_present(GtkWindow *parent)
{
  shortcuts_present(parent, keys, G_N_ELEMENTS(keys));
}

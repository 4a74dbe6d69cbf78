// SPDX-License-Identifier: LGPL-2.1-or-later
#include "icon-button.h"

void
icon_button_set_label(GtkWidget *button, const char *label)
{
  /* What is focused of a menu button is the button in it. */
  GtkWidget *focused = GTK_IS_MENU_BUTTON(button) ? gtk_widget_get_first_child(button) : button;

  gtk_widget_set_tooltip_text(button, label);
  gtk_accessible_update_property(GTK_ACCESSIBLE(focused), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

GtkWidget *
icon_button_new(const char *icon, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name(icon);

  gtk_actionable_set_action_name(GTK_ACTIONABLE(button), action);
  icon_button_set_label(button, label);
  return button;
}

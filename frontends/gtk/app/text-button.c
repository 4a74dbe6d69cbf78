// SPDX-License-Identifier: LGPL-2.1-or-later
#include "text-button.h"

#include <glib/gi18n.h>

/* The button names itself by the text as it is written, with its underscore, and again by the label
 * in it, which shows none. The latter is the name. */
void
text_button_set_label(GtkWidget *button, const char *label)
{
  gtk_button_set_label(GTK_BUTTON(button), label);
  gtk_accessible_reset_property(GTK_ACCESSIBLE(button), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

GtkWidget *
text_button_new(const char *label)
{
  GtkWidget *button = gtk_button_new();

  gtk_button_set_use_underline(GTK_BUTTON(button), TRUE);
  text_button_set_label(button, label);
  return button;
}

/* One that libadwaita made: its text is in it, but for that which takes a toast away. */
static void
name_button(GtkButton *button)
{
  if (gtk_button_get_label(button) != NULL)
    gtk_accessible_reset_property(GTK_ACCESSIBLE(button), GTK_ACCESSIBLE_PROPERTY_LABEL);
  else if (g_strcmp0(gtk_button_get_icon_name(button), "window-close-symbolic") == 0)
    gtk_accessible_update_property(GTK_ACCESSIBLE(button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                   _("Dismiss"), -1);
}

void
text_button_name_all(GtkWidget *parent)
{
  for (GtkWidget *child = gtk_widget_get_first_child(parent); child != NULL;
       child = gtk_widget_get_next_sibling(child)) {
    if (GTK_IS_BUTTON(child))
      name_button(GTK_BUTTON(child));
    text_button_name_all(child);
  }
}

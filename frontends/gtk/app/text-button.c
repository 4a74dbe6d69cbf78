// SPDX-License-Identifier: LGPL-2.1-or-later
#include "text-button.h"

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

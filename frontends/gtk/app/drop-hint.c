// SPDX-License-Identifier: LGPL-2.1-or-later
#include "drop-hint.h"

#include <glib/gi18n.h>

/* A frame as large as the guest's screen, and words in its middle. */
GtkWidget *
drop_hint_new(void)
{
  GtkWidget *hint = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0);
  /* Screen readers say it when it comes. */
  GtkWidget *label = g_object_new(
      GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, "wrap", TRUE, "justify",
      GTK_JUSTIFY_CENTER, "halign", GTK_ALIGN_CENTER, "valign", GTK_ALIGN_CENTER, "vexpand", TRUE,
      "css-classes", (const char *const[]){"osd", "heading", "oriel-words", NULL}, NULL);

  gtk_widget_add_css_class(hint, "oriel-drop");
  gtk_box_append(GTK_BOX(hint), label);
  gtk_widget_set_can_target(hint, FALSE); /* it is dropped on what is below */
  gtk_widget_set_visible(hint, FALSE);
  return hint;
}

void
drop_hint_show(GtkWidget *hint, const char *refusal)
{
  g_autofree char *text = refusal != NULL ? g_strdup_printf(_("Nothing can be sent: %s"), refusal)
                                          : g_strdup(_("Drop to send to the guest"));

  gtk_label_set_text(GTK_LABEL(gtk_widget_get_first_child(hint)), text);
  if (refusal != NULL)
    gtk_widget_add_css_class(hint, "refused");
  else
    gtk_widget_remove_css_class(hint, "refused");
  gtk_widget_set_visible(hint, TRUE);
}

void
drop_hint_hide(GtkWidget *hint)
{
  gtk_widget_set_visible(hint, FALSE);
}

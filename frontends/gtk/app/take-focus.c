// SPDX-License-Identifier: LGPL-2.1-or-later
#include "take-focus.h"

static gboolean
is_behind(GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent(widget))
    if (!gtk_widget_get_child_visible(widget))
      return TRUE;
  return FALSE;
}

void
take_focus(GtkWidget *widget)
{
  if (!is_behind(widget))
    gtk_widget_grab_focus(widget);
}

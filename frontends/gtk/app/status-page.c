// SPDX-License-Identifier: LGPL-2.1-or-later
#include "status-page.h"

void
status_page_set_title(GtkWidget *page, const char *title)
{
  GtkWidget *scroller = gtk_widget_get_first_child(page);

  adw_status_page_set_title(ADW_STATUS_PAGE(page), title);
  gtk_accessible_update_property(GTK_ACCESSIBLE(scroller), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                 -1);
}

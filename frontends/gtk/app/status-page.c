// SPDX-License-Identifier: LGPL-2.1-or-later
#include "status-page.h"

GtkWidget *
status_page_new(const char *icon, const char *title, const char *description)
{
  GtkWidget *page = adw_status_page_new();

  adw_status_page_set_icon_name(ADW_STATUS_PAGE(page), icon);
  status_page_set_title(page, title);
  adw_status_page_set_description(ADW_STATUS_PAGE(page), description);
  return page;
}

void
status_page_set_title(GtkWidget *page, const char *title)
{
  GtkWidget *scroller = gtk_widget_get_first_child(page);

  adw_status_page_set_title(ADW_STATUS_PAGE(page), title);
  gtk_accessible_update_property(GTK_ACCESSIBLE(scroller), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                 -1);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* Pages of libadwaita that tell one thing. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* (transfer floating) */
GtkWidget *status_page_new(const char *icon, const char *title, const char *description);
/* Also names what scrolls the page by it, which can have the focus. */
void status_page_set_title(GtkWidget *page, const char *title);

G_END_DECLS

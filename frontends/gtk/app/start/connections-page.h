// SPDX-License-Identifier: LGPL-2.1-or-later
/* Connections that have a name, and those that were open last. */
#pragma once

#include "start/start-private.h"

G_BEGIN_DECLS

typedef struct _ConnectionsPage ConnectionsPage;

ConnectionsPage *connections_page_new(StartWindow *window);
void connections_page_free(ConnectionsPage *self);
/* (transfer none) */
GtkWidget *connections_page_get_widget(ConnectionsPage *self);
/* Reads them anew, and shows those that have @search in them. */
void connections_page_update(ConnectionsPage *self, const char *search);

G_END_DECLS

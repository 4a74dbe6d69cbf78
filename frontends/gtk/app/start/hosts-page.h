// SPDX-License-Identifier: LGPL-2.1-or-later
/* All hosts with their guests, below each other. */
#pragma once

#include "start/start-private.h"

G_BEGIN_DECLS

typedef struct _HostsPage HostsPage;

HostsPage *hosts_page_new(StartWindow *window, gboolean read_only);
void hosts_page_free(HostsPage *self);
/* (transfer none) */
GtkWidget *hosts_page_get_widget(HostsPage *self);
/* What is scrolled. (transfer none) */
GtkWidget *hosts_page_get_viewport(HostsPage *self);
/* Shows the host, once. Errors: those of oriel_host_new(). */
gboolean hosts_page_add(HostsPage *self, const char *uri, GError **error);
/* Shows these hosts, and no others. What prevents it is told. */
void hosts_page_sync(HostsPage *self, const char *const *uris);
/* Puts it among those that are set. */
gboolean hosts_page_keep(const char *uri, GError **error);
/* The search is another. */
void hosts_page_refilter(HostsPage *self);
void hosts_page_set_list(HostsPage *self, gboolean is_list);
/* Tries all that are not connected. */
void hosts_page_retry(HostsPage *self);
/* Shows what there is, or says that there is nothing. */
void hosts_page_update(HostsPage *self);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/* One host: how it is, and its guests. */
#pragma once

#include "start/start-private.h"

G_BEGIN_DECLS

typedef struct _HostSection HostSection;

typedef void (*HostSectionRemoved)(HostSection *section, gpointer user_data);

/* Begins to connect. @removed: somebody does not want to see the host any more. Errors: those of
 * oriel_host_new(). */
HostSection *host_section_new(StartWindow *window,
                              const char *uri,
                              gboolean read_only,
                              HostSectionRemoved removed,
                              gpointer user_data,
                              GError **error);
void host_section_free(HostSection *self);
/* (transfer none) */
GtkWidget *host_section_get_widget(HostSection *self);
const char *host_section_get_uri(HostSection *self);
/* How many guests the search lets through. */
guint host_section_get_n_guests(HostSection *self);
/* The search is another. */
void host_section_refilter(HostSection *self);
void host_section_set_list(HostSection *self, gboolean is_list);
/* Tries to connect at once, unless it is. */
void host_section_retry(HostSection *self);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/* What start-window.c, which puts the window together, and start-actions.c, which has what its menu
 * and its keys do, share. */
#pragma once

#include "start/connections-page.h"
#include "start/hosts-page.h"
#include "start/start-private.h"

#include "shared/filter.h"

#include <adwaita.h>

G_BEGIN_DECLS

struct _StartWindow {
  Settings *settings;
  StartHooks hooks;
  gpointer user_data;
  gboolean hosts_given; /* on the command line: those that are set are not shown */
  Filter *filter;       /* (owned) */
  HostsPage *hosts;
  ConnectionsPage *connections;
  Thumbnails *thumbnails;
  GSimpleActionGroup *actions; /* (owned) */
  guint connections_id;        /* they are about to be shown anew */

  GtkWindow *window; /* (owned) */
  GtkWidget *toasts;
  GtkWidget *pages; /* an AdwViewStack */
  GtkWidget *bar;   /* of the search */
  GtkWidget *entry;
};

void start_window_add_actions(StartWindow *self);
/* What fits the page that is shown. */
void start_window_update_actions(StartWindow *self);

G_END_DECLS

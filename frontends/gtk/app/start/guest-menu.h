// SPDX-License-Identifier: LGPL-2.1-or-later
/* The menu of a guest, and what it does. */
#pragma once

#include "start/start-private.h"

G_BEGIN_DECLS

/* Gives @widget the actions of @guest, as the group "guest". */
void guest_menu_add_actions(StartWindow *window, GtkWidget *widget, OrielGuest *guest);
/* What can be done to @guest now. (transfer full) */
GMenuModel *guest_menu_new(StartWindow *window, OrielGuest *guest);

G_END_DECLS

// SPDX-License-Identifier: LGPL-2.1-or-later
/* The window of what can be set: for all consoles, by whatever frontend (shared/view-settings.h),
 * for the windows of this program (settings.h), and the hosts (shared/host-settings.h). */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* @changed is called after something was, as long as @parent is there; @user_data has to be. */
void
preferences_present(GtkWindow *parent, void (*changed)(gpointer user_data), gpointer user_data);

G_END_DECLS

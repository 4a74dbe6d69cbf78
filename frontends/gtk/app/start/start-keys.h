// SPDX-License-Identifier: LGPL-2.1-or-later
/* The keys of the start window. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* They activate actions of the group "start" in @window. */
void start_keys_add(GtkWidget *window);
/* Tells them, in a window over @parent. */
void start_keys_present(GtkWindow *parent);

G_END_DECLS

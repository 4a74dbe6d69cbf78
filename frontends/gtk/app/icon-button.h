// SPDX-License-Identifier: LGPL-2.1-or-later
/* Buttons with an icon alone, and a name for those who do not see it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Names a button, or a GtkMenuButton, also in a tooltip. */
void icon_button_set_label(GtkWidget *button, const char *label);
/* (transfer floating) @action: of a group of actions; NULL = none */
GtkWidget *icon_button_new(const char *icon, const char *label, const char *action);

G_END_DECLS

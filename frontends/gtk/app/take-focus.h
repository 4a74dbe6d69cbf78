// SPDX-License-Identifier: LGPL-2.1-or-later
/* For what shows itself in one of several tabs. */
#pragma once

#include <gtk/gtk.h>

/* @widget gets the focus, unless it is in a tab behind another: there nobody would see where the
 * keys go that are meant for the one in front. */
void take_focus(GtkWidget *widget);

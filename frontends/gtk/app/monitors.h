// SPDX-License-Identifier: LGPL-2.1-or-later
/* Watches the monitors of the desktop: those that come, go, and change their size or place. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _Monitors Monitors;

/* @changed: called in an idle moment after a change, once for all of it. */
Monitors *
monitors_new(GdkDisplay *display, void (*changed)(gpointer user_data), gpointer user_data);
void monitors_free(Monitors *self);
guint monitors_count(Monitors *self);

G_END_DECLS

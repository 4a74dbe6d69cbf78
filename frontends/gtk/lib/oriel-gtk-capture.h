// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Capturing the pointer for a guest that takes motions: the pointer stays where it is, and what it
 * would have moved is told. GTK has no word for it, so each window system has its own.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Motion while the pointer is captured, in points. */
typedef void (*CaptureMoved)(double dx, double dy, gpointer user_data);

typedef struct _Capture Capture;

/* (transfer full) (nullable): captures the pointer over @widget, which outlives it and is on the
 * screen; NULL = the window system cannot. */
Capture *capture_start(GtkWidget *widget, CaptureMoved moved, gpointer user_data);
void capture_stop(Capture *self);

/* The pointer moved to here, in points of the widget: for systems that tell positions alone. */
void capture_motion(Capture *self, double x, double y);

G_END_DECLS

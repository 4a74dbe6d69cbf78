// SPDX-License-Identifier: LGPL-2.1-or-later
/* What each window system implements for oriel-gtk-capture.c. */
#pragma once

#include "oriel-gtk-capture.h"

G_BEGIN_DECLS

typedef struct {
  gboolean (*fits)(GdkDisplay *display);
  /* (transfer full) (nullable) */
  gpointer (*start)(GtkWidget *widget, CaptureMoved moved, gpointer user_data);
  void (*stop)(gpointer state);
  /* NULL = motion is told without it */
  void (*motion)(gpointer state, double x, double y);
} CaptureSystem;

extern const CaptureSystem capture_x11;
extern const CaptureSystem capture_wayland;

/* Where a point of @widget is in its window's surface, in points. */
gboolean
capture_to_surface(GtkWidget *widget, double x, double y, double *surface_x, double *surface_y);

G_END_DECLS

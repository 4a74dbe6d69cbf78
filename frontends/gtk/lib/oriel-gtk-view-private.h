// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the parts of the view share: oriel-gtk-view.c puts it together, oriel-gtk-view-properties.c
 * has its properties, -accessors.c and -keys.c read and set them, -widget.c has what GTK asks of a
 * widget, -paint.c draws it, -pinch.c has two fingers zoom it. */
#pragma once

#include "oriel-gtk-direct.h"
#include "oriel-gtk-input.h"
#include "oriel-gtk-picture.h"
#include "oriel-gtk-view.h"

#include "shared/resizer.h"

G_BEGIN_DECLS

/* Two fingers zoom. */
typedef struct {
  double zoom; /* percent, as they began */
  double x;    /* what was between them then, in pixels of the guest */
  double y;
  /* What it is again when they have made the picture fit; FIXED = they have not changed it. */
  OrielGtkScaling scaling_before;
  int zoom_before;
} Pinch;

struct _OrielGtkView {
  GtkWidget parent_instance;

  OrielDisplay *display; /* (owned) (nullable) */
  OrielGtkScaling scaling;
  int zoom; /* percent: device pixels for 100 pixels of the guest */
  gboolean view_only;
  gboolean grab_keyboard;
  gboolean grab_locked;
  gboolean relative_pointer;
  gboolean local_cursor;
  char *grab_keys;     /* (owned) (nullable) */
  char *desktop_keys;  /* (owned) (nullable) */
  char *keymap;        /* (owned) (nullable) */
  GtkDropTarget *drop; /* (nullable): of our controllers, while files are accepted */

  Viewport viewport;
  double scale; /* device pixels for a point */
  Picture *picture;
  Input *input;
  Resizer *resizer;
  GdkSurface *surface; /* (nullable): whose scale is watched */
  gulong scale_id;
  ShmWindow *direct;    /* (owned) (nullable): NULL = all drawing is GTK's */
  GdkFrameClock *clock; /* (owned) (nullable): that of the surface */
  gboolean stale;       /* the guest has changed, and the next frame is to show it */
  gboolean exposure_known;
  OrielRect exposed;         /* what shows of the picture, if that is known */
  OrielCursor *cursor_shape; /* what the cursor was made from; (owned) (nullable) */
  double cursor_factor;
  gboolean cursor_hidden;

  Pinch pinch;

  GtkAdjustment *adjustments[2]; /* by GtkOrientation; (owned) (nullable) */
  GtkScrollablePolicy policies[2];
  gboolean adjusting;
};

void oriel_gtk_view_properties_class_init(GObjectClass *klass);
void oriel_gtk_view_widget_class_init(GtkWidgetClass *klass);
void oriel_gtk_view_snapshot(GtkWidget *widget, GtkSnapshot *snapshot);
void oriel_gtk_view_queue_paint(OrielGtkView *self);
void oriel_gtk_view_begin_to_paint(OrielGtkView *self);
void oriel_gtk_view_stop_painting(OrielGtkView *self);
void oriel_gtk_view_watch_display(OrielGtkView *self);
void oriel_gtk_view_update_input(OrielGtkView *self);
void oriel_gtk_view_set_drop(OrielGtkView *self, gboolean accept);
void oriel_gtk_view_update_layout(OrielGtkView *self);
void oriel_gtk_view_update_cursor(OrielGtkView *self);
void oriel_gtk_view_update_description(OrielGtkView *self);
void oriel_gtk_view_set_adjustment(OrielGtkView *self,
                                   GtkOrientation orientation,
                                   GtkAdjustment *adjustment);
void oriel_gtk_view_pan_to(OrielGtkView *self, double x, double y);
void oriel_gtk_view_pinch(OrielGtkView *self, double factor, double x, double y);
void oriel_gtk_view_pan_by(OrielGtkView *self, double *dx, double *dy);

G_END_DECLS

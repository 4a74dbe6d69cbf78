// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Where a guest's screen lands in a window, and back. Pure: no toolkit, no I/O.
 *
 * Guest coordinates are the guest's pixels. Window coordinates are device pixels of the window's
 * drawable (not points), so that 100 % is pixel-exact at every scale factor of the desktop.
 */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

#define VIEWPORT_ZOOM_MIN 10
#define VIEWPORT_ZOOM_MAX 400
#define VIEWPORT_ZOOM_STEP 10

typedef enum {
  VIEWPORT_FIT,  /* as large as the window takes, proportions kept */
  VIEWPORT_ZOOM, /* at a fixed percentage; what is too large is panned */
} ViewportMode;

/* Read the fields; change them through the functions alone. */
typedef struct {
  int guest_width;
  int guest_height;
  int window_width;
  int window_height;
  ViewportMode mode;
  int zoom;     /* percent, in mode VIEWPORT_ZOOM */
  double pan_x; /* 0 = the left edge is seen, 1 = the right edge */
  double pan_y;
  OrielRect image; /* the guest's screen in the window; beyond its edges where it is too large */
} Viewport;

void viewport_init(Viewport *self);
void viewport_set_guest(Viewport *self, int width, int height);
void viewport_set_window(Viewport *self, int width, int height);
void viewport_set_fit(Viewport *self);
void viewport_set_zoom(Viewport *self, int percent);
int viewport_get_zoom(const Viewport *self);
int viewport_step_zoom(int percent, int steps);
gboolean viewport_pan_to(Viewport *self, double x, double y);
gboolean viewport_pan_by(Viewport *self, double *dx, double *dy);

gboolean viewport_is_exact(const Viewport *self);
gboolean viewport_to_guest(const Viewport *self, double x, double y, int *guest_x, int *guest_y);
void viewport_to_window(const Viewport *self, int guest_x, int guest_y, double *x, double *y);
gboolean viewport_map_damage(const Viewport *self, const OrielRect *guest, OrielRect *window);
gboolean viewport_get_visible(const Viewport *self, OrielRect *window);
guint viewport_get_bars(const Viewport *self, OrielRect bars[4]);
void viewport_get_zoomed_size(const Viewport *self, int percent, int *width, int *height);
int viewport_get_points(int pixels, double scale);

G_END_DECLS

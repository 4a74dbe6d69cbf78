// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/viewport.h"

#include <math.h>

/* Scales of desktops are multiples of 1/120 (the Wayland protocol fractional-scale-v1). */
#define SCALE_STEPS 120
#define ROUNDING 0.01
#define MAX_EMPTY_POINTS 12

/* Core bounds guests to 16384 pixels a side, so that 400 % of one stays far inside an int. */
static int
scale_rounded(int value, int numerator, int denominator)
{
  return (int)(((gint64)value * numerator + denominator / 2) / denominator);
}

static int
scale_down(int value, int numerator, int denominator)
{
  gint64 product = (gint64)value * numerator;

  return (int)(product >= 0 ? product / denominator
                            : -((-product + denominator - 1) / denominator));
}

static int
scale_up(int value, int numerator, int denominator)
{
  return -scale_down(-value, numerator, denominator);
}

/* Centred when it fits, else panned. */
static int
place(int image, int window, double pan)
{
  if (image <= window)
    return (window - image) / 2;
  return (int)lround((window - image) * pan);
}

static void
fit(const Viewport *self, int *width, int *height)
{
  gboolean wide = (gint64)self->window_width * self->guest_height <=
                  (gint64)self->window_height * self->guest_width;

  if (wide) {
    *width = self->window_width;
    *height = scale_rounded(self->guest_height, self->window_width, self->guest_width);
  } else {
    *width = scale_rounded(self->guest_width, self->window_height, self->guest_height);
    *height = self->window_height;
  }
  *width = MAX(*width, 1);
  *height = MAX(*height, 1);
}

static void
update(Viewport *self)
{
  OrielRect *image = &self->image;

  if (self->guest_width <= 0 || self->window_width <= 0) {
    *image = (OrielRect){0};
    return;
  }
  if (self->mode == VIEWPORT_FIT)
    fit(self, &image->width, &image->height);
  else
    viewport_get_zoomed_size(self, self->zoom, &image->width, &image->height);
  image->x = place(image->width, self->window_width, self->pan_x);
  image->y = place(image->height, self->window_height, self->pan_y);
}

/**
 * viewport_init:
 * @self: (out caller-allocates): a viewport
 *
 * Starts with no guest and no window, in mode %VIEWPORT_FIT.
 */
void
viewport_init(Viewport *self)
{
  *self = (Viewport){.mode = VIEWPORT_FIT, .zoom = 100};
}

/**
 * viewport_set_guest:
 * @self: a viewport
 * @width: width of the guest's screen, 0 = none
 * @height: height of the guest's screen, 0 = none
 */
void
viewport_set_guest(Viewport *self, int width, int height)
{
  gboolean none = width <= 0 || height <= 0;

  self->guest_width = none ? 0 : width;
  self->guest_height = none ? 0 : height;
  update(self);
}

/**
 * viewport_set_window:
 * @self: a viewport
 * @width: width of the drawable, in device pixels
 * @height: height of the drawable, in device pixels
 */
void
viewport_set_window(Viewport *self, int width, int height)
{
  gboolean none = width <= 0 || height <= 0;

  self->window_width = none ? 0 : width;
  self->window_height = none ? 0 : height;
  update(self);
}

/**
 * viewport_set_fit:
 * @self: a viewport
 *
 * Shows the whole screen, as large as the window takes it.
 */
void
viewport_set_fit(Viewport *self)
{
  self->mode = VIEWPORT_FIT;
  update(self);
}

/**
 * viewport_set_zoom:
 * @self: a viewport
 * @percent: device pixels for 100 guest pixels, clamped to the range of zooms
 *
 * Shows the screen at a fixed size.
 */
void
viewport_set_zoom(Viewport *self, int percent)
{
  self->mode = VIEWPORT_ZOOM;
  self->zoom = CLAMP(percent, VIEWPORT_ZOOM_MIN, VIEWPORT_ZOOM_MAX);
  update(self);
}

/**
 * viewport_get_zoom:
 * @self: a viewport
 *
 * Returns: the percentage the screen is shown at, rounded
 */
int
viewport_get_zoom(const Viewport *self)
{
  if (self->mode == VIEWPORT_ZOOM || self->guest_width == 0)
    return self->zoom;
  return scale_rounded(100, self->image.width, self->guest_width);
}

/**
 * viewport_step_zoom:
 * @percent: a zoom
 * @steps: how many steps in (positive) or out (negative)
 *
 * Returns: the zoom that many steps away, on the grid of steps and inside the range
 */
int
viewport_step_zoom(int percent, int steps)
{
  int grid = steps > 0 ? scale_down(percent, 1, VIEWPORT_ZOOM_STEP)
                       : scale_up(percent, 1, VIEWPORT_ZOOM_STEP);

  return CLAMP((grid + steps) * VIEWPORT_ZOOM_STEP, VIEWPORT_ZOOM_MIN, VIEWPORT_ZOOM_MAX);
}

/**
 * viewport_pan_to:
 * @self: a viewport
 * @x: a position in the window
 * @y: a position in the window
 *
 * Moves a screen that is too large so that a pointer at this position, carried from edge to edge
 * of the window, passes the whole screen.
 *
 * Returns: %TRUE if the image has moved
 */
gboolean
viewport_pan_to(Viewport *self, double x, double y)
{
  OrielRect before = self->image;

  if (self->window_width > 1 && self->window_height > 1) {
    self->pan_x = CLAMP(x / (self->window_width - 1), 0, 1);
    self->pan_y = CLAMP(y / (self->window_height - 1), 0, 1);
    update(self);
  }
  return before.x != self->image.x || before.y != self->image.y;
}

static void
pan_axis(double *pan, int hidden, double *by)
{
  if (hidden <= 0)
    return;
  *pan = CLAMP(*pan - *by / hidden, 0, 1);
  *by = 0;
}

/**
 * viewport_pan_by:
 * @self: a viewport
 * @dx: (inout): how far to the right; 0 afterwards where the screen is too wide for the window
 * @dy: (inout): how far down; 0 afterwards where the screen is too high for the window
 *
 * Moves a screen that is too large, as far as its edges.
 *
 * Returns: %TRUE if the image has moved
 */
gboolean
viewport_pan_by(Viewport *self, double *dx, double *dy)
{
  OrielRect before = self->image;

  pan_axis(&self->pan_x, before.width - self->window_width, dx);
  pan_axis(&self->pan_y, before.height - self->window_height, dy);
  update(self);
  return before.x != self->image.x || before.y != self->image.y;
}

/**
 * viewport_is_exact:
 * @self: a viewport
 *
 * Returns: %TRUE if every guest pixel is a block of whole device pixels
 */
gboolean
viewport_is_exact(const Viewport *self)
{
  return self->guest_width > 0 && self->image.width >= self->guest_width &&
         self->image.width % self->guest_width == 0 && self->image.height % self->guest_height == 0;
}

/**
 * viewport_to_guest:
 * @self: a viewport
 * @x: a position in the window
 * @y: a position in the window
 * @guest_x: (out): the nearest pixel of the guest
 * @guest_y: (out): the nearest pixel of the guest
 *
 * Returns: %TRUE if the position is inside the guest's screen
 */
gboolean
viewport_to_guest(const Viewport *self, double x, double y, int *guest_x, int *guest_y)
{
  const OrielRect *image = &self->image;
  gboolean inside =
      x >= image->x && x < image->x + image->width && y >= image->y && y < image->y + image->height;

  *guest_x = *guest_y = 0;
  if (image->width <= 0)
    return FALSE;
  *guest_x = (int)CLAMP(floor((x - image->x) * self->guest_width / image->width), 0,
                        self->guest_width - 1);
  *guest_y = (int)CLAMP(floor((y - image->y) * self->guest_height / image->height), 0,
                        self->guest_height - 1);
  return inside;
}

/**
 * viewport_to_window:
 * @self: a viewport
 * @guest_x: a pixel of the guest
 * @guest_y: a pixel of the guest
 * @x: (out): the middle of that pixel in the window
 * @y: (out): the middle of that pixel in the window
 */
void
viewport_to_window(const Viewport *self, int guest_x, int guest_y, double *x, double *y)
{
  const OrielRect *image = &self->image;

  *x = self->guest_width > 0 ? image->x + (guest_x + 0.5) * image->width / self->guest_width : 0;
  *y = self->guest_height > 0 ? image->y + (guest_y + 0.5) * image->height / self->guest_height : 0;
}

/**
 * viewport_map_damage:
 * @self: a viewport
 * @guest: pixels of the guest that have changed
 * @window: (out): every device pixel that depends on them, inside the window
 *
 * Smooth scaling mixes neighbours, so one guest pixel around the damage is counted in there.
 *
 * Returns: %TRUE if any of it is to be seen
 */
gboolean
viewport_map_damage(const Viewport *self, const OrielRect *guest, OrielRect *window)
{
  const OrielRect *image = &self->image;
  OrielRect visible;
  int margin = viewport_is_exact(self) ? 0 : 1;
  int left, top, right, bottom;

  *window = (OrielRect){0};
  if (!viewport_get_visible(self, &visible))
    return FALSE;
  left = image->x + scale_down(guest->x - margin, image->width, self->guest_width);
  top = image->y + scale_down(guest->y - margin, image->height, self->guest_height);
  right = image->x + scale_up(guest->x + guest->width + margin, image->width, self->guest_width);
  bottom =
      image->y + scale_up(guest->y + guest->height + margin, image->height, self->guest_height);

  left = MAX(left, visible.x);
  top = MAX(top, visible.y);
  right = MIN(right, visible.x + visible.width);
  bottom = MIN(bottom, visible.y + visible.height);
  if (guest->width <= 0 || guest->height <= 0 || right <= left || bottom <= top)
    return FALSE;
  *window = (OrielRect){left, top, right - left, bottom - top};
  return TRUE;
}

/**
 * viewport_get_visible:
 * @self: a viewport
 * @window: (out): the part of the window that shows the guest
 *
 * Returns: %TRUE if there is any
 */
gboolean
viewport_get_visible(const Viewport *self, OrielRect *window)
{
  const OrielRect *image = &self->image;
  int left = MAX(image->x, 0);
  int top = MAX(image->y, 0);
  int right = MIN(image->x + image->width, self->window_width);
  int bottom = MIN(image->y + image->height, self->window_height);

  *window = (OrielRect){left, top, MAX(right - left, 0), MAX(bottom - top, 0)};
  return window->width > 0 && window->height > 0;
}

/**
 * viewport_get_bars:
 * @self: a viewport
 * @bars: (out caller-allocates) (array fixed-size=4): the parts of the window around the guest
 *
 * Returns: how many of @bars there are
 */
guint
viewport_get_bars(const Viewport *self, OrielRect bars[4])
{
  int width = self->window_width;
  int height = self->window_height;
  OrielRect image;
  guint n = 0;

  if (!viewport_get_visible(self, &image)) {
    bars[0] = (OrielRect){0, 0, width, height};
    return width > 0 && height > 0 ? 1 : 0;
  }
  if (image.y > 0)
    bars[n++] = (OrielRect){0, 0, width, image.y};
  if (image.y + image.height < height)
    bars[n++] = (OrielRect){0, image.y + image.height, width, height - image.y - image.height};
  if (image.x > 0)
    bars[n++] = (OrielRect){0, image.y, image.x, image.height};
  if (image.x + image.width < width)
    bars[n++] =
        (OrielRect){image.x + image.width, image.y, width - image.x - image.width, image.height};
  return n;
}

/**
 * viewport_get_zoomed_size:
 * @self: a viewport
 * @percent: a zoom
 * @width: (out): width of the guest's screen at that zoom, in device pixels
 * @height: (out): height of the guest's screen at that zoom, in device pixels
 */
void
viewport_get_zoomed_size(const Viewport *self, int percent, int *width, int *height)
{
  *width = MAX(scale_rounded(self->guest_width, percent, 100), 1);
  *height = MAX(scale_rounded(self->guest_height, percent, 100), 1);
}

/**
 * viewport_get_points:
 * @pixels: a width or height, in device pixels
 * @scale: device pixels for one point, as measured: sizes are whole, so it may be a little off
 *
 * A window that is one pixel too small would shrink the guest and blur all of it, so what is left
 * of the last point stays empty. Under a fractional scale a few points more make whole pixels: the
 * desktop would squeeze the window into them.
 *
 * Returns: the width or height of a window with room for @pixels, in points
 */
int
viewport_get_points(int pixels, double scale)
{
  double exact = MAX(round(scale * SCALE_STEPS), 1) / SCALE_STEPS;
  int points = (int)ceil(pixels / exact - ROUNDING);

  for (int more = 0; more < MAX_EMPTY_POINTS; more++) {
    double real = (points + more) * exact;

    if (fabs(real - round(real)) < ROUNDING)
      return points + more;
  }
  return points;
}

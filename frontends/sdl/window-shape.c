// SPDX-License-Identifier: LGPL-2.1-or-later
/* How large a window is, and how large the guest in it. */
#include "window-private.h"

/* Largest window, in points, that leaves the desktop's panels and its own frame visible. */
static void
get_room(Window *self, int *width, int *height)
{
  const Monitors *monitors = self->full_screen.monitors;
  int top = 0, left = 0, bottom = 0, right = 0;
  SDL_Rect bounds;

  *width = *height = G_MAXINT;
  if (!monitors_get_room(monitors, monitors_find(monitors, self->window), &bounds))
    return;
  SDL_GetWindowBordersSize(self->window, &top, &left, &bottom, &right);
  *width = MAX(bounds.w - left - right, WINDOW_MIN_SIDE);
  *height = MAX(bounds.h - top - bottom, WINDOW_MIN_SIDE);
}

/* The size of the guest at the chosen zoom, in points. */
static void
get_guest_size(Window *self, int *width, int *height)
{
  double scale = window_get_scale(self);

  viewport_get_zoomed_size(&self->viewport, self->zoom, width, height);
  *width = MAX(viewport_get_points(*width, scale), WINDOW_MIN_SIDE);
  *height = MAX(viewport_get_points(*height, scale), WINDOW_MIN_SIDE);
}

/* A window that grows where it is may leave the desktop, when no window manager sees to it: one
 * that opened before the guest's size was known does. It is put where it had opened otherwise. */
static void
keep_on_desktop(Window *self)
{
  const Monitors *monitors = self->full_screen.monitors;
  int index = monitors_find(monitors, self->window);
  int x = 0, y = 0, width = 0, height = 0;
  SDL_Point centre;
  SDL_Rect bounds;

  if (!monitors_get_room(monitors, index, &bounds))
    return;
  SDL_GetWindowPosition(self->window, &x, &y);
  SDL_GetWindowSize(self->window, &width, &height);
  centre = monitors_get_centre(monitors, index, width, height);
  if (x + width > bounds.x + bounds.w || y + height > bounds.y + bounds.h)
    SDL_SetWindowPosition(self->window, centre.x, centre.y);
}

/* The size of the guest at the chosen zoom, as far as there is room. Returns FALSE if it does not
 * fit. */
static gboolean
get_fitting_size(Window *self, int *width, int *height)
{
  int room_width, room_height;
  gboolean fits;

  get_guest_size(self, width, height);
  get_room(self, &room_width, &room_height);
  fits = *width <= room_width && *height <= room_height;
  *width = MIN(*width, room_width);
  *height = MIN(*height, room_height);
  return fits;
}

/* Gives the window that size. */
gboolean
window_resize_to_zoom(Window *self)
{
  int width, height;
  gboolean fits = get_fitting_size(self, &width, &height);

  SDL_SetWindowSize(self->window, width, height);
  keep_on_desktop(self);
  return fits;
}

/**
 * window_set_monitor:
 * @self: a window
 * @monitor: from 1; 0 = wherever the window is
 *
 * Which monitor it opens on, and covers when it enters full screen next.
 */
void
window_set_monitor(Window *self, int monitor)
{
  self->monitor = monitor;
}

/**
 * window_step_aside:
 * @self: a window that is open
 *
 * Makes room on the monitor that it covers, where it does not belong there any more, for other
 * windows that do; window_enter_full_screen() follows.
 */
void
window_step_aside(Window *self)
{
  full_screen_step_aside(&self->full_screen, self->window, self->monitor - 1);
}

/**
 * window_enter_full_screen:
 * @self: a window that is open
 * @full_screen: whether it is to cover its monitor
 *
 * Enters or leaves full screen. What covers a monitor already goes where it belongs now: to another
 * one, or as far as this one has changed.
 */
void
window_enter_full_screen(Window *self, gboolean full_screen)
{
  gboolean done;

  if (full_screen)
    done = full_screen_enter(&self->full_screen, self->window, self->monitor - 1);
  else
    done = full_screen_leave(&self->full_screen, self->window);
  if (!done)
    g_warning("Full screen is not to be had: %s", SDL_GetError());
  if (!full_screen && self->full_screen.by_hand)
    keep_on_desktop(self);
  window_update_size(self);
}

/**
 * window_get_zoom:
 * @self: a window
 *
 * Returns: the zoom that the person chose, in percent
 */
int
window_get_zoom(Window *self)
{
  return self->zoom;
}

/**
 * window_is_free:
 * @self: a window
 *
 * Returns: %TRUE if the window is open and its size is ours to choose
 */
gboolean
window_is_free(Window *self)
{
  return self->window != NULL && !self->full_screen.active &&
         (SDL_GetWindowFlags(self->window) & SDL_WINDOW_MAXIMIZED) == 0;
}

/**
 * window_has_guest_size:
 * @self: a window
 *
 * Returns: %TRUE if it is as large as the guest at the chosen zoom, and the desktop did not decide
 *   otherwise
 */
gboolean
window_has_guest_size(Window *self)
{
  int width, height, own_width, own_height;

  get_guest_size(self, &width, &height);
  SDL_GetWindowSize(self->window, &own_width, &own_height);
  return width == own_width && height == own_height;
}

/**
 * window_set_zoom:
 * @self: a window
 * @percent: the zoom
 *
 * Makes the window as large as the guest is at this zoom. Where it cannot be (full screen, a small
 * monitor) the guest's screen is that large, and panned.
 */
void
window_set_zoom(Window *self, int percent)
{
  self->zoom = CLAMP(percent, VIEWPORT_ZOOM_MIN, VIEWPORT_ZOOM_MAX);
  if (self->window == NULL)
    return;
  if (window_is_free(self) && window_resize_to_zoom(self))
    viewport_set_fit(&self->viewport);
  else
    viewport_set_zoom(&self->viewport, self->zoom);
  self->changed(self->user_data);
  window_repaint(self);
}

/**
 * window_fit:
 * @self: a window
 *
 * Shows the whole screen of the guest, whatever the window's size.
 */
void
window_fit(Window *self)
{
  viewport_set_fit(&self->viewport);
  self->changed(self->user_data);
  window_repaint(self);
}

/**
 * window_follow_guest:
 * @self: a window
 *
 * The guest chose another size for its screen: the window does the same, where it can. One that
 * covered its monitor before there was a guest has the guest's first size when it leaves that.
 */
void
window_follow_guest(Window *self)
{
  int width, height;

  if (self->window == NULL || self->viewport.guest_width == 0)
    return;
  if (self->unsized && self->full_screen.active) {
    get_fitting_size(self, &width, &height);
    full_screen_set_size_before(&self->full_screen, self->window, width, height);
  } else if (window_is_free(self) && self->viewport.mode == VIEWPORT_FIT)
    window_resize_to_zoom(self);
  self->unsized = FALSE;
}

/**
 * window_is_full_screen:
 * @self: a window
 *
 * Returns: %TRUE if it covers its monitor
 */
gboolean
window_is_full_screen(Window *self)
{
  return self->window != NULL && self->full_screen.active;
}

/**
 * window_is_whole:
 * @self: a window of a kiosk
 *
 * Returns: %TRUE if it covers its monitor, or is not to, and one of our windows has the keyboard
 */
gboolean
window_is_whole(Window *self)
{
  return !window_is_full_screen(self) ||
         (full_screen_is_whole(&self->full_screen, self->window) && SDL_GetKeyboardFocus() != NULL);
}

/**
 * window_put_right:
 * @self: a window of a kiosk that is not whole
 *
 * Covers the monitor again, and asks for the keyboard.
 */
void
window_put_right(Window *self)
{
  if (!full_screen_is_whole(&self->full_screen, self->window))
    full_screen_restore(&self->full_screen, self->window);
  if (SDL_GetKeyboardFocus() == NULL)
    full_screen_raise(self->window);
  window_update_size(self);
}

/**
 * window_pan_to:
 * @self: a window
 * @x: where the pointer is, in device pixels
 * @y: where the pointer is, in device pixels
 *
 * Moves a screen that is larger than the window.
 */
void
window_pan_to(Window *self, double x, double y)
{
  if (self->viewport.mode == VIEWPORT_ZOOM && viewport_pan_to(&self->viewport, x, y))
    window_repaint(self);
}

/**
 * window_get_scale:
 * @self: a window
 *
 * Returns: device pixels for one point, the unit of SDL's positions
 */
double
window_get_scale(Window *self)
{
  int width = 0, height = 0;

  if (self->window != NULL)
    SDL_GetWindowSize(self->window, &width, &height);
  if (width <= 0 || self->viewport.window_width <= 0)
    return 1;
  return (double)self->viewport.window_width / width;
}

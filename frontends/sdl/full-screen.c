// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * On X11 SDL asks the window manager to make a window cover its monitor. A bare X server, as under
 * a kiosk, has none: there the window is placed and sized by hand, which nobody opposes.
 */
#include "full-screen.h"

#include "x11.h"

/* The monitor a window is on, or is to go to. Where it covers one is known to be that for which it
 * was meant: a compositor tells later. */
static int
find_monitor(const FullScreen *self, SDL_Window *window, int monitor)
{
  if (monitor >= 0 && monitor < monitors_count(self->monitors))
    return monitor;
  if (self->active && self->monitor < monitors_count(self->monitors))
    return self->monitor;
  return monitors_find(self->monitors, window);
}

/* The pointer stays inside on the way there, and back: one that left would count as one that comes,
 * and give the guest the keyboard. So the window is moved while it is large. */
static gboolean
cover_by_hand(FullScreen *self, SDL_Window *window, int monitor)
{
  SDL_Rect bounds;

  if (!monitors_get_area(self->monitors, monitor, &bounds))
    return FALSE;
  if (!self->active) {
    SDL_GetWindowPosition(window, &self->before.x, &self->before.y);
    SDL_GetWindowSize(window, &self->before.w, &self->before.h);
  }
  SDL_SetWindowSize(window, bounds.w, bounds.h);
  SDL_SetWindowPosition(window, bounds.x, bounds.y);
  return TRUE;
}

static void
move_to(const FullScreen *self, SDL_Window *window, int monitor)
{
  SDL_Point centre;
  int width, height;

  SDL_GetWindowSize(window, &width, &height);
  centre = monitors_get_centre(self->monitors, monitor, width, height);
  SDL_SetWindowPosition(window, centre.x, centre.y);
}

/* Whether it is on this monitor, whatever it was meant for; whoever manages windows sees to it that
 * it covers that as a whole. */
static gboolean
is_on(const FullScreen *self, SDL_Window *window, int monitor)
{
  return x11_is(window) ? monitors_find(self->monitors, window) == monitor
                        : self->monitor == monitor;
}

/* A window that covers a monitor has to leave it before it can go to another. */
static gboolean
cover(FullScreen *self, SDL_Window *window, int monitor)
{
  gboolean covers = (SDL_GetWindowFlags(window) & SDL_WINDOW_FULLSCREEN) != 0;

  if (self->active && covers && is_on(self, window, monitor))
    return TRUE;
  if (covers)
    SDL_SetWindowFullscreen(window, 0);
  if (monitors_find(self->monitors, window) != monitor)
    move_to(self, window, monitor);
  return SDL_SetWindowFullscreen(window, SDL_WINDOW_FULLSCREEN_DESKTOP) == 0;
}

/**
 * full_screen_enter:
 * @self: the state of @window, zeroed at the beginning but for its monitors
 * @window: a window
 * @monitor: which it is to cover, from 0; -1, or one that is not there = the one it is on
 *
 * One that covers a monitor already goes where it belongs now.
 *
 * Returns: %FALSE if that is not to be had; SDL_GetError() tells why
 */
gboolean
full_screen_enter(FullScreen *self, SDL_Window *window, int monitor)
{
  int chosen = find_monitor(self, window, monitor);

  if (!self->active)
    self->by_hand = x11_is_bare(window);
  if (self->by_hand ? !cover_by_hand(self, window, chosen) : !cover(self, window, chosen))
    return FALSE;
  self->active = TRUE;
  self->monitor = chosen;
  return TRUE;
}

/**
 * full_screen_step_aside:
 * @self: the state of @window
 * @window: a window
 * @monitor: as of full_screen_enter(), which follows
 *
 * Leaves the monitor that it covers, if it is to cover another one: what is in the way of a window
 * there is minimized by SDL.
 */
void
full_screen_step_aside(FullScreen *self, SDL_Window *window, int monitor)
{
  if (self->active && !self->by_hand && !is_on(self, window, find_monitor(self, window, monitor)))
    SDL_SetWindowFullscreen(window, 0);
}

/**
 * full_screen_leave:
 * @self: the state of @window
 * @window: a window
 *
 * Returns: %FALSE if that is not to be had; SDL_GetError() tells why
 */
gboolean
full_screen_leave(FullScreen *self, SDL_Window *window)
{
  if (!self->active)
    return TRUE;
  if (self->by_hand) {
    SDL_SetWindowPosition(window, self->before.x, self->before.y);
    SDL_SetWindowSize(window, self->before.w, self->before.h);
  } else if (SDL_SetWindowFullscreen(window, 0) != 0) {
    return FALSE;
  }
  self->active = FALSE;
  return TRUE;
}

static gboolean
is_in_place(const FullScreen *self, SDL_Window *window)
{
  SDL_Rect bounds, own;

  if (!monitors_get_area(self->monitors, self->monitor, &bounds))
    return FALSE;
  monitors_get_window_area(self->monitors, window, &own);
  return SDL_RectEquals(&own, &bounds);
}

/**
 * full_screen_is_whole:
 * @self: the state of @window, which is active
 * @window: a window
 *
 * Returns: %TRUE if it covers its monitor still, and nobody has taken that from it
 */
gboolean
full_screen_is_whole(const FullScreen *self, SDL_Window *window)
{
  Uint32 flags = SDL_GetWindowFlags(window);

  if ((flags & (SDL_WINDOW_HIDDEN | SDL_WINDOW_MINIMIZED)) != 0)
    return FALSE;
  if (!self->by_hand && (flags & SDL_WINDOW_FULLSCREEN) == 0)
    return FALSE;
  return !x11_is(window) || is_in_place(self, window); /* nobody else tells where it is */
}

/**
 * full_screen_raise:
 * @window: a window
 *
 * Asks for it to be seen, before all others, and to have the keyboard.
 */
void
full_screen_raise(SDL_Window *window)
{
  if (x11_is(window))
    x11_activate(window);
  else if ((SDL_GetWindowFlags(window) & SDL_WINDOW_MINIMIZED) != 0)
    SDL_RestoreWindow(window);
  else
    SDL_RaiseWindow(window);
}

/**
 * full_screen_restore:
 * @self: the state of @window, which is active
 * @window: a window
 *
 * Covers the monitor again, after somebody else has taken that from the window.
 */
void
full_screen_restore(FullScreen *self, SDL_Window *window)
{
  if ((SDL_GetWindowFlags(window) & (SDL_WINDOW_HIDDEN | SDL_WINDOW_MINIMIZED)) != 0) {
    full_screen_raise(window); /* of a window that is not there the rest is not known */
    return;
  }
  /* SDL may believe that it covers its monitor: only what has left that can enter it. */
  if (!self->by_hand)
    SDL_SetWindowFullscreen(window, 0);
  self->active = self->by_hand; /* what was before by hand is remembered */
  full_screen_enter(self, window, self->monitor);
}

/**
 * full_screen_set_size_before:
 * @self: the state of @window, which is active
 * @window: a window
 * @width: in points
 * @height: in points
 *
 * Chooses the size that the window has when it does not cover its monitor any more.
 */
void
full_screen_set_size_before(FullScreen *self, SDL_Window *window, int width, int height)
{
  self->before.w = width;
  self->before.h = height;
  /* Of a window that covers its monitor this is the size that SDL gives back to it. */
  if (!self->by_hand)
    SDL_SetWindowSize(window, width, height);
}

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
  if (monitor >= 0 && monitor < SDL_GetNumVideoDisplays())
    return monitor;
  if (self->active && self->monitor < SDL_GetNumVideoDisplays())
    return self->monitor;
  return MAX(SDL_GetWindowDisplayIndex(window), 0);
}

static gboolean
cover_by_hand(FullScreen *self, SDL_Window *window, int monitor)
{
  SDL_Rect bounds;

  if (SDL_GetDisplayBounds(monitor, &bounds) != 0)
    return FALSE;
  if (!self->active) {
    SDL_GetWindowPosition(window, &self->before.x, &self->before.y);
    SDL_GetWindowSize(window, &self->before.w, &self->before.h);
  }
  SDL_SetWindowPosition(window, bounds.x, bounds.y);
  SDL_SetWindowSize(window, bounds.w, bounds.h);
  return TRUE;
}

/* A window that covers a monitor has to leave it before it can go to another. */
static gboolean
cover(FullScreen *self, SDL_Window *window, int monitor)
{
  int centre = (int)SDL_WINDOWPOS_CENTERED_DISPLAY(monitor);

  if (self->active && self->monitor == monitor)
    return TRUE; /* whoever manages windows sees to it */
  if (self->active)
    SDL_SetWindowFullscreen(window, 0);
  if (SDL_GetWindowDisplayIndex(window) != monitor)
    SDL_SetWindowPosition(window, centre, centre);
  return SDL_SetWindowFullscreen(window, SDL_WINDOW_FULLSCREEN_DESKTOP) == 0;
}

/**
 * full_screen_enter:
 * @self: the state of @window, zeroed at the beginning
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
    SDL_SetWindowSize(window, self->before.w, self->before.h);
    SDL_SetWindowPosition(window, self->before.x, self->before.y);
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

  if (SDL_GetDisplayBounds(self->monitor, &bounds) != 0)
    return FALSE;
  SDL_GetWindowPosition(window, &own.x, &own.y);
  SDL_GetWindowSize(window, &own.w, &own.h);
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

// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * On X11 SDL asks the window manager to make a window cover its monitor. A bare X server, as under
 * a kiosk, has none: there the window is placed and sized by hand, which nobody opposes.
 */
#include "full-screen.h"

#include <SDL_syswm.h>

#if defined(SDL_VIDEO_DRIVER_X11)
/* What is needed of Xlib, which SDL has loaded. */
typedef struct {
  Atom (*intern_atom)(Display *, const char *, Bool);
  int (*get_property)(Display *,
                      Window,
                      Atom,
                      long,
                      long,
                      Bool,
                      Atom,
                      Atom *,
                      int *,
                      unsigned long *,
                      unsigned long *,
                      unsigned char **);
  int (*free)(void *);
} Xlib;

static gboolean
load_xlib(Xlib *xlib)
{
  void *library = SDL_LoadObject("libX11.so.6");

  if (library == NULL)
    return FALSE;
  *(void **)&xlib->intern_atom = SDL_LoadFunction(library, "XInternAtom");
  *(void **)&xlib->get_property = SDL_LoadFunction(library, "XGetWindowProperty");
  *(void **)&xlib->free = SDL_LoadFunction(library, "XFree");
  return xlib->intern_atom != NULL && xlib->get_property != NULL && xlib->free != NULL;
}

/* A window manager names itself on the root window (Extended Window Manager Hints, "Root Window
 * Properties"). */
static gboolean
has_manager(Display *display)
{
  Xlib xlib;
  Atom check, type = None;
  int format;
  unsigned long n_items, n_left;
  unsigned char *data = NULL;

  if (!load_xlib(&xlib))
    return TRUE;
  check = xlib.intern_atom(display, "_NET_SUPPORTING_WM_CHECK", True);
  if (check == None)
    return FALSE;
  xlib.get_property(display, DefaultRootWindow(display), check, 0, 1, False, AnyPropertyType, &type,
                    &format, &n_items, &n_left, &data);
  if (data != NULL)
    xlib.free(data);
  return type != None;
}
#endif

static gboolean
is_managed(SDL_Window *window)
{
#if defined(SDL_VIDEO_DRIVER_X11)
  SDL_SysWMinfo info;

  SDL_VERSION(&info.version);
  if (SDL_GetWindowWMInfo(window, &info) && info.subsystem == SDL_SYSWM_X11)
    return has_manager(info.info.x11.display);
#endif
  return TRUE;
}

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
    self->by_hand = !is_managed(window);
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

// SPDX-License-Identifier: LGPL-2.1-or-later
#include "direct.h"

#include <SDL_syswm.h>
#include <X11/Xlib-xcb.h>

/* Bits of a pixel that the server counts; 0 = its pixels are of another kind. */
static guint8
get_depth(SDL_Window *window)
{
  switch (SDL_GetWindowPixelFormat(window)) {
  case SDL_PIXELFORMAT_RGB888:
    return 24;
  case SDL_PIXELFORMAT_ARGB8888:
    return 32;
  default:
    return 0;
  }
}

ShmWindow *
direct_new(SDL_Window *window)
{
  SDL_SysWMinfo info;

  SDL_VERSION(&info.version);
  if (!SDL_GetWindowWMInfo(window, &info) || info.subsystem != SDL_SYSWM_X11)
    return NULL;
  return shm_window_new(XGetXCBConnection(info.info.x11.display), (guint32)info.info.x11.window,
                        get_depth(window));
}

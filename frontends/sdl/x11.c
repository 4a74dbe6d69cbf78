// SPDX-License-Identifier: LGPL-2.1-or-later
#include "x11.h"

#include <SDL_syswm.h>

#if defined(SDL_VIDEO_DRIVER_X11)
#define ASKED_BY_PERSON 2 /* of _NET_ACTIVE_WINDOW, beside programs (1) */

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
  int (*map_raised)(Display *, Window);
  Status (*send_event)(Display *, Window, Bool, long, XEvent *);
  int (*flush)(Display *);
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
  *(void **)&xlib->map_raised = SDL_LoadFunction(library, "XMapRaised");
  *(void **)&xlib->send_event = SDL_LoadFunction(library, "XSendEvent");
  *(void **)&xlib->flush = SDL_LoadFunction(library, "XFlush");
  return xlib->intern_atom != NULL && xlib->get_property != NULL && xlib->free != NULL &&
         xlib->map_raised != NULL && xlib->send_event != NULL && xlib->flush != NULL;
}

static gboolean
get_info(SDL_Window *window, SDL_SysWMinfo *info)
{
  SDL_VERSION(&info->version);
  return SDL_GetWindowWMInfo(window, info) && info->subsystem == SDL_SYSWM_X11;
}

/* A window manager names itself on the root window (Extended Window Manager Hints, "Root Window
 * Properties"). */
static gboolean
has_manager(const Xlib *xlib, Display *display)
{
  Atom check, type = None;
  int format;
  unsigned long n_items, n_left;
  unsigned char *data = NULL;

  check = xlib->intern_atom(display, "_NET_SUPPORTING_WM_CHECK", True);
  if (check == None)
    return FALSE;
  xlib->get_property(display, DefaultRootWindow(display), check, 0, 1, False, AnyPropertyType,
                     &type, &format, &n_items, &n_left, &data);
  if (data != NULL)
    xlib->free(data);
  return type != None;
}

gboolean
x11_is(SDL_Window *window)
{
  SDL_SysWMinfo info;

  return get_info(window, &info);
}

gboolean
x11_is_bare(SDL_Window *window)
{
  SDL_SysWMinfo info;
  Xlib xlib;

  return get_info(window, &info) && load_xlib(&xlib) && !has_manager(&xlib, info.info.x11.display);
}

void
x11_activate(SDL_Window *window)
{
  SDL_SysWMinfo info;
  Xlib xlib;
  XEvent event = {.xclient = {.type = ClientMessage, .format = 32}};

  if (!get_info(window, &info) || !load_xlib(&xlib))
    return;
  event.xclient.window = info.info.x11.window;
  event.xclient.message_type = xlib.intern_atom(info.info.x11.display, "_NET_ACTIVE_WINDOW", False);
  event.xclient.data.l[0] = ASKED_BY_PERSON;
  xlib.map_raised(info.info.x11.display, info.info.x11.window);
  xlib.send_event(info.info.x11.display, DefaultRootWindow(info.info.x11.display), False,
                  SubstructureRedirectMask | SubstructureNotifyMask, &event);
  xlib.flush(info.info.x11.display);
}
#else
gboolean
x11_is(SDL_Window *window)
{
  return FALSE;
}

gboolean
x11_is_bare(SDL_Window *window)
{
  return FALSE;
}

void
x11_activate(SDL_Window *window)
{
}
#endif
